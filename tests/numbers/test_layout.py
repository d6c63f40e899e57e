"""Text falls into paragraphs, sentences and clauses, and every place lies in one of each."""

import pytest

from pipeline.numbers.layout import find_layout
from pipeline.spans import Span


def parts(text: str, kind: str) -> list[str]:
    """Return the stretches of one kind."""
    return [span.of(text) for span in getattr(find_layout(text), kind)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("授权396件,增长25.71%。", ["授权396件,", "增长25.71%。"]),
        ("有效1,183件。", ["有效1,183件。"]),
        ("比例为3:1。", ["比例为3:1。"]),
        ("目前:授权5件;注册6件", ["目前:", "授权5件;", "注册6件"]),
        ("他说“好。”再说", ["他说“好。”", "再说"]),
    ],
)
def test_clauses_end_at_marks_but_not_inside_numbers(text: str, clauses: list[str]) -> None:
    """A comma inside a number and a colon inside a ratio end nothing."""
    assert parts(text, "clauses") == clauses


def test_sentences_keep_their_closing_quotes() -> None:
    """A closing quote belongs to the sentence it closes."""
    assert parts("“好。”他说。完", "sentences") == ["“好。”", "他说。", "完"]


def test_paragraphs_are_lines_without_their_blanks() -> None:
    """Blank lines are no paragraphs and indents belong to none."""
    assert parts("  甲\n\n 乙 \n", "paragraphs") == ["甲", "乙"]


def test_place_outside_every_part_has_an_empty_span() -> None:
    """Between two paragraphs there is nothing."""
    layout = find_layout("甲\n\n乙")

    assert layout.paragraph_at(1) == Span(1, 1)
    assert layout.clause_at(99) == Span(99, 99)


def test_place_is_found_in_its_own_parts() -> None:
    """The parts that hold a place are nested."""
    text = "甲一,甲二。乙一\n丙"
    layout = find_layout(text)

    assert layout.clause_at(3).of(text) == "甲二。"
    assert layout.sentence_at(3).of(text) == "甲一,甲二。"
    assert layout.paragraph_at(3).of(text) == "甲一,甲二。乙一"
