"""Two ways of writing one thing agree; two things do not, however alike."""

from decimal import Decimal

import pytest

from pipeline.evaluating.agreement import same_base_unit, same_period, same_region, same_value
from tests.evaluating import score_cases as cases


@pytest.mark.parametrize(("one", "other"), cases.SAME_VALUES)
def test_equal_amounts_agree_after_scale(one: tuple[str, str], other: tuple[str, str]) -> None:
    """12.5 万 is 125000."""
    assert same_value((Decimal(one[0]), one[1]), (Decimal(other[0]), other[1]))


@pytest.mark.parametrize(("one", "other"), cases.OTHER_VALUES)
def test_other_amounts_do_not_agree(one: tuple[str, str], other: tuple[str, str]) -> None:
    """One digit, one scale or one sign is another amount."""
    assert not same_value((Decimal(one[0]), one[1]), (Decimal(other[0]), other[1]))


@pytest.mark.parametrize(("one", "other"), cases.SAME_UNITS)
def test_units_agree_without_their_scale(one: str, other: str) -> None:
    """万元 and 亿元 are both 元."""
    assert same_base_unit(one, other)


@pytest.mark.parametrize(("one", "other"), cases.OTHER_UNITS)
def test_other_units_do_not_agree(one: str, other: str) -> None:
    """What is counted differs."""
    assert not same_base_unit(one, other)


@pytest.mark.parametrize(("predicted", "gold"), cases.SAME_PERIODS)
def test_periods_of_the_same_days_agree(predicted: str, gold: str) -> None:
    """Quarters, halves, months and days are compared as intervals."""
    assert same_period(predicted, gold)


@pytest.mark.parametrize(("predicted", "gold"), cases.OTHER_PERIODS)
def test_other_periods_do_not_agree(predicted: str | None, gold: str) -> None:
    """Another day, a stock for a flow, a year spelled in months, and no period at all."""
    assert not same_period(predicted, gold)


@pytest.mark.parametrize(("predicted", "gold"), cases.SAME_REGIONS)
def test_regions_agree_without_province_and_city(predicted: str, gold: str) -> None:
    """What stands in front of the name proper does not count."""
    assert same_region(predicted, gold)


@pytest.mark.parametrize(("predicted", "gold"), cases.OTHER_REGIONS)
def test_other_regions_do_not_agree(predicted: str | None, gold: str) -> None:
    """A city is not its county, nor one body another."""
    assert not same_region(predicted, gold)
