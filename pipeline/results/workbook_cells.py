"""Texts and numbers in, what a cell of a workbook can keep of them out."""

import re
from decimal import Decimal

from pipeline.results.lines import plain

MOST_DIGITS = 15
MOST_CHARS = 32_767
CUT = "…[cut]"

# What XML cannot hold or changes on reading, half surrogate pairs, and the underscore by
# which workbooks write such characters themselves (ECMA-376 part 1, 22.9.2.19).
_UNKEEPABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_FORMULA = re.compile("[ \u3000]*[=+\\-@\uff1d\uff0b\uff0d\uff20'\t\r\n]")


def kept_text(text: str) -> str:
    r"""Return a text as a cell of a workbook can keep it.

    >>> kept_text("a\x01b"), kept_text("=1+1"), kept_text("_x0041_")
    ('a\\x01b', '=1+1', '\\x5fx0041_')
    """
    kept = _UNKEEPABLE.sub(_shown, text)
    return kept if len(kept) <= MOST_CHARS else kept[: MOST_CHARS - len(CUT)] + CUT


def kept_number(value: Decimal | int) -> str | None:
    """Return a number as the text it must be kept as, if a spreadsheet would round it.

    >>> kept_number(Decimal("12.5")), kept_number(1234567890123456)
    (None, '1234567890123456')
    """
    digits = plain(Decimal(value))
    significant = digits.lstrip("-").replace(".", "").strip("0")
    return digits if len(significant) > MOST_DIGITS else None


def style_of(text: str) -> str:
    """Name the style of a text cell: quoted where it must be kept from becoming a formula."""
    return "quoted" if _FORMULA.match(text) else "text"


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
