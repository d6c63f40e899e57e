"""A number knows the level it measures and the whole it is part of."""

import pytest

from pipeline.numbers.relations import part_name
from tests.numbers.read_text import reading_of, readings


@pytest.mark.parametrize(
    ("part", "whole", "name"),
    [
        ("发明", "专利授权量", "发明专利授权量"),
        ("高价值发明专利", "有效发明专利拥有量", "高价值发明专利拥有量"),
        ("高价值发明专利", "每万人发明专利拥有量", "每万人高价值发明专利拥有量"),
        ("发明专利申请", "专利申请", "发明专利申请"),
        ("金奖", "中国专利奖", "金奖"),
        ("商标案件", "侵权假冒案件", "商标案件"),
    ],
)
def test_part_takes_from_its_whole_what_it_leaves_out(part: str, whole: str, name: str) -> None:
    """Only a measure that the part's own last word has in the whole is taken over."""
    assert part_name(part, whole) == name


def test_part_of_another_unit_has_no_whole() -> None:
    """A part is part of something counted in the same unit."""
    assert reading_of("3亿元", "授权100件,其中质押融资3亿元。").whole is None


def test_share_points_at_the_number_it_divides() -> None:
    """占39% speaks of the number just before it."""
    text = "有效发明专利1059件,其中高价值发明专利413件,占39%。"
    part = next(m for m, _ in readings(text) if m.quote == "413件")

    assert reading_of("39%", text).level == part.index


def test_growth_of_another_name_has_no_level() -> None:
    """A growth rate with a subject of its own is not the growth of the number before."""
    assert reading_of("5%", "专利授权995件,商标注册量增长5%。").level is None


def test_level_does_not_reach_back_over_a_sentence() -> None:
    """A level stands in the sentence of its growth rate."""
    assert reading_of("5%", "专利授权995件。同比增长5%。").level is None
