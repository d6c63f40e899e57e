"""The heads of a table give its cells their unit, or say that they count nothing."""

import pytest

from pipeline.cleaning.clean_text import CleanText, Metadata
from pipeline.numbers.mentions import find_mentions
from schemas.vocabulary import NonFact


def cells(text: str) -> list[tuple[str, str, NonFact | None]]:
    """Return quote, unit and reason of every number of a table."""
    clean = CleanText(
        text, text, range(len(text)), range(1, len(text) + 1), (), Metadata(), False, ()
    )
    return [(m.quote, m.unit, m.why) for m in find_mentions(clean)]


def test_row_unit_and_column_unit() -> None:
    """The bracket of a column goes before the 单位 cell of the row."""
    table = "指标\t单位\t2024年\t同比(%)\n授权量\t件\t55,853\t—\nPCT申请量\t件\t763\t-8.3\n"

    assert cells(table) == [
        ("2024年", "", NonFact.DATE),
        ("55,853", "件", None),
        ("763", "件", None),
        ("-8.3", "%", None),
    ]


def test_caption_gives_the_unit() -> None:
    """单位:万元 above a table holds for every cell that has no other unit."""
    assert cells("表中单位:万元\n地区\t金额\n甲县\t120.5\n") == [("120.5", "万元", None)]


def test_units_below_the_heads() -> None:
    """A row of units under the heads gives each column its own."""
    table = "地区\t登记金额\t\t作品\n\t万元\t同比%\t件\n甲县\t196,420\t-3.1\t9,488\n"

    assert cells(table) == [
        ("196,420", "万元", None),
        ("-3.1", "%", None),
        ("9,488", "件", None),
    ]


def test_first_cell_gives_the_unit() -> None:
    """A bracket in the head of a row is the unit of the row."""
    assert cells("指标\t数值\n授权量(件)\t396\n融资额(亿元)\t2.9\n") == [
        ("396", "件", None),
        ("2.9", "亿元", None),
    ]


@pytest.mark.parametrize("head", ["占比", "同比增长", "增速", "结案率"])
def test_rates_have_no_need_of_a_bracket(head: str) -> None:
    """A column that is named for a rate holds percentages."""
    assert cells(f"地区\t{head}\n甲县\t12.5\n") == [("12.5", "%", None)]


def test_ranks_take_no_unit_from_the_row() -> None:
    """A column of ranks has no unit, whatever the row counts."""
    assert cells("指标\t单位\t排名\n授权量\t件\t3\n") == [("3", "", None)]


def test_numbers_of_rows_and_years_count_nothing() -> None:
    """A running number and a year in a column of years are no statistics."""
    assert cells("序号\t年份\t件数(件)\n1\t2022\t2013\n") == [
        ("1", "", NonFact.HEADING_NUMBER),
        ("2022", "", NonFact.DATE),
        ("2013", "件", None),
    ]


def test_count_that_looks_like_a_year_is_a_count() -> None:
    """A cell with a unit is no year."""
    assert cells("指标\t授权量(件)\n甲县\t2013\n") == [("2013", "件", None)]


def test_bare_cell_is_a_number_whatever_it_looks_like() -> None:
    """Without any unit, 2013 and 12315 in a cell are still numbers; in the head 2022 is a year."""
    assert cells("指标\t2022\t2023\n授权量\t1998\t2013\n办件量\t315\t12315\n") == [
        ("2022", "", NonFact.DATE),
        ("2023", "", NonFact.DATE),
        ("1998", "", None),
        ("2013", "", None),
        ("315", "", None),
        ("12315", "", None),
    ]


def test_unit_in_the_cell_stays() -> None:
    """A number that brings its unit keeps it."""
    assert cells("指标\t金额(万元)\n甲县\t2.5亿元\n") == [("2.5亿元", "亿元", None)]
