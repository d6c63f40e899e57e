"""Two values for one thing."""

import pytest

from pipeline.proving.fact import Status
from pipeline.proving.proof import Proof
from schemas.vocabulary import Bound, Kind
from tests.proving.builder import Number, found, looked, proven

HEADLINE = Number("20.48件", "20.48", "件", Kind.VALUE, "万人发明专利拥有量", "@2022-12-31")


def twice(quote: str, value: str, unit: str = "件", **other: object) -> Proof:
    """Return the proof of a text that states the indicator twice."""
    said = {"kind": Kind.VALUE, "indicator": "每万人口发明专利拥有量", "period": "@2022-12"}
    body = Number(quote, value, unit, **(said | other))  # type: ignore[arg-type]
    return proven(f"万人发明专利拥有量20.48件。每万人口发明专利拥有量{quote}。", HEADLINE, body)


def test_two_values_are_found_on_both_facts() -> None:
    """Each finding points at the place of the other, by any name of the indicator."""
    proof = twice("20.84件", "20.84")

    first, second = found(proof, "contradiction")
    assert (first.mention, second.mention) == (0, 1)
    assert first.others[0].span == proof.facts[1].span
    assert second.others[0].span == proof.facts[0].span
    assert set(proof.statuses.values()) == {Status.DISPUTED}
    assert all(quote in first.message for quote in ("20.48件", "20.84件"))


AGREEING = [
    ("20.48件", "20.48", {}),
    ("20.5件", "20.5", {}),
    ("20.4件", "20.4", {}),
    ("超过20件", "20", {"bound": Bound.AT_LEAST}),
    ("近21件", "21", {"bound": Bound.ABOUT}),
]


@pytest.mark.parametrize(("quote", "value", "other"), AGREEING)
def test_the_same_rounded_cut_off_or_bounded_is_not_found(
    quote: str, value: str, other: dict[str, object]
) -> None:
    """Printed precision and bounds leave room for one true value."""
    proof = twice(quote, value, **other)

    assert found(proof, "contradiction") == []
    assert len(looked(proof, "contradiction")) == 2


def test_one_last_digit_beyond_the_tolerance_is_found() -> None:
    """20.3 is neither 20.48 rounded nor cut off."""
    assert len(found(twice("20.3件", "20.3"), "contradiction")) == 2


DIFFERENT = [
    {"period": "@2021-12-31"},
    {"period": None},
    {"region": "清远市"},
    {"indicator": "每万人口高价值发明专利拥有量"},
    {"kind": Kind.CHANGE},
    {"unit": "家"},
]


@pytest.mark.parametrize("other", DIFFERENT)
def test_another_time_place_name_kind_or_unit_is_not_looked_at(other: dict[str, object]) -> None:
    """Only figures of the same thing can contradict each other."""
    assert looked(twice("20.84件", "20.84", **other), "contradiction") == set()
