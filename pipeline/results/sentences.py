"""A raw text and a place in it in, the sentence around the place out."""

import re

from pipeline.spans import Span

_END = re.compile(r"[。!?！？;；\n\r]")
_FARTHEST = 200


def sentence_at(raw: str, span: Span) -> Span:
    """Return the sentence of ``raw`` that holds ``span``, at most 200 characters either way.

    >>> sentence_at("一。共12家。完", Span(3, 6)).of("一。共12家。完")
    '共12家。'
    """
    before = max(0, span.start - _FARTHEST)
    ends = [found.end() for found in _END.finditer(raw, before, span.start)]
    limit = min(len(raw), span.end + _FARTHEST)
    close = _END.search(raw, span.end, limit)
    return Span(ends[-1] if ends else before, close.end() if close else limit)
