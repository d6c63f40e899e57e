"""What a table cell measures follows from the heads of its row and column."""

import pytest

from pipeline.numbers.columns import find_figures


def cells(text: str) -> list[tuple[str, str]]:
    """Return name and kind of every number cell."""
    return [(one.name, one.kind.value) for one in find_figures(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # rows are indicators, columns are times
        ("指标\t2023年\t2022年\n专利申请量\t100\t90\n", [("专利申请量", "value")] * 2),
        # rows are places, columns are indicators
        (
            "地区\t专利授权量(件)\t同比(%)\t有效发明专利(件)\n江海区\t120\t5.3\t45\n",
            [("专利授权量", "value"), ("专利授权量", "growth"), ("有效发明专利", "value")],
        ),
        # rows are years
        ("年份\t授权量\t申请量\n2021年\t5\t6\n", [("授权量", "value"), ("申请量", "value")]),
        # a serial number counts nothing, a rank is one
        ("序号\t单位\t得分\t排名\n1\t江海区\t98.5\t1\n", [("得分", "value"), ("得分", "rank")]),
        # shares are named by their own head
        ("地区\t授权量\t占比(%)\n江海区\t120\t12\n", [("授权量", "value"), ("占比", "share")]),
        # marks before a label are no part of it
        ("指标\t2023年\n其中:1.发明专利\t8\n", [("发明专利", "value")]),
        # heads in two rows: what is counted, and below it how
        (
            "地区\t作品登记\t\t商标注册\n\t件\t同比±%\t万件\n江海区\t508\t-3.1\t41.2\n",
            [("作品登记", "value"), ("作品登记", "growth"), ("商标注册", "value")],
        ),
        # what stands below completes the name
        (
            "地区\t专利授权量\t\n\t发明\t外观设计\n江海区\t5\t6\n",
            [("发明专利授权量", "value"), ("外观设计专利授权量", "value")],
        ),
        # a row that heads no columns leaves the heads as they are
        (
            "指标\t2023年\t同比(%)\n一、商标\t\t\n注册量\t120\t5.3\n",
            [("注册量", "value"), ("注册量", "growth")],
        ),
        # a row without figures is no head
        (
            "地区\t授权量\t增速\n甲县\t—\t—\n乙县\t5\t1.2\n",
            [("授权量", "value"), ("授权量", "growth")],
        ),
        # no head at all
        ("发明专利\t120\n", [("发明专利", "value")]),
        # no table
        ("专利授权120件", []),
    ],
)
def test_heads_name_the_cells(text: str, expected: list[tuple[str, str]]) -> None:
    """Every number cell has the name and kind that its heads give it."""
    assert cells(text) == expected


def test_only_places_inside_a_number_cell_have_a_figure() -> None:
    """A label, a head and plain text have none."""
    text = "指标\t2023年\n授权量\t120\n正文5件"
    figures = find_figures(text)

    assert figures.at(text.index("120")) is not None
    assert figures.at(text.index("授权量")) is None
    assert figures.at(text.index("正文")) is None


def test_row_marked_as_part_says_so() -> None:
    """其中 in front of a label makes its row a part of another."""
    figures = find_figures("指标\t2023年\n授权量\t120\n其中:发明\t8\n").figures

    assert [one.is_part for one in figures] == [False, True]
