"""The tags of a page in, its tables of data out, apart from those that only lay out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.cleaning.markup import Token, TokenKind
from pipeline.spans import Span

# A cell of data is short; a column of running text is layout.
_MAX_CELL_CHARS = 300
_MIN_CELLS_IN_ROW = 2

_SPANS = {
    way: re.compile(rf"""\b{way}span\s{{0,4}}=\s{{0,4}}["']?(?P<count>\d{{1,3}})""", re.IGNORECASE)
    for way in ("col", "row")
}
_MAX_COLUMNS = 60  # cells that reach over more columns or rows are not believed


@dataclass(slots=True)
class _Open:
    """A table that has not been closed yet."""

    start: int
    cells_in_row: int = 0
    most_cells: int = 0
    cell_chars: int = 0
    longest_cell: int = 0
    holds_table: bool = False

    @property
    def is_data(self) -> bool:
        return (
            not self.holds_table
            and self.most_cells >= _MIN_CELLS_IN_ROW
            and self.longest_cell <= _MAX_CELL_CHARS
        )


def find_data_tables(tokens: Sequence[Token], raw: str) -> list[Span]:
    """Find the raw spans of the tables of data, in order; none lies in another."""
    tables: list[Span] = []
    still_open: list[_Open] = []
    for token in tokens:
        if token.kind is TokenKind.OPEN and token.name == "table":
            if still_open:
                still_open[-1].holds_table = True
            still_open.append(_Open(token.start))
        elif still_open and token.kind is TokenKind.CLOSE and token.name == "table":
            tables += _closed(still_open.pop(), token.end)
        elif still_open:
            _count(still_open[-1], token, raw)
    tables += [span for table in still_open for span in _closed(table, len(raw))]
    return sorted(tables)


def _count(table: _Open, token: Token, raw: str) -> None:
    if token.kind is TokenKind.TEXT:
        table.cell_chars += len(raw[token.start : token.end].strip())
        if table.cells_in_row:  # a caption is no cell
            table.longest_cell = max(table.longest_cell, table.cell_chars)
    elif token.kind is TokenKind.OPEN and token.name in ("td", "th"):
        table.cells_in_row += 1
        table.most_cells = max(table.most_cells, table.cells_in_row)
        table.cell_chars = 0
    elif token.name == "tr":
        table.cells_in_row = 0


def _closed(table: _Open, end: int) -> Iterable[Span]:
    return (Span(table.start, end),) if table.is_data else ()


@dataclass(slots=True)
class Grid:
    """The place in a table that is being written as one line per row.

    A cell that reaches over several columns or rows leaves the others of them empty.
    """

    column: int = 0
    written: int = 0
    reserved: dict[int, int] = field(default_factory=dict)

    def start_row(self) -> None:
        """Go to the first column; rows reserved to the right of the last cell are over."""
        for column in [column for column in self.reserved if column >= self.column]:
            self._pass(column)
        self.column = self.written = 0

    def place_cell(self, tag: str) -> str:
        r"""Return the tabs that lead to the cell that ``tag`` opens.

        >>> grid = Grid()
        >>> [grid.place_cell(tag) for tag in ('<td colspan="2">', "<td>")]
        ['', '\t\t']
        """
        while self.reserved.get(self.column):
            self._pass(self.column)
            self.column += 1
        tabs = "\t" * (self.column - self.written)
        self.written = self.column
        for _ in range(self._reach(tag, "col")):
            self.reserved[self.column] = self._reach(tag, "row") - 1
            self.column += 1
        return tabs

    def _reach(self, tag: str, way: str) -> int:
        found = _SPANS[way].search(tag) if "span" in tag.lower() else None
        reach = int(found["count"]) if found else 1
        return reach if 1 <= reach <= _MAX_COLUMNS - self.column else 1

    def _pass(self, column: int) -> None:
        self.reserved[column] = max(0, self.reserved[column] - 1)
