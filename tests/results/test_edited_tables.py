"""Edited tables are read as people leave them, and refused where they are none."""

from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import UsageError
from pipeline.results.edited_tables import read_rows


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("id,decision,why\na:4-8,accept,查过\n", "utf-8"),
        ("id,decision,why\r\na:4-8,accept,查过\r\n", "utf-8-sig"),
        ("id;decision;why\na:4-8;accept;查过\n", "gb18030"),
        ("why\tid\tdecision\n查过\ta:4-8\taccept\n", "utf-8"),
    ],
)
def test_a_csv_is_read_in_any_of_its_forms(tmp_path: Path, content: str, encoding: str) -> None:
    """Encoding, separator and order of columns are the spreadsheet's business."""
    (tmp_path / "a.csv").write_bytes(content.encode(encoding))
    (row,) = read_rows(tmp_path / "a.csv")

    assert row.cells == {"id": "a:4-8", "decision": "accept", "why": "查过"}
    assert row.at("why") == "a.csv row 2, why"


def test_sheets_without_decisions_are_passed_over(tmp_path: Path) -> None:
    """Rows keep the numbers they have in the workbook, empty ones are none."""
    book = openpyxl.Workbook()
    book.create_sheet("notes").append(["something", "else"])
    sheet = book.create_sheet("facts")
    sheet.append(["id", None, "decision"])
    sheet.append([])
    sheet.append(["a:4-8", "note", 0.5])
    sheet["C3"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    (row,) = read_rows(tmp_path / "a.xlsx")

    assert row.cells == {"id": "a:4-8", "decision": 0.5}
    assert (row.where, row.number, row.percents) == ("a.xlsx facts", 3, frozenset({"decision"}))


REFUSED = [
    ("a.csv", b"quote,value\n1,2\n", "has no columns id and decision, but quote, value"),
    ("a.csv", b"", "has no columns id and decision, but nothing"),
    ("a.csv", b"\xff\xfe\xff\xff", "neither UTF-8 nor GB18030"),
    ("a.csv", b"id,decision,id\n", "two columns are called id"),
    ("a.csv", b'id,decision\n"a', "no table"),
    ("a.xlsx", b"PK\x03\x04 no archive", "no table; save it as .xlsx or .csv"),
]


@pytest.mark.parametrize(("name", "content", "message"), REFUSED)
def test_what_is_no_table_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """The error says what is there instead."""
    (tmp_path / name).write_bytes(content)

    with pytest.raises(UsageError, match=message):
        read_rows(tmp_path / name)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """As it was typed."""
    with pytest.raises(UsageError, match=r"nowhere\.csv: cannot be read"):
        read_rows(tmp_path / "nowhere.csv")
