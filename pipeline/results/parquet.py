"""Table rows in, a Parquet file out; the one module that knows polars."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import polars

from pipeline.errors import StoreError
from pipeline.results.dictionary import Column, Form
from pipeline.results.export_rows import Cell, Row
from pipeline.results.lines import plain

_MOST_DIGITS = 38
_SURROGATES = {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}


def write_frame(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write the rows and return how many there are; ``StoreError`` if that cannot be done."""
    kept: dict[str, list[Cell]] = {column.name: [] for column in columns}
    for row in rows:
        for name, cells in kept.items():
            cells.append(row.get(name))
    frame = polars.DataFrame([_series(column, kept[column.name]) for column in columns])
    part = path.with_name(f".{path.name}.part")
    try:
        frame.write_parquet(part)
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)
    return frame.height


def _series(column: Column, cells: Sequence[Cell]) -> polars.Series:
    if column.form is Form.INTEGER:
        return polars.Series(column.name, cells, dtype=polars.Int64)
    if column.form is Form.TRUTH:
        return polars.Series(column.name, cells, dtype=polars.Boolean)
    if column.form is Form.DECIMAL:
        return _decimals(column.name, [cell for cell in cells if not isinstance(cell, str)])
    said = [None if cell is None else str(cell).translate(_SURROGATES) for cell in cells]
    return polars.Series(column.name, said, dtype=polars.String)


def _decimals(name: str, cells: Sequence[Cell]) -> polars.Series:
    """Return amounts as decimals with the places of the one that has most, if all fit."""
    amounts = [None if cell is None else Decimal(cell) for cell in cells]
    digits = [plain(amount).lstrip("-") for amount in amounts if amount is not None]
    places = max((len(each.partition(".")[2]) for each in digits), default=0)
    whole = max((len(each.partition(".")[0]) for each in digits), default=1)
    if whole + places <= _MOST_DIGITS:
        return polars.Series(name, amounts, dtype=polars.Decimal(_MOST_DIGITS, places))
    said = [None if amount is None else plain(amount) for amount in amounts]
    return polars.Series(name, said, dtype=polars.String)
