"""Raw texts in, clean texts out, by the tables of cases."""

import pytest

from pipeline.cleaning.clean_text import MarkKind
from pipeline.spans import Span
from tests.cleaning.builder import cleaned
from tests.cleaning.cleaning_cases import BUGS, NOT_YET, SPELLED_OUT, WILD


@pytest.mark.parametrize(("raw", "text"), [*SPELLED_OUT, *WILD, *BUGS])
def test_text_is_cleaned_as_the_table_says(raw: str, text: str) -> None:
    """Each case leaves exactly its text."""
    assert cleaned(raw).text == text


@pytest.mark.xfail(reason="a gloss without tone that is none of the character's stays", strict=True)
@pytest.mark.parametrize(("raw", "text"), NOT_YET)
def test_what_is_not_yet_right_is_on_record(raw: str, text: str) -> None:
    """A case that begins to pass has to move to the other tables."""
    assert cleaned(raw).text == text


def test_clean_characters_point_at_their_raw_ones() -> None:
    """A quote inside damaged text is found again, damage included."""
    clean_text = cleaned("全市有效註冊商標（biāo）３．９２６７萬(wàn)件,,增長")
    start = clean_text.text.index("3.9267万件")

    span = clean_text.raw_span(Span(start, start + len("3.9267万件")))

    assert span.of(clean_text.raw) == "３．９２６７萬(wàn)件"
    assert clean_text.clean_span(span) == Span(start, start + len("3.9267万件"))


def test_repaired_characters_point_at_the_whole_damage() -> None:
    """What the bytes prove cannot be told apart, so each character has all of the damage."""
    clean_text = cleaned("同比增長120.3%?!靶亲蛹t蔥”地理標志")
    (mark,) = clean_text.marked(MarkKind.REPAIR)

    assert mark.span.of(clean_text.text) == "。“星子红"
    assert {clean_text.raw_span(Span(at, at + 1)) for at in range(10, 15)} == {
        clean_text.raw_span(mark.span)
    }
    assert clean_text.raw_span(mark.span).of(clean_text.raw) == "?!靶亲蛹t"


def test_text_that_needs_nothing_is_left_alone() -> None:
    """Plain simplified text is the same text at the same places."""
    clean_text = cleaned("2022年,授权396件。")

    assert clean_text.text == clean_text.raw
    assert list(clean_text.starts) == list(range(len(clean_text.raw)))
    assert {count for _, count in clean_text.steps} == {0}


def test_steps_count_what_they_changed() -> None:
    """The counts are in the order of the steps and name each."""
    counts = dict(cleaned("產(chǎn)權(quán)３６件\u200b，").steps)

    assert counts["glosses"] == 2
    assert counts["full_width"] == 3
    assert counts["invisible"] == 1
    assert counts["simplified"] == 2


@pytest.mark.parametrize(
    ("raw", "expected"), [("專利權三件", True), ("专利权三件", False), ("PCT 396", False)]
)
def test_script_is_told(raw: str, expected: bool) -> None:
    """A traditional document says that it was one."""
    assert cleaned(raw).is_traditional is expected


def test_unreadable_characters_are_marked() -> None:
    """Replacement and private characters are damage, wherever they stand."""
    clean_text = cleaned("授权3\ufffd6件,有效\ue000\ue001件,锟斤拷。")

    marked = [mark.span.of(clean_text.text) for mark in clean_text.marked(MarkKind.DAMAGE)]

    assert marked == ["\ufffd", "\ue000\ue001", "锟斤拷"]
