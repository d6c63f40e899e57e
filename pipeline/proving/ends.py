"""A change or growth in, the two levels it joins out, as far as the document has them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.numbers.period_notation import shifted
from pipeline.numbers.periods import normalise_period
from pipeline.proving.case import Case
from pipeline.proving.comparing import LEVELS, subject_key
from pipeline.proving.fact import Fact
from pipeline.proving.naming import Likeness, compare_names

# What stands between the two ends of 由 2400件 增至 3120件.
# It must not match across a comma, or where a third number stands between.
_ROSE_TO = re.compile(
    r"""
    [^\d,。;:]{0,6}                                        # 左右, 的水平
    (?:增|升|提|扩|跃|涨|攀|降|减|缩|压|跌|滑|落|变|发展)    # the way it went
    [^\d,。;:]{0,4}?                                       # 加, 长, 高, 短 ...
    [至到为成]了?\s*
    """,
    re.VERBOSE,
)

# What stands before the first end.  It must not match 由 of another clause.
_FROM = re.compile(r"[由从自][^,。;:]{0,24}\Z")

# Bases that name their year, and bases that are not a year: months and quarters.
_YEAR = re.compile(r"\d{4}|二[〇○零]")
_NOT_YEARLY = re.compile(r"环比|上月|上个月|上季度|上一季度")


# How many numbers before a change its two ends may stand at most.
_NEAR = 6

# How many levels of one thing and time are tried; more of them contradict each other.
_MOST_LEVELS = 3

Levels = Mapping[tuple[str, str, str], Sequence[Fact]]


def levels_by_subject(case: Case) -> Levels:
    """Return the facts that state a level, by their name, place and time."""
    levels: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in case.facts.values():
        if fact.kind in LEVELS and fact.indicator and fact.period:
            levels.setdefault(subject_key(fact, fact.period), []).append(fact)
    return levels


def find_ends(case: Case, change: Fact, levels: Levels) -> Iterator[tuple[Fact, Fact]]:
    """Yield the levels before and after ``change``: stated as 由A增至B, or dated so.

    Both levels have the same unit and stand for the change's own indicator and place.
    """
    seen = set()
    for before, now in (*_stated(case, change), *_dated(case, change, levels)):
        if (before.mention, now.mention) not in seen and before.base_unit == now.base_unit:
            seen.add((before.mention, now.mention))
            yield before, now


def _stated(case: Case, change: Fact) -> Iterator[tuple[Fact, Fact]]:
    """Find 由A增至B in the sentence before the change, with no other level in between."""
    text, layout = case.ledger.clean.text, case.ledger.layout
    sentence = layout.sentence_at(case.mention(change.mention).span.start)
    near = (case.facts.get(index) for index in range(change.mention - _NEAR, change.mention))
    levels = [
        fact
        for fact in near
        if fact and fact.kind in LEVELS and sentence.holds(case.mention(fact.mention).span)
    ]
    for before, now in list(pairwise(levels))[-1:]:
        first, second = case.mention(before.mention).span, case.mention(now.mention).span
        rose = _ROSE_TO.fullmatch(text[first.end : second.start])
        if rose and _FROM.search(text[sentence.start : first.start]) and _is_of(case, change, now):
            yield before, now


def _is_of(case: Case, change: Fact, now: Fact) -> bool:
    reading = case.reading(change.mention)
    if reading and reading.level is not None:
        return reading.level == now.mention
    return compare_names(change.indicator or "", now.indicator or "") is not Likeness.OTHER


def _dated(case: Case, change: Fact, levels: Levels) -> Iterator[tuple[Fact, Fact]]:
    base = _base_period(case, change)
    if base is None or not change.indicator or not change.period:
        return
    then = levels.get(subject_key(change, base), ())[:_MOST_LEVELS]
    nows = levels.get(subject_key(change, change.period), ())[:_MOST_LEVELS]
    yield from ((old, now) for now in nows for old in then if old is not now)


def _base_period(case: Case, change: Fact) -> str | None:
    """Return the time a change counts from: the year it names, else one year earlier.

    上年 is the year before the change's own period, not the year before publication.
    """
    words = change.compared_with or ""
    if not change.period or _NOT_YEARLY.search(words):
        return None
    if not _YEAR.search(words):
        return shifted(change.period, -1)
    return normalise_period(words, case.ledger.clean.metadata.published, change.period)
