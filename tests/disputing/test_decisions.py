"""A decision says everything a later reader needs, or is refused."""

import pytest

from pipeline.disputing.decisions import Decision, Ruling
from pipeline.proving.fact import Field
from pipeline.spans import Span


def decision(field: Field, ruling: Ruling, value: str | None = None, why: str = "seen") -> Decision:
    """Return a decision about 396件."""
    return Decision("id", "d", Span(9, 13), "396件", field, ruling, "li", "2023-05-01", why, value)


REFUSED = [
    (Field.VALUE, Ruling.CORRECT, None, "seen", "with the value None"),
    (Field.VALUE, Ruling.ACCEPT, "369", "seen", "with the value '369'"),
    (Field.DISPOSITION, Ruling.CORRECT, "fact", "seen", "not corrected"),
    (Field.VALUE, Ruling.CORRECT, "many", "seen", "is not a number"),
    (Field.VALUE, Ruling.CORRECT, "NaN", "seen", "not a finite number"),
    (Field.PERIOD, Ruling.CORRECT, "last year", "seen", "is not a period"),
    (Field.KIND, Ruling.CORRECT, "sum", "seen", "not a valid Kind"),
    (Field.VALUE, Ruling.ACCEPT, None, "", "who and why"),
]


@pytest.mark.parametrize(("field", "ruling", "value", "why", "message"), REFUSED)
def test_a_decision_that_cannot_be_applied_is_refused_at_birth(
    field: Field, ruling: Ruling, value: str | None, why: str, message: str
) -> None:
    """Values must fit their field, and every decision has a reason."""
    with pytest.raises(ValueError, match=message):
        decision(field, ruling, value, why)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.VALUE, "-3.69"),
        (Field.PERIOD, "2022-Q3"),
        (Field.PERIOD, ""),
        (Field.KIND, "growth"),
        (Field.REGION, "清远市"),
    ],
)
def test_a_correction_that_fits_its_field_is_kept(field: Field, value: str) -> None:
    """An empty value says that the field has none."""
    assert decision(field, Ruling.CORRECT, value).value == value
