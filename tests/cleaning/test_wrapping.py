"""Lines that belong together, lines that do not, and numbers between them."""

import re
from pathlib import Path

import pytest

from pipeline.cleaning.clean_text import CleanText, MarkKind
from tests.cleaning.builder import cleaned
from tests.cleaning.wrap_cases import APART, JOINED, NUMBERS, PAGE, PAGE_READ, PROSE

ROOT = Path(__file__).parents[2]


def lines(clean_text: CleanText) -> list[str]:
    """List what the lines of a clean text show."""
    return [line.strip() for line in clean_text.text.splitlines() if line.strip()]


@pytest.mark.parametrize(("raw", "text"), JOINED)
def test_break_inside_a_sentence_is_joined(raw: str, text: str) -> None:
    """What shows the cut joins the lines, blank lines between them included."""
    assert cleaned(raw).text == text


@pytest.mark.parametrize("raw", APART)
def test_break_of_the_author_stays(raw: str) -> None:
    """Titles, items, tables, furniture and paragraphs stay apart."""
    assert cleaned(raw).text == raw


def test_page_set_to_a_width_is_joined_into_paragraphs() -> None:
    """Full lines go on, a short line and an indented one begin anew."""
    assert lines(cleaned(PAGE)) == PAGE_READ


@pytest.mark.parametrize(("upper", "lower", "number"), NUMBERS)
def test_number_is_joined_only_if_one_reading_is_left(
    upper: str, lower: str, number: str | None
) -> None:
    """A number across lines is whole if its upper part alone is none, else damaged."""
    clean_text = cleaned(f"{PROSE}不断增强。{upper}\n{lower},“其中”居全省前列。")
    damage = clean_text.marked(MarkKind.DAMAGE)

    assert (number is not None and number in clean_text.text) is (not damage)
    assert all(mark.span.of(clean_text.text)[0].isdigit() for mark in damage)


@pytest.mark.parametrize("columns", [36, 44, 56, 72])
@pytest.mark.parametrize("seed", ["001_934ed97cea4f831b", "004_fd5c015d66bd1487"])
def test_report_set_to_any_width_is_read_back(seed: str, columns: int) -> None:
    """A report broken at a fixed width, numbers included, has its paragraphs again."""
    raw = (ROOT / "seeds" / f"{seed}.txt").read_text(encoding="utf-8")
    prose = [line.strip() for line in raw.splitlines() if len(line) > 200 and "。" in line]
    page = "\n".join(row for line in prose for row in _rows(f"  {line}", columns))

    read = cleaned(page)

    ends = re.compile(r"[。!?;:…][”’)]?$")
    assert [line for line in lines(read) if not ends.search(line)] == []
    assert _solid(lines(read)) == _solid(prose)
    assert read.marked(MarkKind.DAMAGE) == ()


def _solid(paragraphs: list[str]) -> str:
    return "".join(paragraphs).replace(" ", "")  # a blank at the edge is lost with the break


def _rows(line: str, columns: int) -> list[str]:
    rows, row, width = [], "", 0
    for character in line:
        size = 1 if character.isascii() else 2
        if width + size > columns:
            rows.append(row)
            row, width = "", 0
        row += character
        width += size
    return [*rows, row]


JOINS = {
    "000_7779515c0804bb07": 0,
    "001_934ed97cea4f831b": 0,
    "002_2bc2df268cbfd8ed": 11,
    "003_b8d7690c52409c55": 0,
    "004_fd5c015d66bd1487": 0,
}


@pytest.mark.parametrize(("seed", "count"), JOINS.items())
def test_seed_has_the_joins_that_were_counted_by_hand(seed: str, count: int) -> None:
    """One document was cut at the ends of its columns, the others were not."""
    raw = (ROOT / "seeds" / f"{seed}.txt").read_text(encoding="utf-8")

    assert dict(cleaned(raw).steps)["joined_lines"] == count
