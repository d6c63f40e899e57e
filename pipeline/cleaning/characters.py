"""Characters that only look different, or not at all: found, folded or dropped."""

import re
from collections.abc import Mapping

from pipeline.cleaning.traced_text import Edit

# Byte order marks, zero-width spaces and joiners, direction marks, soft hyphens, the
# controls of old printers.  It must not match tab, newline or anything with a width.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+"
)

# A return before a newline is dropped, one that stands alone is the newline of old files.
_RETURNS = re.compile(r"\r\n?|[\x0c\x85\u2028\u2029]")

ODD_SPACES: Mapping[str, str] = dict.fromkeys(
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    " ",
)
FULL_WIDTH: Mapping[str, str] = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


def find_invisible(text: str) -> list[Edit]:
    """Find what has no width, to be dropped."""
    return [(*match.span(), "") for match in _INVISIBLE.finditer(text)]


def find_returns(text: str) -> list[Edit]:
    """Find line ends of other systems, to become newlines."""
    if text.isascii() and "\r" not in text and "\x0c" not in text:
        return []
    return [(*match.span(), "\n") for match in _RETURNS.finditer(text)]


def fold(text: str, folds: Mapping[str, str]) -> str:
    """Replace single characters by single characters.

    >>> fold("２０２２年，３９６件", FULL_WIDTH)
    '2022年,396件'
    """
    for character in sorted(folds.keys() & set(text)):
        text = text.replace(character, folds[character])
    return text
