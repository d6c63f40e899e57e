"""Each predicted number gets one verdict, and what is not found is named."""

from decimal import Decimal

import pytest

from pipeline.evaluating.judging import DocumentGold, Judgement, judge
from pipeline.evaluating.predictions import Prediction
from tests.evaluating.score_cases import (
    GROWTH,
    GROWTH_GOLD,
    TEXT,
    gold,
    nonfact,
    predicted,
)

PHONE = nonfact("0763-123456", "phone")
IDIOM = nonfact("一批", "lexical hanzi")


def _judge(*rows: Prediction, text: str | None = TEXT) -> Judgement:
    facts = (gold(), GROWTH_GOLD)
    return judge(rows, DocumentGold("a", facts, (PHONE, IDIOM), ("连州市", "连州"), text))


def test_a_right_fact_is_right_in_every_field() -> None:
    """Value, unit, kind, bound, period, region and indicator are all looked at."""
    [verdict] = _judge(predicted()).verdicts

    assert verdict.is_full
    assert verdict.right >= {"kind", "bound", "unit", "period", "region", "indicator"}


@pytest.mark.parametrize(
    ("field", "wrong", "is_full"),
    [
        ("kind", "share", False),
        ("unit", "家", False),
        ("period", "2021", False),
        ("indicator", "商标注册量", False),
        ("region", "全国", True),
        ("bound", "about", True),
    ],
)
def test_one_wrong_field_is_wrong_alone(field: str, wrong: str, is_full: bool) -> None:
    """A wrong field leaves the others right; region and bound are no part of a full fact."""
    [verdict] = _judge(predicted(**{field: wrong})).verdicts

    assert {"kind", "bound", "unit", "period", "region", "indicator"} - verdict.right == {field}
    assert verdict.is_full is is_full


def test_a_wrong_sign_is_found_and_no_fact() -> None:
    """A rise read as a fall was seen, and its value is wrong."""
    [verdict] = _judge(predicted("4.3%", value=Decimal("4.3"), unit="%", kind="growth")).verdicts

    assert verdict.gold == GROWTH_GOLD
    assert not verdict.is_matched_fact
    assert not verdict.is_full
    assert verdict.is_error


def test_the_same_amount_in_another_scale_is_the_fact_with_a_wrong_unit() -> None:
    """0.0396 万件 is 396 件, written otherwise."""
    [verdict] = _judge(predicted(value=Decimal("0.0396"), unit="万件")).verdicts

    assert "fact" in verdict.right
    assert "unit" not in verdict.right


def test_a_fact_taken_for_a_non_fact_is_found_but_wrong() -> None:
    """The number was seen; what was said about it is an error."""
    [verdict] = _judge(predicted(disposition="nonfact", why="target")).verdicts

    assert verdict.is_annotated
    assert verdict.is_error
    assert verdict.right == frozenset()


def test_what_is_not_predicted_is_missed() -> None:
    """Facts and hard non-facts that nothing touches are named; soft ones are not."""
    found = _judge(GROWTH)

    assert found.missed_facts == (gold(),)
    assert found.missed_nonfacts == (PHONE,)


def test_a_non_fact_is_found_by_any_disposition() -> None:
    """Finding a number and knowing what it is are two things."""
    found = _judge(predicted("0763-123456", value=Decimal(763)))

    assert found.found_nonfacts == (PHONE,)
    assert found.verdicts[0].is_annotated
    assert found.verdicts[0].is_error


def test_a_soft_non_fact_is_neither_right_nor_wrong() -> None:
    """Taking an annotated idiom for a fact costs nothing."""
    [verdict] = _judge(predicted("一批", value=Decimal(1), unit="批")).verdicts

    assert verdict.is_soft
    assert not verdict.is_error


def test_a_numeral_without_a_digit_that_nobody_annotated_is_an_idiom() -> None:
    """It is no mention to speak of, but calling it a fact is an error."""
    [verdict] = _judge(predicted("全年", value=Decimal(1))).verdicts

    assert verdict.is_idiom
    assert verdict.is_error


def test_a_period_that_gold_leaves_open_is_right_whatever_is_said() -> None:
    """Where the text does not say, nothing is held against an answer."""
    facts = (gold(period=None),)
    [verdict] = judge([predicted(period="2019")], DocumentGold("a", facts, (), ())).verdicts

    assert verdict.is_full


def test_neighbours_are_those_of_the_sentence() -> None:
    """A better-fitting name counts against one only from within the same sentence."""
    near = gold("4.3%", indicator="发明专利授权量", aliases=(), value="4.3", unit="%")
    far = gold("1200件", indicator="发明专利授权量", aliases=(), value="1200")
    row = predicted(indicator="发明专利授权量")

    for rival, is_right in ((near, False), (far, True)):
        part = DocumentGold("a", (gold(), rival), (), (), TEXT)
        [verdict] = judge([row], part).verdicts
        assert ("indicator" in verdict.right) is is_right


def test_without_the_text_there_are_no_neighbours() -> None:
    """Names are then compared with their own row only."""
    rival = gold("4.3%", indicator="发明专利授权量", aliases=(), value="4.3", unit="%")
    part = DocumentGold("a", (gold(), rival), (), (), None)
    [verdict] = judge([predicted(indicator="发明专利授权量")], part).verdicts

    assert "indicator" in verdict.right
