"""Numbers that state no statistic are known by their form, and only by it."""

import pytest

from pipeline.cleaning.clean_text import CleanText, Metadata
from pipeline.numbers.mentions import find_mentions

# Counts that look like a disguise: each is a statistic.
HONEST = [
    ("发明专利2013件", "件"),
    ("商标2036件", "件"),
    ("接听12345件", "件"),
    ("专利315件", "件"),
    ("咨询2100人次", "人次"),
    ("申请PCT专利18件", "件"),
    ("制表12幅", "幅"),
    ("附件3份", "份"),
    ("阅读量达500万次", "万次"),
    ("办理13812345678元", "元"),
    ("金额2022.06万元", "万元"),
    ("面积150平方米", "平方米"),
    ("编号管理企业120家", "家"),
    ("寿命超7年", "年"),
    ("压缩至5日", "日"),
    ("路灯150盏", "盏"),
    ("道路3条", "条"),
    ("1.5倍", "倍"),
    ("1-9家", "家"),
    ("更新1203件", "件"),
    ("翻新350套", "套"),
    ("热线接听12500通", "通"),
    ("索引1200条", "条"),
    ("代表12人", "人"),
    ("关注20家", "家"),
    ("平均用时15日", "日"),
    ("下降12·5%", "%"),
]


@pytest.mark.parametrize(("text", "unit"), HONEST)
def test_counts_are_not_mistaken(text: str, unit: str) -> None:
    """A number with a measure word is counted, whatever its digits look like."""
    clean = CleanText(
        text, text, range(len(text)), range(1, len(text) + 1), (), Metadata(), False, ()
    )

    mention = find_mentions(clean)[-1]

    assert (mention.unit, mention.why) == (unit, None)
