"""Values that no such statistic can have."""

import pytest

from pipeline.numbers.reading import Direction
from pipeline.proving.fact import Field
from schemas.vocabulary import Kind
from tests.proving.builder import Number, found, looked, proven

POSSIBLE = [
    Number("20.48件", "20.48", "件", Kind.VALUE, "每万人口发明专利拥有量"),
    Number("130.8%", "130.8", "%", Kind.SHARE, "任务完成率"),
    Number("100%", "100", "%", Kind.SHARE, "结案率"),
    Number("-3.2亿元", "-3.2", "亿元", Kind.VALUE, "净利润"),
    Number("99%", "99", "%", Kind.GROWTH, "侵权案件", direction=Direction.DOWN),
    Number("1866.7%", "1866.7", "%", Kind.GROWTH, "发明专利授权量"),
    Number("1.5万件", "1.5", "万件", Kind.VALUE, "专利授权量"),
    Number("396件", "396", "件", Kind.VALUE, "专利授权量"),
    Number("0.08次", "0.08", "次", Kind.VALUE, "跑动次数"),
]
IMPOSSIBLE = [
    Number("101.6%", "101.6", "%", Kind.SHARE, "案件结案率"),
    Number("135.5%", "135.5", "%", Kind.SHARE, "发明专利占比"),
    Number("12成", "12", "成", Kind.SHARE, "群众满意度"),
    Number("-396件", "-396", "件", Kind.VALUE, "专利授权量"),
    Number("-5%", "-5", "%", Kind.SHARE, "结案率"),
    Number("120%", "120", "%", Kind.GROWTH, "侵权案件", direction=Direction.DOWN),
    Number("39.6家", "39.6", "家", Kind.VALUE, "高新技术企业"),
    Number("2048件", "2048", "件", Kind.VALUE, "每万人口发明专利拥有量"),
]


@pytest.mark.parametrize("number", POSSIBLE, ids=lambda number: number.quote)
def test_a_possible_value_is_not_found(number: Number) -> None:
    """Averages have fractions, completion may exceed the plan, losses are negative."""
    proof = proven(f"为{number.quote}。", number)

    assert found(proof, "implausible") == []
    assert looked(proof, "implausible") == {(0, Field.VALUE)}


@pytest.mark.parametrize("number", IMPOSSIBLE, ids=lambda number: number.quote)
def test_an_impossible_value_is_found(number: Number) -> None:
    """The message says what is wrong with it."""
    (finding,) = found(proven(f"为{number.quote}。", number), "implausible")

    assert number.quote in finding.message


def test_a_number_of_unknown_kind_is_not_looked_at() -> None:
    """Nothing can be said against what is not known."""
    assert looked(proven("为-5。", Number("-5", "-5")), "implausible") == set()
