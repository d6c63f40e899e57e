"""A text with rows of cells in, what the heads of a cell say about its number out."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.numbers.numerals import FIRST_CHARACTER
from pipeline.numbers.units import dimension
from schemas.vocabulary import NonFact

_ROWS = re.compile(r"(?:^[^\n]*\t[^\n]*(?:\n|\Z))+", re.MULTILINE)
_CAPTION = re.compile(r"(?:计量)?单位\s?:\s?(?P<unit>[^\s,。;、()/]{1,6})")
_BRACKET = re.compile(r"\((?P<unit>[^()\s\d]{1,6}|%)\)\s*$")
_RATE_HEAD = re.compile(r"%$|同比|环比|增[速幅]|增长率?$|占比|比重|[完满结合]\w{0,2}率$")
_TIMES = ("年", "月", "季度", "半年", "年度", "月份")
_YEAR = re.compile(r"(?:19|20)\d\d")
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
    r"""Read each block of lines with tabs as one table: a head, then rows.

    The unit of a cell is the bracket of its column's head (同比(%)), else the 单位 cell
    of its row, else the bracket of its row's head, else the 单位: above the table.

    >>> text = "指标\t单位\t2018年\t同比(%)\n登记数\t件\t512\t-6.4"
    >>> [cell.unit for cell in find_cells(text).cells[-2:]]
    ['件', '%']
    """
    cells: list[Cell] = []
    if "\t" in text:
        for block in _ROWS.finditer(text):
            above = _CAPTION.search(text, max(0, block.start() - 60), block.end())
            cells += _table_cells(block, above["unit"] if above else "")
    return Cells(tuple(cells), tuple(cell.start for cell in cells))


def _table_cells(block: re.Match[str], caption: str) -> list[Cell]:
    rows = _rows(block)
    heads = [row for n, row in enumerate(rows) if _is_head(row, is_first=n == 0)]
    cells = []
    for row in rows:
        names = next((h for h in reversed(heads) if len(h) == len(row)), [])
        head = [text for _, _, text in names]
        cells += _row_cells(row, head, caption, is_head=row in heads)
    return cells


def _rows(block: re.Match[str]) -> list[list[tuple[int, int, str]]]:
    rows, start = [], block.start()
    for line in block[0].splitlines(keepends=True):
        row, at = [], start
        for cell in line.rstrip("\n").split("\t"):
            row.append((at, at + len(cell), cell.strip()))
            at += len(cell) + 1
        rows.append(row)
        start += len(line)
    return rows


def _is_head(row: list[tuple[int, int, str]], *, is_first: bool) -> bool:
    """Tell whether no cell but a time (2024年, in a first row 2024) begins with a number."""
    return not any(
        FIRST_CHARACTER.match(text.lstrip("-"))
        and not text.endswith(_TIMES)
        and not (is_first and _YEAR.fullmatch(text))
        for _, _, text in row
    )


def _row_cells(
    row: list[tuple[int, int, str]], head: list[str], caption: str, *, is_head: bool
) -> list[Cell]:
    unit_column = next((n for n, name in enumerate(head) if name in _UNIT_HEADS), None)
    row_unit = row[unit_column][2] if unit_column is not None else _bracketed(row[0][2])
    cells = []
    for column, (start, end, _) in enumerate(row):
        name = head[column] if head else ""
        unit, why = _unit(name, row_unit or caption), _naming(name)
        cells.append(Cell(start, end, unit, why, is_head or not column))
    return cells


def _unit(name: str, row_unit: str) -> str:
    if unit := _bracketed(name):
        return unit
    if _RATE_HEAD.search(name):
        return "%"
    return "" if _RANK_HEAD.search(name) else row_unit


def _bracketed(name: str) -> str:
    bracket = _BRACKET.search(name)
    unit = bracket["unit"].removeprefix("单位:") if bracket else ""
    return unit if dimension(unit) else ""


def _naming(name: str) -> NonFact | None:
    return next((why for why, pattern in _NAMING_HEADS if pattern.search(name)), None)
