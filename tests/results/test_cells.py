"""Cells say what the text said and nothing a spreadsheet would run."""

import csv
import io

import pytest

from pipeline.results.cells import HEADER, NUMBERS, csv_line, fact_cells, harmless, text_of
from pipeline.results.lines import fact_lines
from tests.results.run_cases import HOSTILE_TEXTS, INFO, RECORD

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


def test_a_line_of_facts_reads_back_through_the_csv_module() -> None:
    """Names of columns and values come back in their places, numbers as numbers."""
    lines = [csv_line(HEADER), *(csv_line(fact_cells(x)) for x in fact_lines(RECORD, INFO))]
    rows = list(csv.DictReader(io.StringIO("".join(lines), newline="")))

    assert [row["value"] for row in rows] == ["396", "-4.3"]
    assert [row["indicator"] for row in rows] == ["专利授权量", "专利授权量"]
    assert rows[0]["compared_with"] == ""
    assert rows[1]["findings"] == "growth-arithmetic: 下降4.3%与396件不符"


def test_a_negative_amount_is_a_number_and_a_negative_text_is_not() -> None:
    """The minus of a number column stays; the same characters as a quote are text."""
    [line, *_] = fact_lines(RECORD, INFO)
    cells = dict(zip(HEADER, fact_cells(line | {"value": "-4.3", "quote": "-4.3"}), strict=True))

    assert "value" in NUMBERS
    assert (cells["value"], cells["quote"]) == ("-4.3", "'-4.3")
