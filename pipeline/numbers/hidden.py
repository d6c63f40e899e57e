"""Clean text in, the numbers of the raw text that no reader sees out: tags, scripts, comments."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.mention import Mention
from pipeline.spans import Span
from schemas.vocabulary import Bound, NonFact

_DIGIT = re.compile("[0-9\uff10-\uff19]")
_VALUE = re.compile(r"\d{1,20}(?:\.\d{1,6})?")

# The rest of a word that holds a digit: 7px, 70%, 2.8.1, 2019/05/07.  It must not take
# the ending of a file name (.min.js) along.
_REST = re.compile(r"[0-9A-Za-z_\uff10-\uff19]*(?:[-.,:/][0-9][0-9A-Za-z_]*)*%?")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
_LONGEST_HEAD = 40

# An image written out in a page is one word, however long.
_IMAGE = re.compile("base64,[A-Za-z0-9+/=%]*")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch of raw text that was removed, and the place in the clean text where it was."""

    raw_span: Span
    place: int


def with_hidden(clean: CleanText, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Add the numbers in removed stretches to the visible ones, in order of the raw text.

    A hidden number has an empty span in the clean text.  One that stands inside a
    visible mention (the tag between a number and its unit) belongs to that mention.
    """
    merged: list[Mention] = []
    visible = iter(mentions)
    after = next(visible, None)
    for hidden in _find_hidden(clean, mentions):
        while after and after.raw_span.start < hidden.raw_span.end:
            merged.append(after)
            after = next(visible, None)
        if not merged or merged[-1].raw_span.end <= hidden.raw_span.start:
            merged.append(hidden)
    merged += [after, *visible] if after else []
    return tuple(
        mention if mention.index == index else replace(mention, index=index)
        for index, mention in enumerate(merged)
    )


def _find_hidden(clean: CleanText, mentions: Sequence[Mention]) -> Iterator[Mention]:
    position = 0
    spans = iter([mention.raw_span for mention in mentions])
    span = next(spans, None)
    while digit := _DIGIT.search(clean.raw, position):
        while span is not None and span.end <= digit.start():
            span = next(spans, None)
        if (
            span is not None and span.start <= digit.start()
        ):  # whatever is removed inside belongs to it
            position = span.end
            continue
        gap = _gap_at(clean, digit.start())
        if gap is None:
            position = digit.end()
            continue
        word = _word_at(
            clean.raw, digit.start(), Span(max(position, gap.raw_span.start), gap.raw_span.end)
        )
        yield _mention(clean.raw, word, gap.place)
        position = word.end


def _gap_at(clean: CleanText, at: int) -> _Gap | None:
    """Return the removed stretch around the raw character ``at``, if it was removed.

    A stretch is removed as well if only a blank or a line break was left of it.
    """
    before = bisect_right(clean.starts, at) - 1
    start = clean.ends[before] if before >= 0 else 0
    if start > at:
        if not clean.text[before].isspace():
            return None
        start = clean.starts[before]
    place = bisect_left(clean.starts, at)
    end = clean.starts[place] if place < len(clean.starts) else len(clean.raw)
    return _Gap(Span(start, end), place)


def _word_at(raw: str, at: int, gap: Span) -> Span:
    head = raw[max(gap.start, at - _LONGEST_HEAD) : at]
    stem = head.rstrip(_LETTERS)
    name = stem.removesuffix("-")
    if name != stem and name[-1:] in _LETTERS:
        stem = name.rstrip(_LETTERS)
    start = at - len(head) + len(stem)
    match = _IMAGE.match(raw, start, gap.end) or _REST.match(raw, at, gap.end)
    return Span(start, match.end() if match else at + 1)


def _mention(raw: str, word: Span, place: int) -> Mention:
    digits = _VALUE.search(raw, word.start, word.end)
    return Mention(
        index=0,
        span=Span(place, place),
        raw_span=word,
        quote=word.of(raw),
        value=Decimal(digits[0]) if digits else Decimal(0),
        unit="",
        bound=Bound.EXACT,
        why=NonFact.MARKUP,
    )
