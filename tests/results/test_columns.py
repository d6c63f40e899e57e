"""Values that databases do not know come back as they went in."""

from decimal import Decimal

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql

from pipeline.results.columns import Amount, Packed, Words
from tests.results.run_cases import HOSTILE_TEXTS

DIALECT: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # not annotated there


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=repr)
def test_stored_text_has_nothing_that_a_database_refuses(text: str) -> None:
    """What is stored encodes as UTF-8 and has no NUL, and reads back the same."""
    column = Words()
    stored = column.bind_processor(DIALECT)(text)

    assert stored is not None
    assert b"\0" not in stored.encode("utf-8")
    assert column.result_processor(DIALECT, None)(stored) == text


@pytest.mark.parametrize("digits", ["396", "12.50", "-4.3", "1E+9", "0.000"])
def test_an_amount_keeps_every_digit(digits: str) -> None:
    """Trailing zeros say how exactly a number was printed and are kept."""
    column = Amount()
    stored = column.bind_processor(DIALECT)(Decimal(digits))

    assert str(column.result_processor(DIALECT, None)(stored)) == digits


def test_packed_lists_are_readable_text() -> None:
    """Chinese in a packed column can be searched for as it stands."""
    column = Packed(tuple[str, ...])
    stored = column.bind_processor(DIALECT)(("reading", "人"))

    assert stored == '["reading","人"]'
    assert column.result_processor(DIALECT, None)(stored) == ("reading", "人")


def test_a_packed_value_of_another_shape_is_refused() -> None:
    """Text that does not fit its shape raises instead of passing through."""
    with pytest.raises(ValueError, match="valid"):
        Packed(tuple[int, ...]).result_processor(DIALECT, None)('["x"]')
