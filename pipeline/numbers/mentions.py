"""Clean text in, every number in it out, in order: its place, value, unit and bound."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.numbers.amounts import Amount, Place, read_amount
from pipeline.numbers.disguises import digits_disguise, hanzi_disguise
from pipeline.numbers.mention import Mention
from pipeline.numbers.numerals import HANZI
from pipeline.numbers.ranks import read_rank
from pipeline.spans import Span
from schemas.vocabulary import Bound, NonFact

_RUN = re.compile(f"[0-9{HANZI}]+")
_DIGITS = re.compile("[0-9]+")
_HANZI = re.compile(f"[{HANZI}]+")
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,6})?")


def find_mentions(clean: CleanText) -> tuple[Mention, ...]:
    """Find every number of ``clean``, in order and without overlap."""
    return tuple(
        _mention(clean, index, place) for index, place in enumerate(find_places(clean.text))
    )


def find_places(text: str) -> Iterator[Place]:
    """Yield the numbers of a text, left to right."""
    floor = 0
    for run in _RUN.finditer(text):
        at = max(run.start(), floor)
        while at < run.end():
            place = _place_at(text, at, floor)
            if place is None:
                at = _after_hanzi(text, at)
                continue
            yield place
            at = floor = place.end


def _after_hanzi(text: str, at: int) -> int:
    match = _HANZI.match(text, at)
    return match.end() if match else at + 1


def _place_at(text: str, at: int, floor: int) -> Place | None:
    if (rank := read_rank(text, at)) and rank.start >= floor:
        return rank
    is_ascii = text[at] <= "9"
    disguise = digits_disguise(text, at) if is_ascii else hanzi_disguise(text, at)
    if disguise:
        why, end = disguise
        return Place(at, end, Amount(_any_value(text, at, end), "", Bound.EXACT), why)
    return read_amount(text, at, floor)


def _any_value(text: str, start: int, end: int) -> Decimal:
    match = _NUMBER.match(text, start, end)
    return Decimal(match[0]) if match else Decimal(0)


def _mention(clean: CleanText, index: int, place: Place) -> Mention:
    span = Span(place.start, place.end)
    raw_span = clean.raw_span(span)
    amount = place.amount
    return Mention(
        index, span, raw_span, raw_span.of(clean.raw), amount.value, amount.unit, amount.bound, place.why
    )
