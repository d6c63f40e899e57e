"""An echo is the number in any spelling, or it is another number."""

from decimal import Decimal

import pytest

from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction
from pipeline.proving.echo import is_right_echo
from pipeline.spans import Span
from schemas.vocabulary import Bound
from tests.proving.echo_cases import ANOTHER, SAME


def mention(quote: str, value: str, unit: str) -> Mention:
    """Return a mention that stands at the start of a text."""
    span = Span(0, len(quote))
    return Mention(0, span, span, quote, Decimal(value), unit, Bound.EXACT)


@pytest.mark.parametrize(("quote", "value", "unit", "echo"), SAME)
def test_another_spelling_is_the_same_number(quote: str, value: str, unit: str, echo: str) -> None:
    """Scripts, widths, separators and scales may differ, and units may be left out."""
    assert is_right_echo(echo, quote, mention(quote, value, unit))


@pytest.mark.parametrize(("quote", "value", "unit", "echo"), ANOTHER)
def test_another_number_is_refused(quote: str, value: str, unit: str, echo: str) -> None:
    """A wrong digit, scale, unit or sign is never the same number."""
    assert not is_right_echo(echo, quote, mention(quote, value, unit))


def test_a_word_of_direction_must_be_the_one_of_the_text() -> None:
    """下降4.3% is right where the text falls, and wrong where it rises."""
    number = mention("4.3%", "4.3", "%")

    assert is_right_echo("下降4.3%", "4.3%", number, Direction.DOWN)
    assert is_right_echo("-4.3%", "4.3%", number, Direction.DOWN)
    assert not is_right_echo("下降4.3%", "4.3%", number, Direction.UP)
    assert not is_right_echo("增长4.3%", "4.3%", number, Direction.DOWN)


def test_a_printed_minus_may_be_said_in_words() -> None:
    """下降8.3% repeats a printed -8.3%."""
    assert is_right_echo("下降8.3%", "-8.3%", mention("-8.3%", "-8.3", "%"))


def test_the_echo_of_a_damaged_quote_is_compared_with_the_clean_text() -> None:
    """What a model repeats is what it was shown, not the broken raw characters."""
    raw = mention("51967</strong>件", "51967", "件")

    assert is_right_echo("达51967件", "51967件", raw)


def test_a_table_cell_is_repeated_without_the_unit_of_its_head() -> None:
    """The model sees 178.29 where the ledger knows that it is 亿元."""
    cell = mention("178.29", "178.29", "亿元")

    assert is_right_echo("178.29", "178.29", cell)
    assert not is_right_echo("178.92", "178.29", cell)
    assert not is_right_echo("178.29元", "178.29", cell)
