"""A workbook keeps every text and number, or shows what it cannot keep."""

from decimal import Decimal

import pytest

from pipeline.results.workbook_cells import CUT, MOST_CHARS, kept_number, kept_text, style_of
from tests.results.run_cases import HOSTILE_TEXTS


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "=1+1"),
        ("a\nb\tc", "a\nb\tc"),
        ("a\rb", "a\\x0db"),
        ("\x00nul", "\\x00nul"),
        ("half \ud83d pair", "half \\ud83d pair"),
        ("_x003D_1", "\\x5fx003D_1"),
        ("_x3_", "_x3_"),
    ],
)
def test_what_a_workbook_cannot_hold_is_shown(text: str, kept: str) -> None:
    """Nothing is dropped, and the workbook's own notation for characters is taken for text."""
    assert kept_text(text) == kept


def test_a_text_longer_than_a_cell_says_that_it_is_cut() -> None:
    """The end of what is kept tells that there was more."""
    kept = kept_text("长" * (MOST_CHARS + 1))

    assert len(kept) == MOST_CHARS
    assert kept.endswith(CUT)


@pytest.mark.parametrize("text", [text for text in HOSTILE_TEXTS if text[:1] in "=+-@\t"])
def test_what_looks_like_a_formula_is_marked(text: str) -> None:
    """A spreadsheet keeps it text also when somebody edits it."""
    assert style_of(text) == ("quoted" if text else "text")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("123456789012345"), None),
        (Decimal("1234567890123456"), "1234567890123456"),
        (Decimal("0.1234567890123456"), "0.1234567890123456"),
        (Decimal("1E+20"), None),
        (-5, None),
    ],
)
def test_a_number_that_would_be_rounded_is_text(value: Decimal | int, kept: str | None) -> None:
    """Spreadsheets count with fifteen digits."""
    assert kept_number(value) == kept
