"""A table cell in, the words that say its time: column header, row label, caption."""

import re
from dataclasses import dataclass

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.spans import Span

_TIME_WORD = re.compile(r"\d年|[一二三四上下]半?年|季度|\d月|年末|年底|本期|累计")


@dataclass(frozen=True, slots=True)
class Cell:
    """The spans that speak about one cell, as far as there are any.

    ``header`` is the nearest cell above that names a time, ``label`` the first cell of
    the row, ``caption`` the table's lines without cells.
    """

    header: Span | None
    label: Span | None
    caption: Span | None


def cell_at(clean: CleanText, place: int) -> Cell | None:
    """Return what speaks about the table cell at ``place``; nothing outside tables."""
    table = next(
        (m.span for m in clean.marked(MarkKind.TABLE) if m.span.start <= place < m.span.end), None
    )
    if table is None:
        return None
    lines = _lines(clean.text, table)
    row = next((i for i, line in enumerate(lines) if line.start <= place < line.end), None)
    if row is None:
        return None
    cells = _cells(clean.text, lines[row])
    column = next((i for i, cell in enumerate(cells) if place < cell.end), len(cells) - 1)
    above = (_cells(clean.text, line) for line in reversed(lines[:row]))
    headers = (row[column] for row in above if len(row) == len(cells))
    header = next((one for one in headers if _TIME_WORD.search(one.of(clean.text))), None)
    caption = next((line for line in lines if "\t" not in line.of(clean.text)), None)
    return Cell(header, cells[0] if column else None, caption)


def _lines(text: str, table: Span) -> list[Span]:
    found = re.finditer(r"[^\n]+", text[table.start : table.end])
    return [Span(table.start + m.start(), table.start + m.end()) for m in found]


def _cells(text: str, line: Span) -> list[Span]:
    cells, start = [], line.start
    for part in line.of(text).split("\t"):
        cells.append(Span(start, start + len(part)))
        start += len(part) + 1
    return cells
