"""A crowd of numbers without words is found number by number, and nothing is said about it."""

import pytest

from pipeline.numbers.crowds import MOST
from pipeline.numbers.ledger import build_ledger
from tests.numbers.read_text import cleaned

FAMILIES = ("1,", "1-", "1、", "1件,", "1\n", "1;", "增长1%", "分别为1、2,", "(1.5)、", "1\t")


def _silent(text: str) -> list[bool]:
    found = build_ledger(cleaned(text))
    return [reading.is_silent for reading in found.readings if reading is not None]


@pytest.mark.parametrize("part", FAMILIES)
def test_no_more_numbers_are_read_than_a_sentence_has(part: str) -> None:
    """Only the first numbers of an endless sentence have a reading that says anything."""
    silent = _silent(part * (2 * MOST + 20))

    assert silent[:100] == [False] * 100
    assert silent.count(False) <= MOST + 1
    assert len(silent) > MOST


def test_a_sentence_with_words_is_read_after_a_crowd() -> None:
    """What follows a crowd in a sentence of its own is read as ever."""
    ledger = build_ledger(cleaned("1," * 500 + "。全市授权专利396件。"))

    reading = ledger.readings[-1]
    assert reading is not None
    assert reading.indicator.best == "授权专利数"


def test_many_sentences_are_no_crowd() -> None:
    """Numbers that each stand in a sentence with words are all read."""
    silent = _silent("全市授权专利396件,增长5%。" * MOST)

    assert silent == [False] * 2 * MOST


def test_rows_of_cells_are_no_crowd() -> None:
    """A long table of bare numbers is read by its heads."""
    rows = "".join(f"{year}\t{year % 100}\t{year % 7 + 1}\n" for year in range(1900, 2020))
    silent = _silent("年份\t专利授权量\t商标注册量\n" + rows)

    assert not any(silent)
