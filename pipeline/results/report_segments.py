"""A document's record in, its text in pieces out: which number each is of, and what dims it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.cleaning.cleaning import clean
from pipeline.results.records import DocumentRecord
from pipeline.spans import Span


class Shade(StrEnum):
    """Why a piece of text is shown otherwise than plain prose."""

    REMOVED = "removed"
    FURNITURE = "furniture"
    DAMAGE = "damage"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, the index of the mention it belongs to, and its shades in order."""

    text: str
    mention: int | None = None
    shades: tuple[Shade, ...] = ()


Shaded = tuple[Span, Shade]

_SHADES = {
    MarkKind.FURNITURE: Shade.FURNITURE,
    MarkKind.DAMAGE: Shade.DAMAGE,
    MarkKind.TITLE: Shade.HEADING,
    MarkKind.HEADING: Shade.HEADING,
}

# What a page cannot hold, or what would turn the direction of the text around it.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def showable(text: str) -> str:
    r"""Return ``text`` with a replacement character for each that a page cannot show.

    >>> showable("396\x00件\u202e")
    '396�件�'
    """
    return _UNSHOWABLE.sub("\ufffd", text)


def split(
    text: str, mentions: Sequence[Span], shaded: Iterable[Shaded] = ()
) -> tuple[Segment, ...]:
    """Cut ``text`` wherever a mention or a shade begins or ends; nothing is lost.

    Where mentions overlap, a character belongs to the one that began last.  What of a
    span lies outside the text is left out.

    >>> [(s.text, s.mention) for s in split("共396件。", [Span(1, 5)])]
    [('共', None), ('396件', 0), ('。', None)]
    """
    spans: list[tuple[Span, int | Shade]] = [(span, shade) for span, shade in shaded if len(span)]
    spans += [(span, index) for index, span in enumerate(mentions) if len(span)]
    begins, ends = _by_place(spans, starts=True), _by_place(spans, starts=False)
    inside = {place for place in (*begins, *ends) if 0 < place < len(text)}
    active: Counter[int | Shade] = Counter()
    order: list[int] = []
    shades: tuple[Shade, ...] = ()
    segments = []
    for start, end in pairwise(sorted({0, len(text)} | inside)):
        ended, begun = ends.get(start, ()), begins.get(start, ())
        active.subtract(ended)
        active.update(begun)
        order += [each for each in begun if isinstance(each, int)]
        order = [mention for mention in order if active[mention]]
        if any(isinstance(each, Shade) for each in (*ended, *begun)):
            shades = tuple(shade for shade in Shade if active[shade])
        segments.append(Segment(text[start:end], order[-1] if order else None, shades))
    return tuple(segments)


def _by_place(
    spans: Iterable[tuple[Span, int | Shade]], *, starts: bool
) -> dict[int, list[int | Shade]]:
    places: dict[int, list[int | Shade]] = {}
    for span, what in spans:
        places.setdefault(span.start if starts else span.end, []).append(what)
    return places


def raw_segments(record: DocumentRecord, cleaned: CleanText | None = None) -> tuple[Segment, ...]:
    """Return the text as received, in pieces; what cleaning left out is shaded as removed."""
    cleaned = cleaned or clean(record.document)
    shaded = [
        (cleaned.raw_span(mark.span), _SHADES[mark.kind])
        for mark in cleaned.marks
        if mark.kind in _SHADES
    ]
    shaded += [(span, Shade.REMOVED) for span in _removed(cleaned)]
    return split(record.document.raw, [each.raw_span for each in record.mentions], shaded)


def clean_segments(record: DocumentRecord, cleaned: CleanText | None = None) -> tuple[Segment, ...]:
    """Return the text after cleaning, in pieces.

    Where cleaning gives another text today than when the run was made, its numbers are
    looked for from their places in the raw text.
    """
    cleaned = cleaned or clean(record.document)
    shaded = [(mark.span, _SHADES[mark.kind]) for mark in cleaned.marks if mark.kind in _SHADES]
    spans = [cleaned.clean_span(mention.raw_span) for mention in record.mentions]
    return split(cleaned.text, spans, shaded)


def _removed(cleaned: CleanText) -> Iterator[Span]:
    """Yield the raw stretches that nothing in the clean text was read from."""
    reached = 0
    for start, end in zip(cleaned.starts, cleaned.ends, strict=True):
        if start > reached:
            yield Span(reached, start)
        reached = max(reached, end)
    if reached < len(cleaned.raw):
        yield Span(reached, len(cleaned.raw))
