"""Predictions and annotated documents in, how well values were copied out."""

from collections.abc import Sequence

from pipeline.evaluating.agreement import same_value
from pipeline.evaluating.gold import GoldFact
from pipeline.evaluating.predictions import Prediction
from tests.bench.corpus import GoldDocument


def given_count(predictions: Sequence[Prediction], documents: Sequence[GoldDocument]) -> int:
    """Return how many annotated numbers are touched by a prediction that gives their value."""
    facts = [fact for document in documents for fact in document.facts]
    return sum(any(_touches(p, f) and _is_copy(p, f) for p in predictions) for f in facts)


def copied_wrong(predictions: Sequence[Prediction], documents: Sequence[GoldDocument]) -> str:
    """Return how many of the predictions on annotated numbers give another value.

    A unit that was left out or changed is no wrong copy as long as the digits are right.
    """
    facts = [fact for document in documents for fact in document.facts]
    copied = []
    for each in predictions:
        near = [fact for fact in facts if _touches(each, fact)]
        if near:
            copied.append(any(_is_copy(each, fact) for fact in near))
    return f"{copied.count(False)} of {len(copied)}"


def _touches(said: Prediction, fact: GoldFact) -> bool:
    is_near = said.start < fact.end and fact.start < said.end
    return said.doc == fact.doc and said.is_fact and is_near


def _is_copy(said: Prediction, fact: GoldFact) -> bool:
    own, other = abs(said.value), abs(fact.value)
    return own == other or same_value((own, said.unit), (other, fact.unit))
