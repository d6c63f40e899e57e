"""Kinds that the unit cannot have."""

import pytest

from pipeline.proving.fact import Field
from schemas.vocabulary import Kind
from tests.proving.builder import Number, found, looked, proven

FITTING = [
    ("25.71%", "25.71", "%", Kind.GROWTH),
    ("三成", "3", "成", Kind.GROWTH),
    ("1.2倍", "1.2", "倍", Kind.MULTIPLE),
    ("两番", "2", "番", Kind.MULTIPLE),
    ("2.4个百分点", "2.4", "百分点", Kind.POINT_CHANGE),
    ("97.2%", "97.2", "%", Kind.SHARE),
    ("三分之一", "0.3333", "", Kind.SHARE),
    ("第十位", "10", "位", Kind.RANK),
    ("第三", "3", "", Kind.RANK),
    ("前7名", "7", "名", Kind.RANK),
    ("22个月", "22", "个月", Kind.DURATION),
    ("5个工作日", "5", "个工作日", Kind.DURATION),
    ("396件", "396", "件", Kind.VALUE),
    ("10.79亿元", "10.79", "亿元", Kind.CHANGE),
    ("11天", "11", "天", Kind.CHANGE),
    ("396", "396", "", Kind.VALUE),
]

CLASHING = [
    ("396件", "396", "件", Kind.GROWTH),
    ("10.79亿元", "10.79", "亿元", Kind.SHARE),
    ("25.71%", "25.71", "%", Kind.VALUE),
    ("25.71%", "25.71", "%", Kind.CHANGE),
    ("25.71%", "25.71", "%", Kind.POINT_CHANGE),
    ("2.4个百分点", "2.4", "百分点", Kind.GROWTH),
    ("396件", "396", "件", Kind.RANK),
    ("第0位", "0", "位", Kind.RANK),
    ("第1.5位", "1.5", "位", Kind.RANK),
    ("396件", "396", "件", Kind.MULTIPLE),
    ("396件", "396", "件", Kind.DURATION),
    ("2", "2", "", Kind.SHARE),
]


@pytest.mark.parametrize(("quote", "value", "unit", "kind"), FITTING)
def test_a_kind_with_a_unit_it_can_have_is_not_found(
    quote: str, value: str, unit: str, kind: Kind
) -> None:
    """Rates, ordinals, times and amounts each have their units."""
    proof = proven(f"共{quote}。", Number(quote, value, unit, kind))

    assert found(proof, "kind-unit") == []
    assert (0, Field.KIND) in looked(proof, "kind-unit")


@pytest.mark.parametrize(("quote", "value", "unit", "kind"), CLASHING)
def test_a_kind_with_a_unit_it_cannot_have_is_found(
    quote: str, value: str, unit: str, kind: Kind
) -> None:
    """The message quotes the number and says the rule."""
    (finding,) = found(proven(f"共{quote}。", Number(quote, value, unit, kind)), "kind-unit")

    assert finding.field is Field.KIND
    assert quote in finding.message
    assert kind.value in finding.message


def test_money_called_a_count_is_found() -> None:
    """The catalogue knows that patents are counted, not paid."""
    number = Number("396万元", "396", "万元", Kind.VALUE, "专利授权量")

    (finding,) = found(proven("专利授权396万元。", number), "kind-unit")

    assert finding.field is Field.INDICATOR
    assert "money" in finding.message


def test_a_fact_without_a_kind_is_not_looked_at() -> None:
    """There is nothing that the unit could contradict."""
    assert looked(proven("共396件。", Number("396件", "396", "件")), "kind-unit") == set()


def test_a_sum_counted_in_pieces_is_found_and_its_deals_are_not() -> None:
    """融资金额 is money; 融资 may also be counted."""
    sums = Number("138件", "138", "件", Kind.VALUE, "专利权质押融资金额")
    deals = Number("138件", "138", "件", Kind.VALUE, "专利权质押融资")

    assert len(found(proven("专利权质押融资金额138件。", sums), "kind-unit")) == 1
    assert found(proven("专利权质押融资138件。", deals), "kind-unit") == []
