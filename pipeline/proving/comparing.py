"""Which facts of a case speak of the same statistic, and how two of them are shown."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.numbers.periods import periods_agree
from pipeline.numbers.places import regions_agree
from pipeline.proving.case import Case
from pipeline.proving.check import Look
from pipeline.proving.fact import Fact, Field
from pipeline.proving.naming import statistic_key
from schemas.vocabulary import Bound, Kind

LEVELS = frozenset({Kind.VALUE, Kind.SHARE, Kind.DURATION})


def same_subject(one: Fact, other: Fact) -> bool:
    """Tell whether two facts have a name, and the same, of the same place, at any time."""
    if not one.indicator or not other.indicator or not _same_region(one, other):
        return False
    return statistic_key(one.indicator) == statistic_key(other.indicator)


def same_time(one: Fact, other: Fact) -> bool:
    """Tell whether two facts are dated, and to the same time."""
    return bool(one.period and other.period and periods_agree(one.period, other.period))


def levels(case: Case) -> list[Fact]:
    """Return the facts that state a level, with their name, in order."""
    return [fact for fact in case.facts.values() if fact.kind in LEVELS and fact.indicator]


def same_pairs(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield each two facts with the same name, place and base unit, in order."""
    by_name: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        by_name.setdefault((statistic_key(fact.indicator or ""), fact.base_unit), []).append(fact)
    for group in by_name.values():
        yield from ((a, b) for a, b in combinations(group, 2) if _same_region(a, b))


def looks_at(case: Case, facts: Sequence[Fact], against: str | None) -> Iterator[Look]:
    """Yield one look at the value of each fact; if anything is against, the rest are witnesses.

    Facts that fit each other support each other, unless one of them is only a bound.
    """
    is_support = against is None and all(fact.bound is Bound.EXACT for fact in facts)
    for fact in facts:
        others = tuple(case.place(other.mention) for other in facts if other is not fact)
        yield Look(fact.mention, Field.VALUE, against, others if against else (), is_support)


def _same_region(one: Fact, other: Fact) -> bool:
    if one.region is None or other.region is None:
        return one.region is other.region
    return regions_agree(one.region, other.region)
