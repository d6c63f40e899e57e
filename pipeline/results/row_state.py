"""A row of a table in, a short digest out that survives what spreadsheets do to cells."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from pipeline.results.dictionary import DECIDING

STATE = "state"
EXTRA = "extra_"  # columns of a user schema

# What formats show differently: control characters as they are or as \x01, blanks, signs.
_ESCAPES = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[nrt])")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KEPT = re.compile(r"[\w@.-]")


def state_of(row: Mapping[str, Any]) -> str:
    """Return the digest of a row, but for the columns in which people decide.

    The columns of a user schema do not count: nobody decides there.

    Numbers count by their value, however they are kept; blanks, line ends and what is
    neither letter nor digit count nothing.

    >>> one, other = {"id": "a:4-8", "value": Decimal("12.50")}, {"value": 12.5, "id": "a:4-8 "}
    >>> state_of(one) == state_of(other)
    True
    """
    cells = {
        name: canonical(cell)
        for name, cell in row.items()
        if name not in DECIDING and name != STATE and not name.startswith(EXTRA)
    }
    said = "\x1f".join(f"{name}\x1e{cell}" for name, cell in sorted(cells.items()) if cell)
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:12]


def canonical(cell: Any) -> str:
    """Return what a cell says whatever a spreadsheet made of its form.

    >>> canonical(2022.0), canonical("2022 "), canonical("12.50%"), canonical(None)
    ('2022', '2022', '12.5', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    if (number := number_of(cell)) is not None:
        return format(number.normalize(), "f")
    plain = "".join(_KEPT.findall(_ESCAPES.sub("", str(cell))))
    return plain.lower() if plain in ("TRUE", "FALSE") else plain


def number_of(cell: Any) -> Decimal | None:
    """Return the number that a cell is, if it is one and nothing else."""
    if isinstance(cell, bool):
        return None
    text = repr(cell) if isinstance(cell, float) else str(cell)
    try:
        number = Decimal(text.strip().removesuffix("%").replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def as_dates(period: str) -> frozenset[str]:
    """Return what spreadsheets make of a month or day when they open it in a CSV file.

    >>> sorted(as_dates("2023-01"))[:4]
    ['1月-23', '2023-1', '2023-1-1', '2023/1']
    """
    match = _MONTH.fullmatch(period)
    if match is None:
        return frozenset()
    year, month, day = match["year"], int(match["month"]), int(match["day"] or 1)
    said = {f"{year}-{month}-{day}", f"{year}/{month}/{day}", f"{year}年{month}月{day}日"}
    if match["day"] is None:
        name = _MONTHS[month - 1]
        said |= {f"{name}-{year[2:]}", f"{year[2:]}-{name}", f"{month}月-{year[2:]}"}
        said |= {f"{year}-{month}", f"{year}/{month}", f"{year}年{month}月"}
    return frozenset(said)
