"""A run in, tables for others out: CSV, workbook, Parquet and panel, each whole or not there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.proving.fact import Status
from pipeline.results.cells import csv_cells, csv_line
from pipeline.results.dictionary import DICTIONARY, FACTS, TABLES, Column, dictionary_rows
from pipeline.results.export_rows import (
    Row,
    dispute_rows,
    document_row,
    fact_rows,
    finding_rows,
    nonfact_rows,
    unreadable_row,
)
from pipeline.results.extra_lines import extra_columns
from pipeline.results.panel import ASKED, Panel, wide_rows
from pipeline.results.records import RunInfo
from pipeline.results.settled import Settled, settled_documents
from pipeline.results.store import Store
from pipeline.results.whole_files import write_whole
from pipeline.results.workbook import Book, Sheet, write_sheets

BOM = "\ufeff"

_OF_DOCUMENTS: Mapping[str, Callable[[Settled], Iterator[Row]]] = {
    "disputes": dispute_rows,
    "nonfacts": nonfact_rows,
    "findings": finding_rows,
}


def write_csv(store: Store, path: Path, *, has_bom: bool = False, is_safe: bool = False) -> int:
    """Write the facts of a run as CSV in UTF-8 and return how many there are.

    ``has_bom`` starts the file with the mark that older spreadsheets need to see that
    it is UTF-8; ``is_safe`` makes cells as ``pipeline.results.cells`` says.
    """
    counted = _Counted(_fact_rows(store))
    names = [column.name for column in _facts_columns(store.info())]
    lines = (csv_line(csv_cells(row, names, is_safe=is_safe)) for row in counted)
    write_whole(path, _started(csv_line(names), lines, has_bom=has_bom))
    return counted.count


def write_workbook(store: Store, path: Path, asked: frozenset[Status] = ASKED) -> tuple[int, int]:
    """Write all tables of a run as a workbook, one sheet for each.

    The panel has the facts with the statuses ``asked``.  Returned are how many facts
    there are, and how many texts hold what a workbook cannot keep.
    """
    book, panel, info, count = Book(), Panel(asked), store.info(), 0
    every = {**TABLES, "facts": _facts_columns(info)}
    sheets = {name: book.sheet(name, columns) for name, columns in every.items()}
    for settled in settled_documents(store):
        panel.add(settled)
        for row in fact_rows(settled, info):
            sheets["facts"].append(row, note=_note(row))
            count += 1
        for name, rows_of in _OF_DOCUMENTS.items():
            for row in rows_of(settled):
                sheets[name].append(row)
        sheets["documents"].append(document_row(settled))
    _append(sheets["documents"], map(unreadable_row, store.unreadable()))
    _append(sheets["panel"], panel.rows())
    _append(sheets["dictionary"], dictionary_rows(every))
    for sheet in sheets.values():
        sheet.finish()
    book.save(path)
    return count, book.altered


def write_parquet(store: Store, path: Path) -> int:
    """Write the facts of a run as Parquet and return how many there are.

    Amounts are exact decimals where 38 digits hold all of a column, otherwise text.
    Without the extra ``parquet`` UsageError names it.
    """
    try:
        from pipeline.results.parquet import write_frame
    except ModuleNotFoundError as error:
        remedy = 'pip install "shuzheng[parquet]"'
        raise UsageError(f"Parquet needs the package {error.name}: {remedy}") from error
    return write_frame(path, _facts_columns(store.info()), _fact_rows(store))


def write_panel(
    store: Store, path: Path, asked: frozenset[Status] = ASKED, *, has_bom: bool = False
) -> tuple[int, int]:
    """Write region by indicator by period as CSV or, to a name in .xlsx, as a workbook.

    Facts with the statuses ``asked`` are in it.  Returned are how many cells there are,
    and how many facts lack what a cell needs.
    """
    panel = Panel(asked)
    for settled in settled_documents(store):
        panel.add(settled)
    cells = panel.rows()
    names, rows = wide_rows(cells)
    if path.suffix.lower() == ".xlsx":
        columns = [Column(name, "", width=14) for name in names]
        write_sheets(path, [("panel", columns, rows)])
    else:
        lines = (csv_line(csv_cells(row, names)) for row in rows)
        write_whole(path, _started(csv_line(names), lines, has_bom=has_bom))
    return len(cells), panel.left_out


def write_dictionary(path: Path, *, has_bom: bool = False) -> int:
    """Write what every column of every table means, as CSV; return how many there are."""
    names, rows = [column.name for column in DICTIONARY], dictionary_rows()
    lines = (csv_line(csv_cells(row, names)) for row in rows)
    write_whole(path, _started(csv_line(names), lines, has_bom=has_bom))
    return len(rows)


def _facts_columns(info: RunInfo) -> tuple[Column, ...]:
    return (*FACTS, *extra_columns(info.extra))


def _append(sheet: Sheet, rows: Iterable[Row]) -> None:
    for row in rows:
        sheet.append(row)


def _note(row: Row) -> str:
    """Say at a fact's status why it has it."""
    decided = f"{row['decided_by']}, {row['decided_at']}" if row["decided_by"] else ""
    return "\n".join(part for part in (str(row["findings"] or ""), decided) if part)


class _Counted:
    """Rows that are counted while they pass by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.count = 0
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _fact_rows(store: Store) -> Iterator[Row]:
    info = store.info()
    for settled in settled_documents(store):
        yield from fact_rows(settled, info)


def _started(header: str, lines: Iterable[str], *, has_bom: bool) -> Iterator[str]:
    yield BOM * has_bom + header
    yield from lines
