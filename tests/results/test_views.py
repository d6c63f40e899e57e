"""What the terminal shows is readable, aligned, and only ever text."""

import io
from collections.abc import Iterable
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from pipeline.results.manifest import tally
from pipeline.results.records import DocumentRecord, Unreadable
from pipeline.results.settled import settle
from pipeline.results.views import facts_table, run_summary
from schemas.vocabulary import Bound
from tests.results.run_cases import HOSTILE_TEXTS, INFO, PROOF, RECORD


def _printed(thing: RenderableType, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(thing)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _with_indicator(text: str) -> DocumentRecord:
    fact = replace(PROOF.facts[0], indicator=text)
    return replace(RECORD, proof=replace(PROOF, facts=(fact, PROOF.facts[1])))


def _widths(printed: str) -> Iterable[int]:
    return [cell_len(line) for line in printed.splitlines()]


def test_the_table_names_what_was_found() -> None:
    """Indicator, amount, period, region, kind, status and quote stand in one row."""
    row = next(line for line in _printed(facts_table([RECORD])).splitlines() if "-4.3%" in line)

    for words in ("专利授权量", "2022", "连州市", "growth", "disputed"):
        assert words in row


def test_bounds_are_shown_with_the_amount() -> None:
    """At least, at most and about are not lost between text and table."""
    fact = replace(PROOF.facts[0], bound=Bound.AT_LEAST)
    record = replace(RECORD, proof=replace(PROOF, facts=(fact, PROOF.facts[1])))

    assert "≥396件" in _printed(facts_table([record]))


def test_a_long_chinese_name_is_folded_within_the_width() -> None:
    """Wide characters count double, and no row is wider than the terminal."""
    name = "万人口高价值发明专利拥有量占有效发明专利拥有量的比重" * 3
    printed = _printed(facts_table([_with_indicator(name)]), width=100)

    assert max(_widths(printed)) <= 100
    assert printed.count("比重") >= 1


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=repr)
def test_text_of_documents_is_shown_and_never_obeyed(text: str) -> None:
    """Markup stays visible, and nothing reaches the terminal that would move its cursor."""
    printed = _printed(facts_table([_with_indicator(text)]))

    assert "\x1b" not in printed
    assert printed.count("│ 396件") >= 1
    if text.startswith("["):
        assert text in printed


def test_the_table_stops_at_its_limit() -> None:
    """A limit shows the first facts, over all documents."""
    assert facts_table([RECORD, RECORD], limit=3).row_count == 3
    assert facts_table([RECORD, RECORD]).row_count == 4


def test_the_summary_adds_up() -> None:
    """Mentions are shown as the sum of what became of them, with what they cost."""
    failures = (Unreadable("b", "b.txt", "b.txt: [bold]empty"),)
    printed = _printed(run_summary(INFO, tally([settle(RECORD, ())]), failures))

    assert "0 complete · 1 incomplete · 1 unreadable" in printed
    assert "4 = 2 fact + 1 nonfact + 1 unaccounted" in printed
    assert "1 verified · 1 disputed" in printed
    assert "150 prompt (60 cached, 40%) · 40 completion (10 wasted)" in printed
    assert "b.txt: [bold]empty" in printed
