"""Names of indicators are the same, near or other."""

import pytest

from pipeline.proving.naming import Likeness, compare_claim, compare_names, statistic_key

PAIRS = [
    ("有效发明专利拥有量", "有效发明专利", Likeness.SAME),
    ("万人发明专利拥有量", "每万人口发明专利拥有量", Likeness.SAME),
    ("海外维权援助服务次数", "海外维权援助服务次", Likeness.SAME),
    ("发明专利授权量", "专利授权量", Likeness.OTHER),
    ("专利申请量", "专利授权量", Likeness.OTHER),
    ("商标注册量", "专利授权量", Likeness.OTHER),
    ("渔船质押融资笔数", "渔船质押融资企业数", Likeness.OTHER),
    ("渔船质押融资金额", "渔船质押融资额", Likeness.SAME),
    ("渔船质押融资金额", "渔船质押融资件数", Likeness.OTHER),
    ("专利转让许可次数", "高校专利转让许可次数", Likeness.NEAR),
]


@pytest.mark.parametrize(("one", "other", "likeness"), PAIRS)
def test_names_are_compared_by_catalogue_and_telling_words(
    one: str, other: str, likeness: Likeness
) -> None:
    """Two entries of the catalogue are never one statistic, however alike their names."""
    assert compare_names(one, other) is likeness
    assert compare_names(other, one) is likeness


def test_all_names_of_one_statistic_have_one_key() -> None:
    """Aliases share the catalogue's id, unknown names their bare form."""
    assert statistic_key("万人发明专利拥有量") == statistic_key("每万人口发明专利拥有量")
    assert statistic_key("全市灯塔数量") == statistic_key("灯塔")
    assert statistic_key("发明专利授权量") != statistic_key("专利授权量")


def test_a_fuller_name_is_not_another_but_counts_for_nothing() -> None:
    """It says what stands and more, which may be right or the neighbour's."""
    assert compare_claim("企业维权援助次数", "援助数") is Likeness.NEAR
    assert compare_claim("援助数", "企业维权援助次数") is Likeness.OTHER
    assert compare_claim("为273家企业维权援助次数", "援助数") is Likeness.OTHER
    assert compare_claim("发明专利授权量", "专利授权量") is Likeness.OTHER
