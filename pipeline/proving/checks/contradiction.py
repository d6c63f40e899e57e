"""Finds two values for the same indicator, place and time."""

from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.comparing import levels, looks_at, same_pairs, same_time
from pipeline.proving.fact import Fact, Field
from pipeline.proving.interval import fact_interval


def _look(case: Case) -> Iterator[Look]:
    for one, other in same_pairs(levels(case)):
        if one.kind is other.kind and same_time(one, other):
            yield from looks_at(case, (one, other), _against(one, other))


def _against(one: Fact, other: Fact) -> str | None:
    if fact_interval(one).meets(fact_interval(other)):
        return None
    what = " ".join(filter(None, (one.region, one.period, one.indicator)))
    return f"{what} is {one.quote} in one place and {other.quote} in another."


CHECK = Check("contradiction", frozenset({Field.VALUE}), _look)
