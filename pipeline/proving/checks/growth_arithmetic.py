"""Finds rates and changes that do not follow from the two levels they join."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.comparing import looks_at
from pipeline.proving.ends import find_ends, levels_by_subject
from pipeline.proving.fact import Fact, Field
from pipeline.proving.interval import Interval, fact_interval, rate_interval
from schemas.vocabulary import Kind

_HUNDRED = Decimal(100)


def _look(case: Case) -> Iterator[Look]:
    """Hold each change against its levels; it is enough that one pair of them fits."""
    levels = levels_by_subject(case)
    for stated in case.facts.values():
        expect = _EXPECTED.get(stated.kind) if stated.kind else None
        judged = [
            (before, now, _against(before, now, stated, expected))
            for before, now in (find_ends(case, stated, levels) if expect else ())
            if expect and (expected := expect(before, now, stated))
        ]
        for before, now, against in sorted(judged, key=lambda each: each[2] is not None)[:1]:
            yield from looks_at(case, (before, now, stated), against)


def _against(before: Fact, now: Fact, stated: Fact, expected: list[Interval]) -> str | None:
    is_rate = stated.kind is not Kind.CHANGE
    printed = rate_interval(stated) if is_rate else fact_interval(stated)
    if any(printed.meets(each) for each in expected):
        return None
    first = expected[0]
    middle = ((first.low + first.high) / 2).quantize(Decimal("0.01")).normalize()
    unit = stated.unit if is_rate else stated.base_unit
    return (
        f"From {before.quote} to {now.quote} is {middle:f}{unit};"
        f" the text states {stated.value}{stated.unit}."
    )


def _growth(before: Fact, now: Fact, stated: Fact) -> list[Interval]:
    ratio = fact_interval(now).ratio(fact_interval(before))
    if ratio is None or stated.unit != "%":
        return []
    return [ratio.shifted(Decimal(-1)).scaled(_HUNDRED)]


def _multiple(before: Fact, now: Fact, stated: Fact) -> list[Interval]:
    """Allow both senses of 增长N倍: N times more, and N times as many."""
    ratio = fact_interval(now).ratio(fact_interval(before))
    if ratio is None or stated.unit != "倍":
        return []
    return [ratio.shifted(Decimal(-1)), ratio]


def _change(before: Fact, now: Fact, stated: Fact) -> list[Interval]:
    difference = fact_interval(now).minus(fact_interval(before))
    return [difference] if difference and stated.base_unit == now.base_unit else []


def _points(before: Fact, now: Fact, stated: Fact) -> list[Interval]:
    if {before.unit, now.unit} != {"%"} or stated.unit != "百分点":
        return []
    difference = rate_interval(now).minus(rate_interval(before))
    return [difference] if difference else []


_EXPECTED: Mapping[Kind, Callable[[Fact, Fact, Fact], list[Interval]]] = {
    Kind.GROWTH: _growth,
    Kind.MULTIPLE: _multiple,
    Kind.CHANGE: _change,
    Kind.POINT_CHANGE: _points,
}

CHECK = Check("growth-arithmetic", frozenset({Field.VALUE}), _look, voice="arithmetic")
