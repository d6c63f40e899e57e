"""A text with rows of cells in, its tables out: rows, and the heads above each cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.numbers.numerals import FIRST_CHARACTER
from pipeline.numbers.units import dimension

_BLOCK = re.compile(r"(?:^[^\n]*\t[^\n]*(?:\n|\Z))+", re.MULTILINE)
_TIMES = ("年", "月", "季度", "半年", "年度", "月份")
_YEAR = re.compile(r"(?:19|20)\d\d")

# What stands in a cell that has no figure.
_NOTHING = frozenset(("", "-", "--", "—", "——", "–", "/", "…", "*", "无"))


@dataclass(frozen=True, slots=True)
class TableCell:
    """The text of a cell, without the blanks around it, and where the cell lies."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row and, for each, the words of the heads above it, the top one first.

    ``is_head`` says that the row itself heads others; it then has no heads.
    """

    cells: tuple[TableCell, ...]
    heads: tuple[tuple[str, ...], ...]
    is_head: bool


@dataclass(frozen=True, slots=True)
class TextTable:
    """A block of lines with tabs, from the character ``start`` to ``end``."""

    start: int
    end: int
    rows: tuple[TableRow, ...]


def find_tables(text: str) -> Iterator[TextTable]:
    r"""Yield each block of lines with tabs as one table: heads, then rows.

    Rows of heads that follow each other are read together.  A cell that is empty takes
    the words of the one to its left, as under a head that reaches over several columns.

    >>> table = next(find_tables("地区\t授权\t\n\t件\t同比\n甲县\t12\t3.4\n"))
    >>> table.rows[-1].heads
    (('地区',), ('授权', '件'), ('授权', '同比'))
    """
    if "\t" not in text:
        return
    for block in _BLOCK.finditer(text):
        yield TextTable(block.start(), block.end(), tuple(_rows(block)))


def _rows(block: re.Match[str]) -> Iterator[TableRow]:
    above: dict[int, tuple[tuple[str, ...], ...]] = {}
    lines = list(_lines(block))
    marked = [(_is_head(row, is_first=n == 0), row) for n, row in enumerate(lines)]
    for is_head, group in groupby(marked, key=lambda each: (each[0], len(each[1]))):
        rows = [row for _, row in group]
        width = len(rows[0])
        if is_head[0]:
            heads = _merged([row for row in rows if _says_more(row)])
            above[width] = heads or above.get(width, ())
        for row in rows:
            heads = () if is_head[0] else above.get(width, ())
            yield TableRow(row, heads or ((),) * width, is_head[0])


def _lines(block: re.Match[str]) -> Iterator[tuple[TableCell, ...]]:
    start = block.start()
    for line in block[0].splitlines(keepends=True):
        row, at = [], start
        for cell in line.rstrip("\n").split("\t"):
            row.append(TableCell(at, at + len(cell), cell.strip()))
            at += len(cell) + 1
        yield tuple(row)
        start += len(line)


def _is_head(row: Sequence[TableCell], *, is_first: bool) -> bool:
    """Tell whether no cell but a time (2024年, in a first row 2024) begins with a number.

    A unit that begins with its scale (万元) is no number.
    """
    return not any(
        FIRST_CHARACTER.match(cell.text.lstrip("-"))
        and not cell.text.endswith(_TIMES)
        and not (is_first and _YEAR.fullmatch(cell.text))
        and dimension(cell.text) is None
        for cell in row
    )


def _says_more(row: Sequence[TableCell]) -> bool:
    """Tell whether a row heads columns.  Not a title, 一、专利, or a row without figures."""
    return len(row) - sum(cell.text in _NOTHING for cell in row) > 1 or len(row) == 1


def _merged(rows: Sequence[Sequence[TableCell]]) -> tuple[tuple[str, ...], ...]:
    if not rows:
        return ()
    heads: list[tuple[str, ...]] = [() for _ in rows[0]]
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        said = ""
        for column, cell in enumerate(row):
            reaches_here = below is not None and column > 0 and below[column].text
            said = cell.text or (said if reaches_here else "")
            heads[column] += (said,) if said else ()
    return tuple(heads)
