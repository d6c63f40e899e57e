r"""Table rows in, an XLSX workbook out in which text is never a formula.

Every text is a cell of the type text; one that looks like a formula also carries the
mark (quotePrefix) by which spreadsheets keep it text when somebody edits it.  Nothing
is put in front of it.  What a workbook cannot hold is shown and counted: characters as
``\xNN``, a text longer than a cell by its cut end.  Amounts with more than 15 digits
are text, because a spreadsheet would round them.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import StoreError
from pipeline.proving.fact import Status
from pipeline.results.dictionary import Column, Form
from pipeline.results.export_rows import Cell, Row
from pipeline.results.workbook_cells import kept_number, kept_text, style_of

MOST_NOTE_CHARS = 1_000

_COLOURS: Mapping[str, str] = {
    Status.VERIFIED: "C6EFCE",
    Status.UNVERIFIED: "FFEB9C",
    Status.DISPUTED: "FFC7CE",
    Status.ACCEPTED: "A9D08E",
    Status.CORRECTED: "9BC2E6",
    Status.REJECTED: "D9D9D9",
}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "text": {"number_format": "@"},
    "quoted": {"number_format": "@", "quotePrefix": True},
    **{
        status: {"fill": PatternFill("solid", start_color=colour)}
        for status, colour in _COLOURS.items()
    },
}
_AUTHOR = "shuzheng"
_HEAD = Font(bold=True)
_HEAD_FILL = PatternFill("solid", start_color="DDE6F0")


class Book:
    """A workbook that is written row by row; ``altered`` counts texts it could not keep.

    Frame, styles and notes are openpyxl's, the rows are written beside it and put into
    its sheets on saving: cell by cell it would take ten times as long.
    """

    def __init__(self) -> None:
        self.altered = 0
        self._book = Workbook()
        self._sheets: list[Sheet] = []
        for blank in self._book.worksheets:
            self._book.remove(blank)

    def sheet(self, name: str, columns: Sequence[Column]) -> "Sheet":
        """Begin a sheet with a frozen header of the columns' names."""
        self._sheets.append(Sheet(self, self._book.create_sheet(name), columns))
        return self._sheets[-1]

    def save(self, path: Path) -> None:
        """Write the file; an older one stays until the new one is whole."""
        part = path.with_name(f".{path.name}.part")
        try:
            with TemporaryFile() as frame:
                self._book.save(frame)
                with ZipFile(frame) as source, ZipFile(part, "w", ZIP_DEFLATED) as target:
                    self._fill(source, target)
            part.replace(path)
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
        finally:
            part.unlink(missing_ok=True)

    def _fill(self, source: ZipFile, target: ZipFile) -> None:
        """Copy the frame, with the rows in place of those that openpyxl wrote below the first."""
        filled = {
            f"xl/worksheets/sheet{place}.xml": sheet
            for place, sheet in enumerate(self._sheets, start=1)
        }
        for name in source.namelist():
            content = source.read(name)
            with target.open(name, "w") as file:
                if name not in filled:
                    file.write(content)
                    continue
                head, _, tail = content.partition(b"</row>")
                file.write(head + b"</row>")
                filled[name].copy_rows(file)
                file.write(tail[tail.index(b"</sheetData>") :])


class Sheet:
    """One sheet of a workbook, to which rows are appended until it is finished."""

    def __init__(self, book: Book, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self._book, self._sheet, self._columns = book, sheet, columns
        self._rows = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by copy_rows
        self._count = 1
        self._letters = [get_column_letter(place) for place in range(1, len(columns) + 1)]
        for place, column in enumerate(columns, start=1):
            head = sheet.cell(1, place, column.name)
            head.font, head.fill = _HEAD, _HEAD_FILL
            head.comment = Comment(column.meaning, _AUTHOR) if column.meaning else None
            shape = sheet.column_dimensions[self._letters[place - 1]]
            shape.width, shape.hidden = column.width or 10, not column.width
            if column.form is Form.TEXT:
                shape.number_format = "@"  # what is typed there stays as it is typed
        self._styles = {name: self._style(parts) for name, parts in _STYLES.items()}

    def append(self, row: Row, note: str = "") -> None:
        """Add a row; ``note`` is shown at its status."""
        self._count += 1
        self._rows.write(f'<row r="{self._count}">')
        for letter, column in zip(self._letters, self._columns, strict=True):
            value = row.get(column.name)
            if value is not None and value != "":
                self._rows.write(self._cell(f"{letter}{self._count}", column.name, value))
        self._rows.write("</row>")
        if note:
            at = [column.name for column in self._columns].index("status") + 1
            comment = Comment(kept_text(note[:MOST_NOTE_CHARS]), _AUTHOR)
            self._sheet.cell(self._count, at).comment = comment

    def finish(self) -> None:
        """Freeze the header and give every column its filter."""
        self._sheet.freeze_panes = "B2"
        self._sheet.auto_filter.ref = f"A1:{self._letters[-1]}{self._count}"

    def copy_rows(self, file: IO[bytes]) -> None:
        """Write the rows into the sheet's file, and forget them."""
        with self._rows as rows:
            rows.seek(0)
            while block := rows.read(1 << 20):
                file.write(block.encode("utf-8"))

    def _cell(self, place: str, name: str, value: Cell) -> str:
        if isinstance(value, bool):
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        text = value if isinstance(value, str) else kept_number(value or 0)
        if text is None:
            return f'<c r="{place}"><v>{value}</v></c>'
        kept = kept_text(text)
        self._book.altered += kept != text
        style = kept if name == "status" and kept in _STYLES else style_of(kept)
        return (
            f'<c r="{place}" s="{self._styles[style]}" t="inlineStr">'
            f'<is><t xml:space="preserve">{escape(kept)}</t></is></c>'
        )

    def _style(self, parts: Mapping[str, Any]) -> int:
        """Return the number under which the workbook keeps a style."""
        cell: Any = self._sheet.cell(1, 1)
        before, cell._style = cell._style, StyleArray()
        for name, part in parts.items():
            setattr(cell, name, part)
        number = int(cell.style_id)
        cell._style = before
        return number


def write_sheets(path: Path, sheets: Iterable[tuple[str, Sequence[Column], Iterable[Row]]]) -> int:
    """Write a workbook of finished tables and return how many texts it could not keep."""
    book = Book()
    for name, columns, rows in sheets:
        sheet = book.sheet(name, columns)
        for row in rows:
            sheet.append(row)
        sheet.finish()
    book.save(path)
    return book.altered
