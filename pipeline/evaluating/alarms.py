"""Findings that speak of contradictions in, planted ones found and false alarms out."""

from collections.abc import Iterable, Sequence

from pipeline.evaluating.counts import Ratio, ratio
from pipeline.evaluating.gold import GoldContradiction
from pipeline.evaluating.predictions import Prediction

CHECKS = frozenset({"contradiction", "growth-arithmetic", "part-whole"})

_Place = tuple[int, int]


def count_alarms(
    predictions: Iterable[Prediction], planted: Sequence[GoldContradiction]
) -> dict[str, Ratio]:
    """Count, for one document, contradictions found among those planted, and false alarms.

    A planted contradiction is found when one finding names two of its figures, or the
    only figure that the finding names is one of them.  A finding that finds none is a
    false alarm; the same figures named from both sides are one alarm.
    """
    alarms = {
        (alarm.check, frozenset(alarm.places))
        for row in predictions
        for alarm in row.alarms
        if alarm.check in CHECKS
    }
    found = (any(_names(places, row) for _, places in alarms) for row in planted)
    false = (not any(_names(places, row) for row in planted) for _, places in alarms)
    return {"contradictions found": ratio(found), "alarms false": ratio(false)}


def _names(places: frozenset[_Place], planted: GoldContradiction) -> bool:
    named = sum(any(_overlaps(place, at) for place in places) for at in planted.offsets)
    return named >= min(2, len(places))


def _overlaps(one: _Place, other: _Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]
