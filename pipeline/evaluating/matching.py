"""Predicted and annotated numbers of one document in, which belong together out."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluating.agreement import same_value
from pipeline.evaluating.gold import GoldFact, GoldNonFact
from pipeline.evaluating.predictions import Prediction


@dataclass(frozen=True, slots=True)
class Matching:
    """Which prediction belongs to which annotation, by position in the lists given.

    ``facts`` maps annotated facts to predictions, one to one.  ``nonfacts`` maps each
    annotated non-fact to every prediction that touches it: a date may be found as one
    mention or as three.
    """

    facts: dict[int, int]
    nonfacts: dict[int, tuple[int, ...]]


def match(
    predictions: Sequence[Prediction],
    facts: Sequence[GoldFact],
    nonfacts: Sequence[GoldNonFact],
) -> Matching:
    """Pair the numbers of one document: spans overlap, and amounts are equal after scale.

    Signs are left to the facts: a number alone does not say which way it went.  Of
    several pairs the one with the equal sign, the equal span and the longer overlap
    comes first.  Non-facts have no value, so there an overlap is enough.
    """
    pairs = sorted(
        (_distance(predicted, fact), g, p)
        for g, fact in enumerate(facts)
        for p, predicted in enumerate(predictions)
        if _touches(predicted, fact) and _same_amount(predicted, fact)
    )
    matched: dict[int, int] = {}
    for _, g, p in pairs:
        if g not in matched and p not in matched.values():
            matched[g] = p
    free = [p for p in range(len(predictions)) if p not in set(matched.values())]
    touched = {
        g: tuple(p for p in free if _touches(predictions[p], row)) for g, row in enumerate(nonfacts)
    }
    return Matching(matched, {g: ps for g, ps in touched.items() if ps})


def _touches(predicted: Prediction, row: GoldFact | GoldNonFact) -> bool:
    is_too_long = predicted.end - predicted.start > 2 * len(row.quote) + 16
    return predicted.start < row.end and row.start < predicted.end and not is_too_long


def _same_amount(predicted: Prediction, fact: GoldFact) -> bool:
    return same_value((abs(predicted.value), predicted.unit), (abs(fact.value), fact.unit))


def _distance(predicted: Prediction, fact: GoldFact) -> tuple[bool, int]:
    has_other_sign = (predicted.value < 0) != (fact.value < 0)
    return has_other_sign, abs(predicted.start - fact.start) + abs(predicted.end - fact.end)
