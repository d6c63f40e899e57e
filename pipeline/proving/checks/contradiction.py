"""Finds two values for the same indicator, place and time, and restatements of nothing."""

import re
from collections.abc import Iterator

from pipeline.cleaning.clean_text import MarkKind
from pipeline.numbers.indicators import likeness
from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.comparing import looks_at, same_levels
from pipeline.proving.fact import Fact, Field
from pipeline.proving.interval import fact_interval
from schemas.vocabulary import Kind

# Words that say that a figure was given before: 上述3.6亿元贷款, 这70家企业.
_AGAIN = re.compile(r"(?:上述|前述|上面提到的|这)(?:总计|共计|近|约)?\Z")

# How many digits a figure needs so that its restatement is no accident.
_TELLING_DIGITS = 3

# How many numbers back a figure that is said again may stand.
_FARTHEST = 60


def _look(case: Case) -> Iterator[Look]:
    for one, other in same_levels(case):
        if _are_apart(case, one, other) and not (_is_word(one) or _is_word(other)):
            what = " ".join(filter(None, (one.region, one.period, one.indicator)))
            message = f"{what} is {one.quote} in one place and {other.quote} in another."
            yield from looks_at(case, (one, other), None if _meet(one, other) else message)
            yield from _said_again(one, other)
    for fact in case.facts.values():
        yield from _look_back(case, fact)


def _said_again(one: Fact, other: Fact) -> Iterator[Look]:
    """Support the name of a figure that stands under it elsewhere, digit for digit.

    Short numbers are equal by chance too often to tell anything.
    """
    digits = one.base_value.normalize().as_tuple().digits
    if one.base_value == other.base_value and len(digits) >= _TELLING_DIGITS:
        yield from (Look(each.mention, Field.INDICATOR, is_support=True) for each in (one, other))


def _look_back(case: Case, fact: Fact) -> Iterator[Look]:
    """Hold a figure that is said to repeat an earlier one against the earlier ones."""
    start = case.mention(fact.mention).span.start
    if fact.kind is not Kind.VALUE or not _AGAIN.search(case.ledger.clean.text[:start][-8:]):
        return
    before = (case.facts.get(index) for index in range(fact.mention - _FARTHEST, fact.mention))
    earlier = [
        other
        for other in before
        if other and other.kind is Kind.VALUE and other.base_unit == fact.base_unit
    ]
    same = [other for other in earlier if _meet(fact, other)]
    if same:
        yield from looks_at(case, (fact, same[-1]), None)
    elif earlier:
        meant = max(earlier, key=lambda other: _nearness(fact, other))
        message = f"{fact.quote} is said to repeat an earlier figure; the nearest is {meant.quote}."
        yield from looks_at(case, (meant, fact), message)


def _nearness(fact: Fact, other: Fact) -> tuple[bool, float, int]:
    """Rank what a figure may repeat: the same digits, a like name, the last one said."""
    is_shuffled = sorted(str(fact.value)) == sorted(str(other.value))
    return is_shuffled, likeness(fact.indicator or "", other.indicator or ""), other.mention


def _is_word(fact: Fact) -> bool:
    """Tell whether a number is a written-out one, which is as often a word as a count."""
    return fact.value == 1 and not any(character.isdigit() for character in fact.quote)


def _meet(one: Fact, other: Fact) -> bool:
    return fact_interval(one).meets(fact_interval(other))


def _are_apart(case: Case, one: Fact, other: Fact) -> bool:
    """Tell whether two facts stand in different sentences, and not in one table.

    Nobody gives two values for one thing in one sentence or table: there, the names are
    too coarse to tell two things apart.
    """
    sentence_at = case.ledger.layout.sentence_at
    first, second = (case.mention(fact.mention).span for fact in (one, other))
    if sentence_at(first.start) == sentence_at(second.start):
        return False
    tables = case.ledger.clean.marked(MarkKind.TABLE)
    return not any(mark.span.holds(first) and mark.span.holds(second) for mark in tables)


CHECK = Check(
    "contradiction", frozenset({Field.VALUE, Field.INDICATOR}), _look, voice="restatement"
)
