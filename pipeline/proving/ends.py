"""A change or growth in, the two levels it joins out, as far as the document has them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.numbers.period_notation import shifted
from pipeline.numbers.periods import normalise_period, periods_agree
from pipeline.proving.case import Case
from pipeline.proving.comparing import LEVELS, same_subject, same_time
from pipeline.proving.fact import Fact

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


def find_ends(case: Case, change: Fact) -> Iterator[tuple[Fact, Fact]]:
    """Yield the levels before and after ``change``: stated as 由A增至B, or dated so.

    Both levels have the same unit and stand for the change's own indicator and place.
    """
    seen = set()
    for before, now in (*_stated(case, change), *_dated(case, change)):
        if (before.mention, now.mention) not in seen and before.base_unit == now.base_unit:
            seen.add((before.mention, now.mention))
            yield before, now


def _stated(case: Case, change: Fact) -> Iterator[tuple[Fact, Fact]]:
    """Find 由A增至B in the sentence before the change, with no other level in between."""
    text, layout = case.ledger.clean.text, case.ledger.layout
    sentence = layout.sentence_at(case.mention(change.mention).span.start)
    near = [
        fact
        for fact in case.facts.values()
        if fact.kind in LEVELS and sentence.holds(case.mention(fact.mention).span)
    ]
    before_change = [fact for fact in near if fact.mention < change.mention]
    for before, now in list(pairwise(before_change))[-1:]:
        first, second = case.mention(before.mention).span, case.mention(now.mention).span
        if _ROSE_TO.fullmatch(text[first.end : second.start]) and _FROM.search(
            text[sentence.start : first.start]
        ):
            yield before, now


def _dated(case: Case, change: Fact) -> Iterator[tuple[Fact, Fact]]:
    base = _base_period(case, change)
    if base is None:
        return
    same = [fact for fact in case.facts.values() if fact.kind in LEVELS]
    same = [fact for fact in same if same_subject(fact, change)]
    for now in same:
        if same_time(now, change):
            yield from ((old, now) for old in same if _is_at(old, base) and old is not now)


def _is_at(fact: Fact, period: str) -> bool:
    return bool(fact.period and periods_agree(fact.period, period))


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
