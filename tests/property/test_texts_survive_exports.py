"""Any text that goes into a cell, a line or a database column comes out as it was."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql

from pipeline.results.cells import csv_line, harmless, text_of
from pipeline.results.columns import Words
from pipeline.results.lines import as_text

DIALECT: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # not annotated there

# Everything Python can hold, lone surrogates included, and often the awkward few.
texts = st.text(st.characters(exclude_categories=()) | st.sampled_from("\\'=+-@\"\n\r\tnx0u\x00"))


@given(texts)
def test_a_cell_gives_its_text_back(text: str) -> None:
    """Through the CSV module and back nothing is lost, whatever the text."""
    [[cell, after]] = csv.reader(io.StringIO(csv_line([harmless(text), "x"]), newline=""))

    assert (text_of(cell), after) == (text, "x")


@given(texts)
def test_a_cell_never_starts_a_formula(text: str) -> None:
    """The first character that counts is never one that a spreadsheet acts on."""
    assert not harmless(text).lstrip(" \u3000").startswith(tuple("=+-@=+-@\t\r\n"))


@given(texts)
def test_a_line_is_one_line_of_utf8(text: str) -> None:
    """JSON lines stay lines for every reader and give the text back."""
    line = as_text({"quote": text})

    assert line.splitlines() == [line[:-1]]
    assert json.loads(line.encode("utf-8"))["quote"] == text


@given(texts)
def test_a_column_gives_its_text_back(text: str) -> None:
    """What is stored is valid UTF-8 without NUL and reads back the same."""
    stored = Words().bind_processor(DIALECT)(text)

    assert stored is not None
    assert b"\0" not in stored.encode("utf-8")
    assert Words().result_processor(DIALECT, None)(stored) == text
