"""Text in, the words in it that may name a time out, before anybody asks which time."""

import re
from typing import NamedTuple

from pipeline.numbers.period_grammar import ANY, SHAPES
from pipeline.numbers.period_meaning import Said

# Words between a time and 以来: 自2014年列入…县份以来.
_LATER_SINCE = re.compile(r"[^,。;:、!?\n\d]{1,40}?(?:以来|至今)")
_OPENING = frozenset({"dated", "bare", "iso"})
_SENTENCE_END = re.compile(r"[。!?]")


class TimeWords(NamedTuple):
    """Words from ``start`` to ``end`` of the ``shape`` that fitted them.

    ``said`` are their named parts, nothing where the shape alone does not fit.
    ``is_new_paragraph`` and ``is_new_sentence``: a line end or a closing mark stands
    between the words before and these.  ``since_end`` is where the 以来 ends that these
    words open, 0 where they open none.
    """

    start: int
    end: int
    shape: str
    said: Said | None
    is_new_paragraph: bool
    is_new_sentence: bool
    since_end: int


class WrittenTimes(NamedTuple):
    """A text and the words in it that may name a time, in order."""

    text: str
    words: tuple[TimeWords, ...]


def find_written_times(text: str) -> WrittenTimes:
    """Find the words of a text that may name a time.

    They are found once and may be understood often: by different days of publication.

    >>> [words.shape for words in find_written_times("2019年1-4月,目前").words]
    ['dated', 'now']
    """
    found: list[TimeWords] = []
    seen = 0
    for match in ANY.finditer(text):
        start, end = match.span()
        shape = match.lastgroup
        if end == start or shape is None:
            continue
        found.append(
            TimeWords(
                start,
                end,
                shape,
                _said(shape, text, start),
                text.find("\n", seen, start) >= 0,
                _SENTENCE_END.search(text, seen, start) is not None,
                _since_end(text, end) if shape in _OPENING else 0,
            )
        )
        seen = start
    return WrittenTimes(text, tuple(found))


def _said(shape: str, text: str, start: int) -> Said | None:
    match = SHAPES[shape].match(text, start)
    if match is None:
        return None
    said = {name: words for name, words in match.groupdict().items() if words}
    said["text"] = match[0]
    return said


def _since_end(text: str, end: int) -> int:
    """Return where the 以来 ends that follows a date before any other time."""
    later = _LATER_SINCE.match(text, end)
    if later is None or ANY.search(text, end, later.end() - 2):
        return 0
    return later.end()
