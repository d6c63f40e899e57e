"""Periods outside the date of the clause."""

import pytest

from pipeline.proving.fact import Field
from schemas.vocabulary import Kind, NonFact
from tests.proving.builder import Number, found, looked, proven

YEAR = Number("2021年", "2021", "年", why=NonFact.DATE)


def granted(period: str | None) -> Number:
    """Return a number with this period."""
    return Number("396件", "396", "件", Kind.VALUE, "专利授权量", period)


def test_a_period_outside_the_date_of_the_clause_is_found() -> None:
    """The date beside the number speaks against the period that stands."""
    text = "2021年专利授权396件。"

    (finding,) = found(proven(text, YEAR, granted("2022")), "period-conflict")

    assert (finding.mention, finding.field) == (1, Field.PERIOD)
    assert "2022" in finding.message
    assert [place.span.of(text) for place in finding.others] == ["2021年"]


@pytest.mark.parametrize("period", ["2021", "2021-01..2021-09", "@2021-12-31", "2020..2022"])
def test_a_period_that_meets_the_date_is_not_found(period: str) -> None:
    """A part of the year, its end and a stretch over it all fit."""
    proof = proven("2021年专利授权396件。", YEAR, granted(period))

    assert found(proof, "period-conflict") == []
    assert looked(proof, "period-conflict") == {(1, Field.PERIOD)}


@pytest.mark.parametrize(
    "text",
    [
        "较2021年专利授权增加396件。",
        "2021年以来专利授权396件。",
        "2021年,专利授权396件。",
        "由2021年的专利授权396件起。",
        "较去年2021年专利授权增加396件。",
    ],
)
def test_a_date_that_dates_something_else_is_not_looked_at(text: str) -> None:
    """Bases, starts and dates of other clauses do not govern the number."""
    assert looked(proven(text, YEAR, granted("2022")), "period-conflict") == set()


def test_a_date_without_a_year_may_be_of_either_year() -> None:
    """4月 in a text of 2023 about 2022 may be of both years, but is not in autumn."""
    month = Number("4月", "4", "月", why=NonFact.DATE)
    text = "4月专利授权396件。"

    for period in ("2022-04", "2023-04", "2022"):
        assert found(proven(text, month, granted(period)), "period-conflict") == []
    assert len(found(proven(text, month, granted("2022-10")), "period-conflict")) == 1


def test_a_fact_without_a_period_is_not_looked_at() -> None:
    """Nothing stands that a date could contradict."""
    proof = proven("2021年专利授权396件。", YEAR, granted(None))

    assert looked(proof, "period-conflict") == set()
