"""Finds periods that lie wholly outside the date written in the number's own clause."""

import re
from collections.abc import Iterator

from pipeline.numbers.period_notation import bounds
from pipeline.numbers.periods import normalise_period
from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field
from schemas.vocabulary import Kind, NonFact

_DATES = frozenset({NonFact.DATE, NonFact.PERIOD})

# What makes a date the base of a comparison or the start of a stretch, not the time of
# the figure: 较2020年, 由2021年的, 2017年以来, 2020年入选…以来.
_OF_ANOTHER = re.compile(r"(?:较|比|相较于?|由|从|自|与|同)\s*\Z")
_SINCE = re.compile(r"[^,。;:]{0,20}?(?:以来|至今|起|相比|同期|末?的|入选|获批|成立)")


def _look(case: Case) -> Iterator[Look]:
    for mention, fact in case.facts.items():
        date = _date_before(case, mention)
        if date is None or fact.period is None or fact.kind is Kind.DURATION:
            continue
        written = case.mention(date).quote
        period = normalise_period(
            case.mention(date).span.of(case.ledger.clean.text),
            case.ledger.clean.metadata.published,
            fact.period,
        )
        if period and (apart := _are_apart(period, fact.period)) is not None:
            message = f"{fact.quote!r} is dated {fact.period}, but its clause says {written}."
            others = (case.place(date),) if apart else ()
            yield Look(mention, Field.PERIOD, message if apart else None, others)


def _date_before(case: Case, mention: int) -> int | None:
    """Return the last date before the number in its clause, unless it dates something else."""
    text, span = case.ledger.clean.text, case.mention(mention).span
    clause = case.ledger.layout.clause_at(span.start)
    for index in range(mention - 1, -1, -1):
        date = case.mention(index)
        if date.span.start < clause.start:
            return None
        if date.why in _DATES:
            is_other = _OF_ANOTHER.search(text[clause.start : date.span.start])
            after = _SINCE.match(text[date.span.end : span.start])
            return None if is_other or after else index
    return None


def _are_apart(one: str, other: str) -> bool | None:
    days, other_days = bounds(one), bounds(other)
    if days is None or other_days is None:
        return None
    ends_before = days[1] is not None and other_days[0] is not None and days[1] < other_days[0]
    begins_after = days[0] is not None and other_days[1] is not None and days[0] > other_days[1]
    return ends_before or begins_after


CHECK = Check("period-conflict", frozenset({Field.PERIOD}), _look)
