"""Numbers found and numbers annotated in, how many are right, wrong, missed and extra out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.evaluating.agreement import same_base_unit, scaled
from pipeline.spans import Span
from schemas.vocabulary import Bound
from tests.bench.found import Found

# Tools that compute in binary floats get their last digits forgiven.
_FLOAT_NOISE = Decimal("1e-6")
_FRACTION_TOLERANCE = Decimal("0.002")

# The ways a rate may be given: as printed, or as the ratio or percentage it stands for.
_OTHER_SCALES = {
    "%": (Decimal("0.01"),),
    "‰": (Decimal("0.001"), Decimal("0.1")),
    "成": (Decimal(10), Decimal("0.1")),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One number that should be found; ``span`` is ``None`` where places do not count."""

    value: Decimal
    unit: str
    bound: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class NumberCounts:
    """What became of the expected numbers, and what else was given.

    ``other_annotated`` of the ``other`` numbers touch an annotated non-fact.  ``units``,
    ``bounds`` and ``signs`` count right words among expected numbers with a unit, with a
    bound other than exact, and below zero.
    """

    expected: int = 0
    right: int = 0
    wrong: int = 0
    other: int = 0
    other_annotated: int = 0
    units: tuple[int, int] = (0, 0)
    bounds: tuple[int, int] = (0, 0)
    signs: tuple[int, int] = (0, 0)

    def __add__(self, more: "NumberCounts") -> "NumberCounts":
        return NumberCounts(
            self.expected + more.expected,
            self.right + more.right,
            self.wrong + more.wrong,
            self.other + more.other,
            self.other_annotated + more.other_annotated,
            _plus(self.units, more.units),
            _plus(self.bounds, more.bounds),
            _plus(self.signs, more.signs),
        )

    @property
    def missed(self) -> int:
        """Return how many expected numbers nothing was said about."""
        return self.expected - self.right - self.wrong

    @property
    def is_exact(self) -> bool:
        """Tell whether every expected value was given and nothing else."""
        return self.right == self.expected and not self.other


def has_value(found: Found, expected: Expected) -> bool:
    """Tell whether the values agree, whichever way a rate is scaled and whatever the sign."""
    value = abs(found.value)
    right = abs(scaled(expected.value, expected.unit)[0])
    factors = (Decimal(1), *_OTHER_SCALES.get(expected.unit, ()))
    tolerance = _FRACTION_TOLERANCE if expected.unit == "" and 0 < right < 1 else _FLOAT_NOISE
    return any(abs(value - right * f) <= abs(right * f) * tolerance for f in factors)


def count_placed(
    found: Sequence[Found], expected: Sequence[Expected], nonfacts: Sequence[Span]
) -> NumberCounts:
    """Compare by place: a number counts for what its span overlaps, if it is not far longer."""
    touching = [[f for f in found if _touches(f, row)] for row in expected]
    used = {id(f) for group in touching for f in group}
    others = _groups([f for f in found if id(f) not in used])
    known = sum(any(_span(f).overlaps(n) for f in group for n in nonfacts) for group in others)
    counts = NumberCounts(other=len(others), other_annotated=known)
    for row, group in zip(expected, touching, strict=True):
        right = [f for f in group if has_value(f, row)]
        counts += _counted(row, right, is_wrong=bool(group) and not right)
    return counts


def count_unplaced(found: Sequence[Found], expected: Sequence[Expected]) -> NumberCounts:
    """Compare the values alone, each number used once; what is left over is extra."""
    left = _groups(found)
    counts = NumberCounts()
    for row in expected:
        group = next((g for g in left if any(has_value(f, row) for f in g)), [])
        left = [g for g in left if g is not group]
        counts += _counted(row, [f for f in group if has_value(f, row)], is_wrong=False)
    return counts + NumberCounts(other=len(left))


def _counted(row: Expected, right: Sequence[Found], *, is_wrong: bool) -> NumberCounts:
    has_unit = any(f.unit is not None and same_base_unit(f.unit, row.unit) for f in right)
    has_bound = any(f.bound == row.bound for f in right)
    has_sign = any(f.is_negative for f in right)
    return NumberCounts(
        expected=1,
        right=int(bool(right)),
        wrong=int(is_wrong),
        units=(int(has_unit), 1) if row.unit else (0, 0),
        bounds=(int(has_bound), 1) if row.bound != Bound.EXACT else (0, 0),
        signs=(int(has_sign), 1) if row.value < 0 else (0, 0),
    )


def _touches(found: Found, expected: Expected) -> bool:
    assert expected.span is not None
    span = _span(found)
    return span.overlaps(expected.span) and len(span) <= 2 * len(expected.span) + 16


def _groups(found: Sequence[Found]) -> list[list[Found]]:
    """Put numbers that overlap together: two models reporting one number report one."""
    groups: list[list[Found]] = [[row] for row in found if row.span is None]
    reach = -1
    for row in sorted((f for f in found if f.span is not None), key=_span):
        if _span(row).start < reach:
            groups[-1].append(row)
        else:
            groups.append([row])
        reach = max(reach, _span(row).end)
    return groups


def _span(found: Found) -> Span:
    assert found.span is not None
    return found.span


def _plus(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]
