"""A number with broken characters in it or beside its digits is not to be trusted."""

import pytest

from pipeline.cleaning.clean_text import CleanText, Mark, MarkKind, Metadata
from pipeline.numbers.mentions import find_mentions
from pipeline.spans import Span


def damaged(text: str, *spans: Span) -> CleanText:
    """Build clean text with marks of damage."""
    marks = tuple(Mark(span, MarkKind.DAMAGE, "unreadable") for span in spans)
    return CleanText(
        text, text, range(len(text)), range(1, len(text) + 1), marks, Metadata(), False, ()
    )


@pytest.mark.parametrize(
    ("text", "span"),
    [("授权3锟6件", Span(3, 4)), ("授权36锟件", Span(4, 5)), ("授权锟36件", Span(2, 3))],
)
def test_damage_beside_digits_is_told(text: str, span: Span) -> None:
    """Damage among, before or after the digits marks every number it touches."""
    found = find_mentions(damaged(text, span))

    assert found
    assert all(mention.is_damaged for mention in found)


def test_damage_elsewhere_is_not_told() -> None:
    """Damage after the unit, or in another word, leaves a number alone."""
    (mention,) = find_mentions(damaged("锟授权36件锟", Span(0, 1), Span(6, 7)))

    assert not mention.is_damaged


def test_question_mark_between_digits_is_damage() -> None:
    """A mark that a decoder left between digits is a lost digit."""
    found = find_mentions(damaged("授权20?6件"))

    assert [mention.is_damaged for mention in found] == [True, True]


@pytest.mark.parametrize("text", ["增长2倍、2.6%", "由5增至8%", "达5家企业占比30%", "占5至8%"])
def test_words_between_numbers_are_not_always_damage(text: str) -> None:
    """Two numbers with an honest word between them stay two."""
    found = find_mentions(damaged(text))

    assert [mention.is_damaged for mention in found] == [False, False]
