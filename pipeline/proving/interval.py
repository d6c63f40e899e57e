"""A printed number in, the range of true values that may stand behind it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.proving.fact import Fact
from schemas.vocabulary import Bound

_INFINITE = Decimal("Infinity")
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``, both included; either may be infinite."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"Interval({self.low}, {self.high}) is not low <= high")

    def meets(self, other: "Interval") -> bool:
        """Tell whether a value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def minus(self, other: "Interval") -> "Interval | None":
        """Return every difference of a value here and one there; nothing if unbounded."""
        if not (self.low.is_finite() and other.high.is_finite()):
            return None
        return Interval(self.low - other.high, self.high - other.low)

    def ratio(self, other: "Interval") -> "Interval | None":
        """Return every quotient of a value here and one there, both positive.

        Nothing is returned where the quotient may be unbounded or negative.
        """
        if self.low < 0 or other.low <= 0 or not self.high.is_finite():
            return None
        return Interval(self.low / other.high, self.high / other.low)

    def scaled(self, factor: Decimal) -> "Interval":
        """Return every value times a positive ``factor``."""
        return Interval(self.low * factor, self.high * factor)

    def shifted(self, by: Decimal) -> "Interval":
        """Return every value plus ``by``."""
        return Interval(self.low + by, self.high + by)


def printed_interval(value: Decimal, bound: Bound = Bound.EXACT) -> Interval:
    """Return what may have been rounded or cut off to the digits of ``value``.

    12.5 may be anything from 12.45 (rounded) to 12.6 (cut off).  "About" and "close
    to" allow one unit of the last digit that is not zero, either way.  A bound opens
    the side it names; with a minus it bounds the size, not the signed value.

    >>> printed_interval(Decimal("12.5"))
    Interval(low=Decimal('12.45'), high=Decimal('12.6'))
    >>> printed_interval(Decimal("7000"), Bound.ABOUT)
    Interval(low=Decimal('6000'), high=Decimal('8000'))
    """
    size = abs(value)
    if bound is Bound.ABOUT:
        step = _last_digit(size.normalize())
        found = Interval(max(Decimal(0), size - step), size + step)
    elif bound is Bound.AT_LEAST:
        found = Interval(size, _INFINITE)
    elif bound is Bound.AT_MOST:
        found = Interval(Decimal(0), size)
    else:
        step = min(Decimal(1), _last_digit(size))
        found = Interval(max(Decimal(0), size - step / 2), size + step)
    return found if value >= 0 else Interval(-found.high, -found.low)


def fact_interval(fact: Fact) -> Interval:
    """Return the range of a fact in its base unit."""
    return base_interval(fact.value, fact.base_value, fact.bound)


def base_interval(value: Decimal, base_value: Decimal, bound: Bound) -> Interval:
    """Return the range of a number printed as ``value``, in the unit of ``base_value``."""
    printed = printed_interval(value, bound)
    return printed.scaled(base_value / value) if value else printed


def most_exact(intervals: Sequence[Interval]) -> int | None:
    """Return the place of the narrowest of some ranges, nothing if no value lies in all.

    >>> from decimal import Decimal as D
    >>> most_exact([Interval(D(1), D(9)), Interval(D(2), D(3))])
    1
    >>> most_exact([Interval(D(1), D(2)), Interval(D(3), D(4))]) is None
    True
    """
    if max(each.low for each in intervals) > min(each.high for each in intervals):
        return None
    return min(range(len(intervals)), key=lambda at: intervals[at].high - intervals[at].low)


def rate_interval(fact: Fact) -> Interval:
    """Return the range of a rate as printed, and one unit of its last digit either way.

    The unit is at most a tenth: 3 may be from 2.4 to 4.1, but 4.9 is not called 3.
    """
    printed = printed_interval(fact.value, fact.bound)
    step = min(_TENTH, _last_digit(fact.value))
    return Interval(printed.low - step, printed.high + step)


def _last_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
