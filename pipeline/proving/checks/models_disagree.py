"""Finds fields on which two models, or two answers of one, say different things."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field
from pipeline.proving.heard import Heard
from pipeline.proving.voices import says_same

_FIELDS = (Field.KIND, Field.INDICATOR, Field.PERIOD, Field.REGION)


def _look(case: Case) -> Iterator[Look]:
    for mention, heard in case.heard.items():
        if len(heard) < 2:
            continue
        yield Look(mention, Field.DISPOSITION, _split(case, mention, heard))
        for field in _FIELDS:
            if any(field in one.says and field in other.says for one, other in _pairs(heard)):
                yield Look(mention, field, _differ(case, mention, field, heard))


def _pairs(heard: Sequence[Heard]) -> Iterator[tuple[Heard, Heard]]:
    yield from combinations(heard, 2)


def _split(case: Case, mention: int, heard: Sequence[Heard]) -> str | None:
    yes = sum(each.claim.is_statistic for each in heard)
    if yes in {0, len(heard)}:
        return None
    quote = case.mention(mention).quote
    return f"{yes} of {len(heard)} answers take {quote!r} for a statistic, the others do not."


def _differ(case: Case, mention: int, field: Field, heard: Sequence[Heard]) -> str | None:
    for one, other in _pairs(heard):
        if field not in one.says or field not in other.says:
            continue
        first, second = one.says[field], other.says[field]
        if not says_same(field, first, second):
            return (
                f"{one.claim.model} says the {field.value} of {case.mention(mention).quote!r} is"
                f" {first or 'none'}, {other.claim.model} says {second or 'none'}."
            )
    return None


CHECK = Check("models-disagree", frozenset({Field.DISPOSITION, *_FIELDS}), _look)
