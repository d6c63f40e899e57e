"""Characters that only look different, or not at all: found, folded or dropped."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.cleaning.traced_text import Edit

# Byte order marks, zero-width spaces and joiners, direction marks, soft hyphens, the
# controls of old printers.  It must not match tab, newline or anything with a width.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+"
)

# A return before a newline is dropped, one that stands alone is the newline of old files.
_RETURNS = re.compile(r"\r\n?|[\x0c\x85\u2028\u2029]")

_SPACES = (
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
# Radicals that PDF files hold in place of the characters, and doubles kept for old sets.
_DOUBLES = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))


def _doubles() -> dict[str, str]:
    plain = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _DOUBLES}
    return {double: hanzi for double, hanzi in plain.items() if hanzi != double}


@dataclass(frozen=True, slots=True)
class Folds:
    """Single characters, what each becomes, and the pattern that finds any of them."""

    images: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, images: Mapping[str, str]) -> "Folds":
        """Compile the pattern for ``images``."""
        return cls(images, re.compile("[" + re.escape("".join(images)) + "]"))


ODD_SPACES = Folds.of(dict.fromkeys(_SPACES, " "))
FULL_WIDTH = Folds.of({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
DOUBLES = Folds.of(_doubles())


def find_invisible(text: str) -> list[Edit]:
    """Find what has no width, to be dropped."""
    return [(*match.span(), "") for match in _INVISIBLE.finditer(text)]


def find_returns(text: str) -> list[Edit]:
    """Find line ends of other systems, to become newlines."""
    return [(*match.span(), "\n") for match in _RETURNS.finditer(text)]


def fold(text: str, folds: Folds) -> tuple[str, int]:
    """Replace single characters by single characters, and count them.

    >>> fold("２０２２年，396件", FULL_WIDTH)
    ('2022年,396件', 5)
    """
    found = folds.pattern.findall(text)
    for character in sorted(set(found)):
        text = text.replace(character, folds.images[character])
    return text, len(found)
