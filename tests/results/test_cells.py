"""Cells say what the text said and nothing a spreadsheet would run."""

import csv
import io
from decimal import Decimal

import pytest

from pipeline.results.cells import csv_cells, csv_line, harmless, text_of
from pipeline.results.export_rows import Row
from tests.results.run_cases import HOSTILE_TEXTS

FORMULAS = ("=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "  =1", "＝1", "＋1", "－1", "＠A1")


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_what_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    """A text that starts like a formula, in either width, gets an apostrophe."""
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["396件", "10-12件", "江门市=试点", "1+X证书", ""], ids=repr)
def test_other_text_stays_as_it_is(text: str) -> None:
    """Signs inside a text are no formula."""
    assert harmless(text) == text


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=repr)
def test_a_cell_gives_its_text_back(text: str) -> None:
    """Making a text harmless loses nothing."""
    assert text_of(harmless(text)) == text


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=repr)
def test_a_cell_is_one_printable_line(text: str) -> None:
    """Line ends and control characters never reach the file."""
    cell = harmless(text)

    assert len(cell.splitlines()) <= 1
    assert cell.isprintable()


def test_a_line_reads_back_through_the_csv_module() -> None:
    """Text with commas, quotes and line ends is one cell."""
    row: Row = {"quote": 'a,b"c\nd', "value": Decimal("1.079E+3"), "region": None, "ok": True}
    line = csv_line(csv_cells(row, list(row)))

    assert next(csv.reader(io.StringIO(line, newline=""))) == ['a,b"c\nd', "1079", "", "true"]


def test_a_negative_amount_is_a_number_and_a_negative_text_is_not() -> None:
    """The minus of a number stays; the same characters as a quote are text."""
    row: Row = {"value": Decimal("-4.3"), "quote": "-4.3"}

    assert csv_cells(row, ["value", "quote"], is_safe=True) == ["-4.3", "'-4.3"]
    assert csv_cells(row, ["value", "quote"]) == ["-4.3", "-4.3"]
