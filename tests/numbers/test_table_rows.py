"""Rows of cells know the heads above them."""

from pipeline.numbers.table_rows import find_tables


def heads_of_last_row(text: str) -> list[str]:
    """Return the words above each cell of the last row of the only table."""
    (table,) = find_tables(text)
    return ["/".join(heads) for heads in table.rows[-1].heads]


def test_a_head_over_two_columns_stands_above_both() -> None:
    """What reaches over several columns is read above each, a head of its own stays alone."""
    text = "地区\t授权\t\t金额\n\t件\t同比\t万元\n甲县\t12\t3.4\t5\n"

    assert heads_of_last_row(text) == ["地区", "授权/件", "授权/同比", "金额/万元"]


def test_a_title_in_the_first_cell_heads_nothing() -> None:
    """A row with words in one cell only is a title."""
    assert heads_of_last_row("表1 概况\t\t\n地区\t件\t位\n甲县\t1\t2\n") == ["地区", "件", "位"]


def test_heads_of_another_width_are_not_taken() -> None:
    """A row with more cells than the heads has none of them."""
    assert heads_of_last_row("地区\t件\n甲县\t1\t2\n") == ["", "", ""]


def test_later_heads_replace_the_earlier_ones() -> None:
    """A table may start anew below."""
    assert heads_of_last_row("地区\t件\n甲县\t1\n指标\t家\n企业\t3\n") == ["指标", "家"]


def test_cells_lie_where_they_stand() -> None:
    """Places count characters of the whole text, blanks in a cell included."""
    text = "前文\n地区\t 件 \n甲县\t 12\n"
    (table,) = find_tables(text)

    cells = [cell for row in table.rows for cell in row.cells]
    assert [text[cell.start : cell.end] for cell in cells] == ["地区", " 件 ", "甲县", " 12"]
    assert [cell.text for cell in cells] == ["地区", "件", "甲县", "12"]
    assert text[table.start : table.end] == "地区\t 件 \n甲县\t 12\n"


def test_text_without_tabs_has_no_table() -> None:
    """Columns made with blanks are no cells."""
    assert list(find_tables("地区  件\n甲县  1\n")) == []
