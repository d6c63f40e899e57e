"""Neighbouring numbers in, the two ends of each range out with their unit and bounds."""

import re
from collections.abc import Sequence

from pipeline.numbers.amounts import Amount, Place
from pipeline.numbers.units import base_amount, split_scale
from schemas.vocabulary import Bound

_TO = re.compile(r"\s?(?:[-~–—]{1,2}|至|到)\s?")
_FROM = re.compile(r"(?:由|从|自)(?:原来的?|原先的?|最初的?|此前的?|去年的?)?$")


def join_ranges(text: str, places: Sequence[Place]) -> list[Place]:
    """Give the first end of a range the unit of the second, and both their bounds.

    由A至B is a change, not a range: it takes the unit and no bounds.
    """
    joined = list(places)
    for later in range(1, len(joined)):
        first, second = joined[later - 1], joined[later]
        if _is_range(text, first, second):
            joined[later - 1 : later + 1] = _ends(text, first, second)
    return joined


def _is_range(text: str, first: Place, second: Place) -> bool:
    if first.why or second.why or not 0 < second.start - first.end <= 4:
        return False
    if not _TO.fullmatch(text, first.end, second.start):
        return False
    is_bare_rank = text.startswith("第", first.start) and not first.amount.unit
    return bool(second.amount.unit) and not is_bare_rank


def _ends(text: str, first: Place, second: Place) -> tuple[Place, Place]:
    low, high = _shared_unit(first.amount, second.amount), second.amount
    is_said = text[first.end : second.start].strip() in ("至", "到")
    is_change = is_said and _FROM.search(text, max(0, first.start - 5), first.start) is not None
    is_rising = base_amount(low.value, low.unit) < base_amount(high.value, high.unit)
    if is_change or not is_rising or low.unit[-1:] != high.unit[-1:]:
        return first._replace(amount=low), second
    return (
        first._replace(amount=low._replace(bound=Bound.AT_LEAST)),
        second._replace(amount=high._replace(bound=Bound.AT_MOST)),
    )


def _shared_unit(low: Amount, high: Amount) -> Amount:
    """Read 2至3万元 as two of 万元, 5000至1万元 and 5万至10万元 as what is written."""
    scale, word = split_scale(high.unit)
    low_scale, low_word = split_scale(low.unit)
    if low_word or not (word or scale > 1):
        return low
    if low_scale > 1:
        return low._replace(unit=low.unit + word)
    is_scaled = low.value <= high.value
    return low._replace(unit=high.unit if is_scaled else word)
