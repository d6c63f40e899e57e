r"""Exported lines in, table cells out that no spreadsheet takes for anything but data.

Amounts and offsets are numbers and stay as they are.  Text is made harmless: control
characters and line ends are written as ``\n``, ``\t``, ``\xNN`` (a backslash is
doubled), and a text that a spreadsheet would take for a formula, or that begins with an
apostrophe, gets an apostrophe in front.  ``text_of`` undoes both, so nothing is lost.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

HEADER = (
    "doc",
    "start",
    "end",
    "quote",
    "value",
    "unit",
    "base_value",
    "base_unit",
    "bound",
    "kind",
    "indicator",
    "indicator_id",
    "region",
    "region_code",
    "period",
    "compared_with",
    "status",
    "score",
    "findings",
    "evidence_start",
    "evidence_end",
    "model",
    "prompt",
    "schema",
)
NUMBERS = frozenset(
    {"start", "end", "value", "base_value", "score", "evidence_start", "evidence_end"}
)

# What starts a formula, also full-width and after spaces; and the apostrophe itself,
# so that taking one away again is always right.
_FORMULA = re.compile("[ \u3000]*[=+\\-@\uff1d\uff0b\uff0d\uff20'\t\r\n]")
_UNPRINTABLE = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
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


def fact_cells(line: dict[str, Any]) -> list[str]:
    """Return the cells of one exported fact, in the order of ``HEADER``."""
    evidence, findings = line["evidence"], line["findings"]
    flat = line | {
        "findings": "; ".join(f"{each['check']}: {each['message']}" for each in findings),
        "evidence_start": evidence["start"],
        "evidence_end": evidence["end"],
    }
    return [_cell(name, flat[name]) for name in HEADER]


def csv_line(cells: Iterable[str]) -> str:
    """Return one line of CSV with its line end (RFC 4180)."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    return str(value) if name in NUMBERS else harmless(str(value))


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _NAMED.get(found[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _unescape(found: re.Match[str]) -> str:
    return (
        _MEANT[found["named"]] if found["named"] else chr(int(found["byte"] or found["unit"], 16))
    )
