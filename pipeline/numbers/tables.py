"""A text with rows of cells in, what the heads of a cell say about its number out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.numbers.table_rows import TableRow, find_tables
from pipeline.numbers.units import dimension
from schemas.vocabulary import NonFact

_CAPTION = re.compile(r"(?:计量)?单位\s?:\s?(?P<unit>[^\s,。;、()/]{1,6})")
_BRACKET = re.compile(r"\((?P<unit>[^()\s\d]{1,6}|%)\)\s*$")
_RATE_HEAD = re.compile(r"%$|同比|环比|增[速幅]|增长率?$|占比|比重|[完满结合]\w{0,2}率$")
_UNIT_HEADS = frozenset(("单位", "计量单位"))

# A column whose numbers name things: they count nothing.
_NAMING_HEADS: tuple[tuple[NonFact, re.Pattern[str]], ...] = (
    (NonFact.HEADING_NUMBER, re.compile(r"序号|编号|No\.?$|#$")),
    (NonFact.DATE, re.compile(r"年[份度]$|时间$|日期$|月份$")),
    (NonFact.PHONE, re.compile(r"电话|手机|传真")),
    (NonFact.POSTCODE, re.compile(r"邮编|邮政编码")),
)
_RANK_HEAD = re.compile(r"排名|位次|名次|位列")


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of one cell and what its heads say: a unit, or why it counts nothing.

    ``is_head`` is true in a row of heads and in the first column.
    """

    start: int
    end: int
    unit: str
    why: NonFact | None
    is_head: bool


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of all tables of a text, in order."""

    cells: tuple[Cell, ...]
    starts: tuple[int, ...]

    def at(self, place: int) -> Cell | None:
        """Return the cell that holds the character at ``place``, if any does."""
        cell = self.cells[bisect_right(self.starts, place) - 1] if self.cells else None
        return cell if cell and cell.start <= place < cell.end else None


def find_cells(text: str) -> Cells:
    r"""Read each block of lines with tabs as one table: heads, then rows.

    The unit of a cell is the unit below or in the bracket of its column's head
    (同比(%)), else the 单位 cell of its row, else the bracket of its row's head, else
    the 单位: above the table.

    >>> text = "指标\t单位\t2018年\t同比(%)\n登记数\t件\t512\t-6.4"
    >>> [cell.unit for cell in find_cells(text).cells[-2:]]
    ['件', '%']
    """
    cells: list[Cell] = []
    for table in find_tables(text):
        above = _CAPTION.search(text, max(0, table.start - 60), table.end)
        for row in table.rows:
            cells += _row_cells(row, above["unit"] if above else "")
    return Cells(tuple(cells), tuple(cell.start for cell in cells))


def _row_cells(row: TableRow, caption: str) -> list[Cell]:
    unit_column = next((n for n, heads in enumerate(row.heads) if _UNIT_HEADS & {*heads}), None)
    label = row.cells[0].text
    row_unit = row.cells[unit_column].text if unit_column is not None else _bracketed(label)
    cells = []
    for column, (cell, heads) in enumerate(zip(row.cells, row.heads, strict=True)):
        unit, why = _unit(heads, row_unit or caption), _naming(heads)
        cells.append(Cell(cell.start, cell.end, unit, why, row.is_head or not column))
    return cells


def _unit(heads: Sequence[str], row_unit: str) -> str:
    for name in reversed(heads):
        if unit := _bracketed(name) or _bare_unit(name, heads):
            return unit
        if _RATE_HEAD.search(name):
            return "%"
        if _RANK_HEAD.search(name):
            return ""
    return row_unit


def _bracketed(name: str) -> str:
    bracket = _BRACKET.search(name)
    unit = bracket["unit"].removeprefix("单位:") if bracket else ""
    return unit if dimension(unit) else ""


def _bare_unit(name: str, heads: Sequence[str]) -> str:
    """Return a head that is a unit and no more, below another: 金额, below it 万元."""
    return name if len(heads) > 1 and dimension(name) else ""


def _naming(heads: Sequence[str]) -> NonFact | None:
    found = (why for name in heads for why, pattern in _NAMING_HEADS if pattern.search(name))
    return next(found, None)
