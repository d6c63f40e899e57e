"""A scan shows every number, with what the text alone says of it."""

import io

import pytest
from rich.console import Console

from pipeline.numbers.layout import find_layout
from pipeline.numbers.ledger import Ledger
from pipeline.results.scans import scan_lines, scan_table
from tests.cleaning.builder import untouched
from tests.results.run_cases import MENTIONS, RAW, READINGS


@pytest.fixture
def ledger() -> Ledger:
    """Return the ledger of the case document."""
    return Ledger(untouched(RAW), find_layout(RAW), MENTIONS, READINGS, "连州市")


def test_every_mention_has_a_line(ledger: Ledger) -> None:
    """Numbers with a reason of their own have no reading, all others have one."""
    lines = list(scan_lines("a", ledger))

    assert [line["quote"] for line in lines] == ["396件", "4.3%", "0763-123456", "12家"]
    assert [line["why"] for line in lines] == [None, None, "phone", None]
    assert ["reading" in line for line in lines] == [True, True, False, True]


def test_a_guess_shows_its_candidates_and_how_sure_it_is(ledger: Ledger) -> None:
    """Who reads a scan sees what else it could have been, and which rule spoke."""
    first, second, *_ = scan_lines("a", ledger)

    assert first["reading"]["kind"] == {
        "best": "value",
        "candidates": ["value"],
        "is_sure": True,
        "rule": "unit",
    }
    assert (second["reading"]["direction"], second["reading"]["level"]) == ("down", 0)


def test_the_table_leaves_out_what_is_no_statistic(ledger: Ledger) -> None:
    """Phone numbers are counted in the title; doubtful guesses have a question mark."""
    console = Console(file=io.StringIO(), width=120, color_system=None)
    console.print(scan_table("a", ledger))
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()

    assert "4 numbers, 1 of them no statistic by their form" in printed
    assert "专利授权量?" in printed
    assert "0763" not in printed
