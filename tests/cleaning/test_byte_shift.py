"""Text that lost a byte, damaged here the way pages were, and what is proven of it."""

import re
from pathlib import Path

import opencc
import pytest

from pipeline.cleaning.byte_shift import LOST, find_shifts
from pipeline.cleaning.clean_text import MarkKind
from tests.cleaning.builder import cleaned

SEED = Path(__file__).parents[2] / "seeds" / "002_2bc2df268cbfd8ed.txt"


def damaged(text: str, at: int, inserted: str = "") -> str:
    """Cut the character at ``at`` in two, as by ASCII put between its bytes."""
    before, data = text[:at], text[at:].encode("gbk")
    return f"{before}?{inserted}{_read(data[1:])}"


def _read(data: bytes) -> str:
    """Read GBK as the pages were read: a lost question mark for each pair that is none."""
    characters, position = [], 0
    while position < len(data):
        size = 1 if data[position] < 0x80 else 2
        pair = data[position : position + size]
        characters.append(pair.decode("gbk", errors="ignore") or _user_defined(pair))
        position += size
    return "".join(characters)


def _user_defined(pair: bytes) -> str:
    rows = {**dict(zip(range(0xAA, 0xB0), range(6), strict=True))}
    rows |= {0xF8 + row: 6 + row for row in range(7)}
    if len(pair) == 2 and pair[0] in rows and pair[1] >= 0xA1:
        return chr(0xE000 + 94 * rows[pair[0]] + pair[1] - 0xA1)
    return "?"


PROVEN = [
    # the gloss names the character that was seen across the cut
    ("對當地特色產業", 2, "shù)", "地特色產"),
    ("助力新會陳皮產業", 3, "shēng)", "會陳皮產"),
    ("積極破解該項目難題", 5, "yōng)", "項目難"),
    # no gloss, but a sentence end before an opening quote
    ("增長120%。“星子紅蔥”", 6, "", "。“星子紅"),
    ("從業79萬人。“秭歸臍橙”", 6, "", "。“秭歸"),
    # one byte is lost for good, the others still prove the rest
    ("輕資產、缺擔保、融資難", 6, "", LOST + "、融資"),
    ("以高校、院所為重點，深度", 2, "", LOST + "、院所為重點"),
]


@pytest.mark.parametrize(("text", "at", "gloss", "meant"), PROVEN)
def test_bytes_that_are_left_prove_what_stood_there(
    text: str, at: int, gloss: str, meant: str
) -> None:
    """The stretch reads again, up to where it fell back into step."""
    (shift,) = find_shifts(damaged(text, at, gloss))

    assert shift.meant == meant


def test_no_repair_of_a_real_report_is_ever_wrong() -> None:
    """A report cut at any character is repaired rightly or not at all."""
    report: str = opencc.OpenCC("s2t").convert(SEED.read_text(encoding="utf-8"))
    report = report.replace(",", "，").encode("gbk", errors="ignore").decode("gbk")
    repaired = 0

    for at in range(1, len(report), 3):
        near = report[max(0, at - 5) : at + 60]
        place = min(5, at)
        if len(near[place : place + 1].encode("gbk")) != 2:
            continue
        for shift in find_shifts(damaged(near, place)):
            if shift.meant is not None:
                assert re.search(shift.meant.replace(LOST, "."), near)
                repaired += 1

    assert repaired > 300


def test_repair_never_makes_a_number() -> None:
    """A numeral among the proven characters leaves the stretch damaged."""
    for numerals in ("三十", "二", "百萬", "兩", "１２％"):
        text = f"輕資產、缺擔保、{numerals}融資難"

        shifts = list(find_shifts(damaged(text, 6)))

        assert all(shift.meant is None for shift in shifts)


def test_digit_beside_a_broken_stretch_is_damaged() -> None:
    """A digit may have been swallowed before the number, so the number is marked."""
    clean_text = cleaned("成績?nèi)珖\ue258琶\ue362?0位,專利權40件")

    (mark,) = [mark for mark in clean_text.marked(MarkKind.DAMAGE) if mark.rule == "byte shift"]

    assert mark.span.of(clean_text.text).endswith("?0")


HONEST = [
    "怎么办?记者从市局获悉,PCT申请18件。",
    "什么是专利?专利是A级权利。",
    "有多少?!“三百件”他说。PCT",
    "為什麼?因為PCT申請",
    "?????",
    "是不是?不是,是PCT。",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_question_is_left_alone(text: str) -> None:
    """A question mark before readable text is a question mark."""
    assert list(find_shifts(text)) == []
