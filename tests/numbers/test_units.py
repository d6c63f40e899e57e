"""Amounts are equal when they are the same in the base unit, and only then."""

from decimal import Decimal

import pytest

from pipeline.numbers.unit_table import CONVERSIONS, DIMENSIONS, GUARDS, LOOSE_AFTER_HANZI
from pipeline.numbers.units import base_amount, dimension, equal_amounts, parse_amount
from schemas.vocabulary import Bound

BASES = [
    ("10.79", "亿元", "1079000000", "元"),
    ("3.4", "万件", "34000", "件"),
    ("22", "万人次", "220000", "人次"),
    ("3", "成", "30", "%"),
    ("2.4", "个百分点", "2.4", "百分点"),
    ("5", "‰", "5", "‰"),
    ("12.5", "平方公里", "12500000", "平方米"),
    ("35.6", "亿千瓦时", "3560000000", "千瓦时"),
    ("2", "小时", "120", "分钟"),
    ("7", "亩", "7", "亩"),
    ("8", "瓮", "8", "瓮"),
    ("8", "万瓮", "80000", "瓮"),
    ("8", "", "8", ""),
]


@pytest.mark.parametrize(("value", "unit", "base", "base_unit"), BASES)
def test_base_of_an_amount(value: str, unit: str, base: str, base_unit: str) -> None:
    """A scale is multiplied out and a unit converted; what is unknown stays."""
    assert base_amount(Decimal(value), unit) == (Decimal(base), base_unit)


def test_long_numbers_are_not_rounded() -> None:
    """No digit is lost, however many a number has."""
    digits = Decimal("1234567890123456789012345678901234567890.5")

    assert base_amount(digits, "万元")[0] == Decimal("12345678901234567890123456789012345678905000")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("亿元", "money"),
        ("万件", "count"),
        ("%", "percent"),
        ("百分点", "points"),
        ("个工作日", "time"),
        ("平方公里", "area"),
        ("万吨", "weight"),
        ("公里", "length"),
        ("万人次", "persons"),
        ("倍", "multiple"),
        ("瓮", None),
    ],
)
def test_dimension_of_a_unit(unit: str, expected: str | None) -> None:
    """A unit measures one thing, with or without its scale."""
    assert dimension(unit) == expected


SAME = [
    ("3.4萬件", "34,000 件", "３．４万件", "3万4千件", "三万四千件", "“3.4万件”。"),
    ("25.71％", "25.71%", "百分之二十五点七一", "２５．７１%"),
    ("第十位", "第10位", "第１０位"),
    ("约300家", "約３００家", "约三百家", "大约300家"),
    ("1亿2000万元", "1.2亿元", "12000万元", "一亿二千万元", "￥120,000,000", "120,000,000元"),
    ("三成", "30%", "3成"),
    ("-4.3%", "－4.3％", "−4.3%"),
    ("5個工作日", "5个工作日", "五个工作日"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_amount_are_equal(spellings: tuple[str, ...]) -> None:
    """However an amount is written, it is the same amount with the same bound."""
    amounts = [parse_amount(text) for text in spellings]

    first = amounts[0]
    assert first is not None
    for amount in amounts:
        assert amount is not None
        assert equal_amounts(amount.value, amount.unit, first.value, first.unit)
        assert amount.bound is first.bound


OTHER = [
    ("3.4万件", "34万件"),
    ("3.4万件", "3.5万件"),
    ("3.4万件", "3.4万家"),
    ("25.71%", "25.71‰"),
    ("25.71%", "25.71个百分点"),
    ("-4.3%", "4.3%"),
    ("10亿元", "10万元"),
    ("10亿元", "10亿美元"),
    ("第十位", "第一位"),
    ("5个工作日", "5天"),
]


@pytest.mark.parametrize(("text", "other"), OTHER)
def test_other_amounts_are_not_equal(text: str, other: str) -> None:
    """A wrong digit, scale, unit or sign is another amount."""
    one, two = parse_amount(text), parse_amount(other)

    assert one is not None
    assert two is not None
    assert not equal_amounts(one.value, one.unit, two.value, two.unit)


@pytest.mark.parametrize(
    "text", ["", "没有", "300家企业", "3件5件", "增长3%", "件", "约", "3%至5%"]
)
def test_text_that_is_no_single_amount_is_refused(text: str) -> None:
    """Words around a number, or several numbers, are not parsed."""
    assert parse_amount(text) is None


def test_bound_of_an_amount() -> None:
    """Bound words are read along with the number."""
    amount = parse_amount("不到2%")

    assert amount is not None
    assert amount.bound is Bound.AT_MOST


def test_tables_agree_with_each_other() -> None:
    """Every unit in the side tables is a measure word, and every base is one."""
    bases = {base for _, base in CONVERSIONS.values()}

    assert set(CONVERSIONS) <= set(DIMENSIONS)
    assert set(GUARDS) - set(DIMENSIONS) == set()
    assert LOOSE_AFTER_HANZI - set(DIMENSIONS) == set()
    assert bases - set(DIMENSIONS) == set()
