r"""Table rows in, lines of CSV out, on request such that a spreadsheet runs nothing.

As it is, a cell holds exactly the text (RFC 4180).  Made safe for spreadsheets, control
characters and line ends are written as ``\n``, ``\t``, ``\xNN`` (a backslash is
doubled), and a text that a spreadsheet would take for a formula, or that begins with an
apostrophe, gets an apostrophe in front.  ``text_of`` undoes both, so nothing is lost.
Amounts and offsets are numbers and stay as they are.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.results.export_rows import Cell, Row
from pipeline.results.lines import plain

# What starts a formula, also full-width and after spaces; and the apostrophe itself,
# so that taking one away again is always right.
_FORMULA = re.compile("[ \u3000]*[=+\\-@\uff1d\uff0b\uff0d\uff20'\t\r\n]")
_UNPRINTABLE = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # cannot be encoded
_NAMED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r"\\(?:(?P<named>[\\nrt])|x(?P<byte>[0-9a-f]{2})|u(?P<unit>[0-9a-f]{4}))")
_MEANT = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


def harmless(text: str) -> str:
    r"""Return ``text`` as a cell that is shown and never run.

    >>> harmless("=1+1"), harmless("396件"), harmless("a\nb")
    ("'=1+1", '396件', 'a\\nb')
    """
    printable = _UNPRINTABLE.sub(_escape, text)
    return f"'{printable}" if _FORMULA.match(text) else printable


def text_of(cell: str) -> str:
    r"""Return the text that ``harmless`` made the cell of.

    >>> text_of("'=1+1"), text_of("a\\nb")
    ('=1+1', 'a\nb')
    """
    return _ESCAPED.sub(_unescape, cell.removeprefix("'"))


def csv_cells(row: Row, names: Sequence[str], *, is_safe: bool = False) -> list[str]:
    """Return the cells of a row in the order of ``names``; nothing is an empty cell."""
    return [_cell(row.get(name), is_safe=is_safe) for name in names]


def csv_line(cells: Iterable[str]) -> str:
    """Return one line of CSV with its line end (RFC 4180)."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: Cell, *, is_safe: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int) or not is_safe:
        return _SURROGATE.sub(_escape, str(value))
    return harmless(value)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _NAMED.get(found[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _unescape(found: re.Match[str]) -> str:
    return (
        _MEANT[found["named"]] if found["named"] else chr(int(found["byte"] or found["unit"], 16))
    )
