"""Which facts of a case speak of the same statistic, and how two of them are shown."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from pipeline.numbers.period_notation import bounds
from pipeline.numbers.periods import periods_agree
from pipeline.proving.case import Case
from pipeline.proving.check import Look
from pipeline.proving.fact import Fact, Field
from pipeline.proving.naming import statistic_key
from schemas.vocabulary import Bound, Kind

LEVELS = frozenset({Kind.VALUE, Kind.SHARE, Kind.DURATION})

# Up to this many figures of one thing are compared each with each, beyond it each with
# the first and with the one before: every difference is still found, on fewer pairs.
_EACH_WITH_EACH = 12

MOST_WITNESSES = 8

Key = tuple[str, str, str, str, str]


def figure_key(fact: Fact) -> Key | None:
    """Return what two figures of the same thing share; nothing where the thing is not known.

    That is kind, indicator, base unit, place and time, whatever they are called; the
    place may be unsaid, the rest may not.
    """
    if fact.kind is None or not fact.indicator or not fact.period:
        return None
    return (fact.kind.value, fact.base_unit, *subject_key(fact, fact.period))


def subject_key(fact: Fact, period: str) -> tuple[str, str, str]:
    """Return the name and place of a fact, and a time, in a form all their spellings share."""
    place = fact.region_code or fact.region or ""
    return statistic_key(fact.indicator or ""), place, _period_key(period)


def same_time(one: Fact, other: Fact) -> bool:
    """Tell whether two facts are dated, and to the same time."""
    return bool(one.period and other.period and periods_agree(one.period, other.period))


def same_levels(case: Case) -> Iterator[tuple[Fact, Fact]]:
    """Yield pairs of levels that state the same thing, in order."""
    groups: dict[Key, list[Fact]] = {}
    for fact in case.facts.values():
        if fact.kind in LEVELS and (key := figure_key(fact)):
            groups.setdefault(key, []).append(fact)
    for group in groups.values():
        if len(group) <= _EACH_WITH_EACH:
            yield from combinations(group, 2)
        else:
            yield from pairwise(group)
            yield from ((group[0], fact) for fact in group[2:])


def looks_at(case: Case, facts: Sequence[Fact], against: str | None) -> Iterator[Look]:
    """Yield one look at the value of each fact; if anything is against, the rest are witnesses.

    Facts that fit each other support each other, unless one of them is only a bound.  Of
    many witnesses the last ``MOST_WITNESSES`` are named.
    """
    is_support = against is None and all(fact.bound is Bound.EXACT for fact in facts)
    witnesses = facts[-MOST_WITNESSES - 1 :] if against else ()
    for fact in facts:
        others = tuple(case.place(other.mention) for other in witnesses if other is not fact)
        yield Look(fact.mention, Field.VALUE, against, others[-MOST_WITNESSES:], is_support)


def _period_key(period: str) -> str:
    """Return what all spellings of a period share: its days, or a year as it is."""
    days = bounds(period)
    if days is None or len(period.removeprefix("@")) == len("2022"):
        return period
    return f"@{days[1]}" if period.startswith("@") else f"{days[0]}..{days[1]}"
