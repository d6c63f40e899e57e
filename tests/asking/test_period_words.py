import pytest

from pipeline.asking.period_words import period_words
from pipeline.numbers.periods import normalise_period

PERIODS = [
    "2022",
    "2022-H1",
    "2022-H2",
    "2022-Q3",
    "2022-04",
    "2022-04-06",
    "2022-01..2022-09",
    "2017-10..2023-04-06",
    "@2022-12-31",
    "@2022-06-30",
    "@2023-04",
    "@2023-04-06",
]


@pytest.mark.parametrize("period", PERIODS)
def test_words_are_read_back_as_the_same_period(period: str) -> None:
    """Whoever repeats the words says the period, and no other."""
    words = period_words(period)

    assert words is not None
    assert normalise_period(words, None) == period


@pytest.mark.parametrize("period", ["2021..", "..2021", "", "去年", "@2020..2021.."])
def test_what_has_no_words_gets_none(period: str) -> None:
    """An open stretch, and what is no period, is not offered in words that mean another."""
    assert period_words(period) is None
