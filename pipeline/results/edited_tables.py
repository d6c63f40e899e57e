"""A table that a person edited in, its rows out, each with where it stands."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from pipeline.errors import UsageError

_ENCODINGS = ("utf-8-sig", "gb18030")
_MOST_HEADERS = 5


@dataclass(frozen=True, slots=True)
class EditedRow:
    """One row: the file (and sheet) it is in, its number there, its cells by column.

    A cell is a text, or what a workbook makes of it: a number, a date, true or false.
    ``percents`` names the cells that a workbook shows as percentages.
    """

    where: str
    number: int
    cells: dict[str, Any]
    percents: frozenset[str] = frozenset()

    def at(self, column: str) -> str:
        """Say where a cell of this row is."""
        return f"{self.where} row {self.number}, {column}"


def read_rows(path: Path) -> list[EditedRow]:
    """Return the rows of every table in a CSV file or workbook that has a column ``id``.

    Columns may stand in any order, others may be missing or added.  CSV may be UTF-8
    with or without a mark or GB18030, with commas, semicolons or tabs.  A file that is
    no such table raises UsageError.
    """
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            return list(_workbook_rows(path))
        return list(_csv_rows(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (BadZipFile, KeyError, ValueError, csv.Error) as error:
        raise UsageError(f"{path}: no table; save it as .xlsx or .csv ({error})") from error


def _workbook_rows(path: Path) -> Iterator[EditedRow]:
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        found = False
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # other programs get them wrong
            rows = sheet.iter_rows()
            names = _names([cell.value for cell in next(rows, ())], f"{path.name} {sheet.title}")
            if "id" not in names or "decision" not in names:
                continue
            found = True
            for cells in rows:
                named = dict(zip(names, cells, strict=False))
                values = {name: cell.value for name, cell in named.items() if name}
                percents = (name for name, cell in named.items() if _is_percent(cell))
                number = next((cell.row for cell in cells if cell.value is not None), None)
                if number is not None:
                    where = f"{path.name} {sheet.title}"
                    yield EditedRow(where, number, values, frozenset(percents))
        if not found:
            raise UsageError(f"{path}: no sheet has the columns id and decision")
    finally:
        book.close()


def _csv_rows(path: Path) -> Iterator[EditedRow]:
    text = _decoded(path)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names = _names(next(rows, []), path.name)
    if "id" not in names or "decision" not in names:
        known = ", ".join(filter(None, names[:_MOST_HEADERS]))
        raise UsageError(f"{path}: has no columns id and decision, but {known or 'nothing'}")
    for number, cells in enumerate(rows, start=2):
        if any(cells):
            named = dict(zip(names, cells, strict=False))
            yield EditedRow(path.name, number, {name: cell for name, cell in named.items() if name})


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{path}: neither UTF-8 nor GB18030; save it as CSV UTF-8")


def _names(cells: Sequence[Any], where: str) -> list[str]:
    names = ["" if cell is None else str(cell).strip() for cell in cells]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice and "id" in names:
        raise UsageError(f"{where}: two columns are called {', '.join(twice)}")
    return names


def _is_percent(cell: Any) -> bool:
    is_number = isinstance(cell.value, (int, float))
    return is_number and "%" in (cell.number_format or "")
