"""Finds periods that lie wholly outside the date written in the number's own clause."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.numbers.period_notation import bounds
from pipeline.numbers.periods import normalise_period
from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field
from schemas.vocabulary import Kind, NonFact

Days = tuple[date | None, date | None]

_DATES = frozenset({NonFact.DATE, NonFact.PERIOD})

# What makes a date the base of a comparison or the start of a stretch, not the time of
# the figure: 较2020年, 由2021年的, 2017年以来, 2020年入选…以来.
_OF_ANOTHER = re.compile(
    r"(?:较|比|相较于?|由|从|自|与|同)(?:[上去前本当同]|年|月|期|末|底|\s){0,6}\Z"
)
_SINCE = re.compile(r"[^,。;:]{0,20}?(?:以来|至今|起|相比|同期|末?的|入选|获批|成立)")


def _look(case: Case) -> Iterator[Look]:
    for mention, fact in case.facts.items():
        beside = _date_before(case, mention)
        if beside is None or fact.period is None or fact.kind is Kind.DURATION:
            continue
        apart = _are_apart(case, beside, fact.period)
        if apart is not None:
            written = case.mention(beside).quote
            message = f"{fact.quote!r} is dated {fact.period}, but its clause says {written}."
            others = (case.place(beside),) if apart else ()
            yield Look(mention, Field.PERIOD, message if apart else None, others)


def _date_before(case: Case, mention: int) -> int | None:
    """Return the last date before the number in its clause, unless it dates something else."""
    text, span = case.ledger.clean.text, case.mention(mention).span
    clause = case.ledger.layout.clause_at(span.start)
    for index in range(mention - 1, -1, -1):
        before = case.mention(index)
        if before.span.start < clause.start:
            return None
        if before.why in _DATES:
            is_other = _OF_ANOTHER.search(text[clause.start : before.span.start])
            after = _SINCE.match(text[before.span.end : span.start])
            return None if is_other or after else index
    return None


def _are_apart(case: Case, mention: int, period: str) -> bool | None:
    """Tell whether the date ``mention`` lies wholly outside ``period``, if it can be read.

    A date without a year may be of the year of the period or of publication: it is
    apart only if it is either way.
    """
    words = case.mention(mention).span.of(case.ledger.clean.text)
    published = case.ledger.clean.metadata.published
    read = {normalise_period(words, published, each) for each in (period, None)}
    days = [bounds(each) for each in read if each]
    known = [each for each in days if each]
    stands = bounds(period)
    if stands is None or not known:
        return None
    return all(_is_outside(each, stands) for each in known)


def _is_outside(days: Days, others: Days) -> bool:
    (start, end), (other_start, other_end) = days, others
    ends_before = end is not None and other_start is not None and end < other_start
    begins_after = start is not None and other_end is not None and start > other_end
    return ends_before or begins_after


CHECK = Check("period-conflict", frozenset({Field.PERIOD}), _look)
