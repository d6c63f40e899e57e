"""Printed numbers stand for ranges of true values."""

from decimal import Decimal

import pytest

from pipeline.proving.interval import Interval, printed_interval
from schemas.vocabulary import Bound

D = Decimal

PRINTED = [
    ("12.5", Bound.EXACT, "12.45", "12.6"),
    ("12.50", Bound.EXACT, "12.495", "12.51"),
    ("25", Bound.EXACT, "24.5", "26"),
    ("2400", Bound.EXACT, "2399.5", "2401"),
    ("0", Bound.EXACT, "0", "1"),
    ("-8.3", Bound.EXACT, "-8.4", "-8.25"),
    ("7000", Bound.ABOUT, "6000", "8000"),
    ("35", Bound.ABOUT, "34", "36"),
    ("100", Bound.AT_LEAST, "100", "Infinity"),
    ("2", Bound.AT_MOST, "0", "2"),
    ("-65", Bound.AT_LEAST, "-Infinity", "-65"),
]


@pytest.mark.parametrize(("value", "bound", "low", "high"), PRINTED)
def test_a_printed_number_may_be_rounded_or_cut_off(
    value: str, bound: Bound, low: str, high: str
) -> None:
    """Half a last digit below and a whole one above, mirrored for a minus."""
    assert printed_interval(D(value), bound) == Interval(D(low), D(high))


def test_an_interval_that_runs_backwards_is_refused() -> None:
    """The low end never exceeds the high end."""
    with pytest.raises(ValueError, match="not low <= high"):
        Interval(D(2), D(1))


def test_intervals_that_touch_meet() -> None:
    """Both ends belong to an interval."""
    assert Interval(D(1), D(2)).meets(Interval(D(2), D(3)))
    assert not Interval(D(1), D(2)).meets(Interval(D("2.1"), D(3)))


def test_a_quotient_holds_every_quotient() -> None:
    """The smallest divides by the largest, and the other way round."""
    assert Interval(D(2), D(4)).ratio(Interval(D(1), D(2))) == Interval(D(1), D(4))


def test_a_quotient_by_what_may_be_nothing_is_not_known() -> None:
    """Nothing is concluded where the divisor may be zero or the quotient unbounded."""
    unbounded = printed_interval(D(100), Bound.AT_LEAST)

    assert Interval(D(1), D(2)).ratio(Interval(D(0), D(1))) is None
    assert unbounded.ratio(Interval(D(1), D(2))) is None


def test_a_difference_with_an_open_end_is_not_known() -> None:
    """More than 100 less something says nothing about the upper end."""
    unbounded = printed_interval(D(100), Bound.AT_LEAST)

    assert Interval(D(5), D(6)).minus(Interval(D(1), D(2))) == Interval(D(3), D(5))
    assert Interval(D(5), D(6)).minus(unbounded) is None
