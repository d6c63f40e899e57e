"""Tables in, for each of their cells the words that say its time or place out."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.spans import Span

_TIME_WORD = re.compile(r"\d年|[一二三四上下去今上本]半?年|季度|\d月|年末|年底|本期|\d{4}$")


@dataclass(frozen=True, slots=True)
class Cell:
    """The spans that speak about one cell, as far as there are any.

    ``column`` is the first cell above it, ``header`` the nearest that names a time,
    ``label`` the first cell of the row, ``caption`` the table's first line without cells.
    """

    span: Span
    column: Span | None
    header: Span | None
    label: Span | None
    caption: Span | None


def find_cells(clean: CleanText) -> tuple[Cell, ...]:
    """Return every cell of every table, in order."""
    return tuple(
        cell for mark in clean.marked(MarkKind.TABLE) for cell in _table(clean.text, mark.span)
    )


def cell_at(cells: tuple[Cell, ...], place: int) -> Cell | None:
    """Return the cell that holds the character at ``place``; nothing outside tables."""
    after = bisect_right(cells, place, key=lambda cell: cell.span.start)
    found = cells[after - 1] if after else None
    return found if found and place < found.span.end else None


def _table(text: str, table: Span) -> list[Cell]:
    rows = [_cells(text, line) for line in _lines(text, table)]
    caption = next((row[0] for row in rows if len(row) == 1), None)
    columns: dict[tuple[int, int], Span] = {}
    headers: dict[tuple[int, int], Span] = {}
    found: list[Cell] = []
    for row in rows:
        for column, span in enumerate(row):
            place = (len(row), column)
            label = row[0] if column else None
            found.append(Cell(span, columns.get(place), headers.get(place), label, caption))
            columns.setdefault(place, span)
            if _TIME_WORD.search(span.of(text)):
                headers[place] = span
    return found


def _lines(text: str, table: Span) -> list[Span]:
    found = re.finditer(r"[^\n]+", text[table.start : table.end])
    return [Span(table.start + m.start(), table.start + m.end()) for m in found]


def _cells(text: str, line: Span) -> list[Span]:
    cells, start = [], line.start
    for part in line.of(text).split("\t"):
        cells.append(Span(start, start + len(part)))
        start += len(part) + 1
    return cells
