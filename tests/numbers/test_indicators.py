"""Two names agree when nothing but measure words, places and dress tells them apart."""

import pytest

from pipeline.numbers.indicators import complete_name, indicator_key, indicators_agree, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("专利授权量", "专利授权"),
        ("专利授权量", "全市专利的授权数量"),
        ("驰名商标数", "驰名商标"),
        ("质押融资额", "质押融资"),
        ("江门市发明专利拥有量", "发明专利拥有量"),
        ("广东省知识产权示范企业", "知识产权示范企业数"),
        ("每万人口发明专利拥有量", "万人发明专利拥有量"),
        ("PCT申请量", "pct申请"),
        ("“小巨人”企业", "小巨人企业数"),
    ],
)
def test_names_of_one_indicator_have_one_key(one: str, other: str) -> None:
    """What carries no meaning is not in the key."""
    assert indicator_key(one) == indicator_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("专利授权量", "商标注册量"),
        ("专利授权量", "专利申请量"),
        ("上市公司数", "公司数"),
        ("示范城市数", "示范企业数"),
    ],
)
def test_names_of_two_indicators_have_two_keys(one: str, other: str) -> None:
    """A word that names what is counted stays in the key."""
    assert indicator_key(one) != indicator_key(other)


def test_names_that_share_enough_pairs_agree() -> None:
    """The Dice share of bigrams decides where keys differ."""
    assert indicators_agree("知识产权质押融资金额", "知识产权质押融资登记额")
    assert not indicators_agree("知识产权质押融资金额", "维权援助案件数")


def test_likeness_is_the_same_both_ways() -> None:
    """Which name comes first makes no difference."""
    pair = ("专利权质押融资", "知识产权质押融资金额")

    assert likeness(*pair) == likeness(*reversed(pair))


@pytest.mark.parametrize(
    ("name", "unit", "whole"),
    [
        ("专利授权", "件", "专利授权量"),
        ("地理标志保护产品", "件", "地理标志保护产品数"),
        ("培训", "人次", "培训人次"),
        ("参与群众", "万人次", "参与群众人次"),
        ("质押融资", "亿元", "质押融资额"),
        ("保费", "万元", "保费"),
        ("结案率", "%", "结案率"),
        ("授权周期", "个月", "授权周期"),
        ("", "件", ""),
        ("专利授权", "", "专利授权"),
    ],
)
def test_name_gets_the_measure_its_unit_implies(name: str, unit: str, whole: str) -> None:
    """A measure is added where the unit leaves no choice, and nowhere else."""
    assert complete_name(name, unit) == whole
