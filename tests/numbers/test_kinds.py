"""The kind of a number follows from its unit first and the words before it second."""

import pytest

from tests.numbers.read_text import reading_of


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("专利授权396件。", "396件", "value"),
        ("质押金额达10.79亿元。", "10.79亿元", "value"),
        ("新增专利授权396件。", "396件", "value"),
        ("为企业节约成本200万元。", "200万元", "value"),
        ("用标企业净增19家。", "19家", "change"),
        ("种植户户均增收0.6万元。", "0.6万元", "change"),
        ("较上年增加2.17亿元。", "2.17亿元", "change"),
        ("比上年少12天。", "12天", "change"),
        ("办理时限缩短11天。", "11天", "change"),
        ("同比增长25.71%。", "25.71%", "growth"),
        ("增幅高达46.4%。", "46.4%", "growth"),
        ("办理时限压缩80%以上。", "80%以上", "growth"),
        ("死亡人数减少一半。", "一半", "growth"),
        ("授权量增长近三成。", "近三成", "growth"),
        ("结案率97.2%。", "97.2%", "share"),
        ("占全市的35%左右。", "35%左右", "share"),
        ("撤回率达到98%以上。", "98%以上", "share"),
        ("近九成是首次获贷。", "近九成", "share"),
        ("失业率下降至3.1%。", "3.1%", "share"),
        ("死亡率为1.2‰。", "1.2‰", "share"),
        ("比上年提高2.4个百分点。", "2.4个百分点", "point_change"),
        ("居全省第三位。", "第三位", "rank"),
        ("全国排名第60位。", "第60位", "rank"),
        ("跻身全省前10名。", "前10名", "rank"),
        ("是上年的2.3倍。", "2.3倍", "multiple"),
        ("增长1.25倍。", "1.25倍", "multiple"),
        ("授权周期由22个月压缩到2个月。", "22个月", "duration"),
        ("授权周期由22个月压缩到2个月。", "2个月", "duration"),
        ("平均办结时间4个工作日。", "4个工作日", "duration"),
        ("排名上升3位。", "3位", "change"),
    ],
)
def test_kind_follows_from_unit_and_words(text: str, quote: str, kind: str) -> None:
    """Each row states one rule of the annotation guide."""
    assert reading_of(quote, text).kind.best == kind


def test_plain_percentage_without_a_rate_word_is_not_sure() -> None:
    """A percentage that nothing names is read as a share, and said to be a guess."""
    assert not reading_of("12%", "全年12%。").kind.is_sure
    assert reading_of("12%", "结案率12%。").kind.is_sure


def test_listed_number_has_the_kind_of_the_first() -> None:
    """After 分别增长 every number of the list is a growth."""
    assert reading_of("8%", "专利、商标分别增长12%和8%。").kind.best == "growth"
