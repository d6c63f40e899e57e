"""Rates and changes that do not follow from their levels."""

import pytest

from pipeline.numbers.reading import Direction
from pipeline.proving.fact import Field
from pipeline.proving.proof import Proof
from schemas.vocabulary import Bound, Kind
from tests.proving.builder import Number, found, looked, proven

CODE = "growth-arithmetic"
NAME = "商标注册申请量"


def level(quote: str, value: str, period: str | None, unit: str = "件") -> Number:
    """Return a level."""
    kind = Kind.SHARE if unit == "%" else Kind.VALUE
    return Number(quote, value, unit, kind, NAME, period)


def dated(quote: str, value: str, unit: str, kind: Kind, **other: object) -> Proof:
    """Return the proof of two dated levels, 2400 and 3120, and a change between them."""
    stated = Number(quote, value, unit, kind, NAME, "2022", **other)  # type: ignore[arg-type]
    text = f"2021年2400件。2022年3120件,变化{quote}。"
    return proven(text, level("2400件", "2400", "2021"), level("3120件", "3120", "2022"), stated)


RIGHT = [
    ("30%", "30", "%", Kind.GROWTH),
    ("30.0%", "30.0", "%", Kind.GROWTH),
    ("720件", "720", "件", Kind.CHANGE),
    ("1.3倍", "1.3", "倍", Kind.MULTIPLE),
    ("0.3倍", "0.3", "倍", Kind.MULTIPLE),
]
WRONG = [
    ("31%", "31", "%", Kind.GROWTH),
    ("25%", "25", "%", Kind.GROWTH),
    ("32.1%", "32.1", "%", Kind.GROWTH),
    ("730件", "730", "件", Kind.CHANGE),
    ("2.3倍", "2.3", "倍", Kind.MULTIPLE),
]


@pytest.mark.parametrize(("quote", "value", "unit", "kind"), RIGHT)
def test_what_follows_from_the_levels_is_not_found(
    quote: str, value: str, unit: str, kind: Kind
) -> None:
    """Rounding, a cut-off digit and both senses of 倍 are allowed."""
    proof = dated(quote, value, unit, kind)

    assert found(proof, CODE) == []
    assert len(looked(proof, CODE)) == 3
    assert all("arithmetic" in fact.voices[Field.VALUE] for fact in proof.facts)


@pytest.mark.parametrize(("quote", "value", "unit", "kind"), WRONG)
def test_what_does_not_follow_is_found_on_all_three(
    quote: str, value: str, unit: str, kind: Kind
) -> None:
    """Any of the figures may be the wrong one, and each points at the others."""
    findings = found(dated(quote, value, unit, kind), CODE)

    assert [finding.mention for finding in findings] == [0, 1, 2]
    assert all(len(finding.others) == 2 for finding in findings)
    assert "2400件" in findings[0].message
    assert quote.rstrip("件%倍") in findings[0].message


def test_a_fall_stated_as_a_rise_is_found() -> None:
    """The sign counts."""
    proof = dated("30%", "30", "%", Kind.GROWTH, direction=Direction.DOWN)

    assert len(found(proof, CODE)) == 3


def test_a_bounded_rate_fits_all_it_allows() -> None:
    """增长超20% fits a growth of 30 %."""
    proof = dated("超20%", "20", "%", Kind.GROWTH, bound=Bound.AT_LEAST)

    assert found(proof, CODE) == []


def test_the_ends_of_a_sentence_are_compared_without_dates() -> None:
    """由A增至B states both levels, whatever their dates."""
    rate = Number("25%", "25", "%", Kind.GROWTH, NAME, "2022")
    ends = (level("2400件", "2400", None), level("3120件", "3120", "2022"))

    wrong = proven("商标注册申请由上年的2400件增至3120件,同比增长25%。", *ends, rate)
    listed = proven("商标注册申请2400件、3120件,同比增长25%。", *ends, rate)

    assert len(found(wrong, CODE)) == 3
    assert looked(listed, CODE) == set()


def test_points_are_the_difference_of_two_rates() -> None:
    """From 94.8% to 97.2% are 2.4 points, not 2.5 percent of them."""
    ends = (level("94.8%", "94.8", "2021", "%"), level("97.2%", "97.2", "2022", "%"))

    def stated(value: str) -> Proof:
        points = Number(f"{value}个百分点", value, "百分点", Kind.POINT_CHANGE, NAME, "2022")
        return proven(f"94.8%。97.2%,提高{value}个百分点。", *ends, points)

    assert found(stated("2.4"), CODE) == []
    assert len(found(stated("4.2"), CODE)) == 3


def test_last_year_is_the_year_before_the_growth() -> None:
    """In a text of 2023 about 2022, 较上年 compares with 2021."""
    for words in ("较上年", "比2021年", "同比"):
        wrong = dated("25%", "25", "%", Kind.GROWTH, compared_with=words)

        assert len(found(wrong, CODE)) == 3


def test_growth_that_fits_one_of_several_levels_is_not_found() -> None:
    """Two levels of last year contradict each other, not the growth."""
    rate = Number("30%", "30", "%", Kind.GROWTH, NAME, "2022")
    levels = (
        level("2000件", "2000", "2021"),
        level("2400件", "2400", "2021"),
        level("3120件", "3120", "2022"),
    )

    proof = proven("2021年2000件。共2400件。2022年3120件,增长30%。", *levels, rate)

    assert found(proof, CODE) == []
    assert {mention for mention, _ in looked(proof, CODE)} == {1, 2, 3}


def test_growth_of_something_else_is_not_held_against_the_ends_before_it() -> None:
    """由A增至B says nothing about the growth of another indicator."""
    ends = (level("2400件", "2400", None), level("3120件", "3120", "2022"))
    other = Number("25%", "25", "%", Kind.GROWTH, "专利授权量", "2022")

    proof = proven("商标注册申请由2400件增至3120件,专利授权增长25%。", *ends, other)

    assert looked(proof, CODE) == set()


def test_growth_without_both_levels_is_not_looked_at() -> None:
    """A rate alone, or against last month, has nothing to be compared with."""
    alone = Number("25%", "25", "%", Kind.GROWTH, NAME, "2022")

    assert looked(proven("3120件,增长25%。", level("3120件", "3120", "2022"), alone), CODE) == set()
    assert looked(dated("25%", "25", "%", Kind.GROWTH, compared_with="环比"), CODE) == set()
