"""Bytes in, characters out, with the name of the encoding and how it was found."""

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from pipeline.documents.common_hanzi import COMMON_HANZI

# The longer marks first: the UTF-16 mark is the beginning of the UTF-32 one.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "utf-8", "big5hkscs", "utf-16-le", "utf-16-be")

# A guess is judged by its beginning; the whole is decoded only once it is chosen.
_SAMPLE_BYTES = 60_000
_MIN_SCORE = 0.1
_MAX_BROKEN_SHARE = 0.02

# Not ASCII, not the punctuation that any Chinese encoding has.
_TELLING = re.compile(r"[^\x00-\x7f\u2010-\u2027\u3000-\u303f\uff01-\uff5e]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, and the codec that reads them from its bytes.

    ``raw`` is what ``bytes.decode(encoding, errors="replace")`` gives, newlines untouched.
    """

    raw: str
    encoding: str
    encoding_origin: str


def decode(data: bytes) -> Decoded | None:
    """Decode ``data`` by its mark, as UTF-8, or as the likeliest candidate; else ``None``.

    >>> decode("专利授权量".encode("gb18030")).encoding
    'gb18030'
    """
    return _marked(data) or _utf_8(data) or _scored(data) or _last_resort(data)


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data, encoding, "bom")
    return None


def _utf_8(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        return None


def _scored(data: bytes) -> Decoded | None:
    sample = data[:_SAMPLE_BYTES]
    best = max(_CANDIDATES, key=lambda encoding: score(sample.decode(encoding, "replace")))
    if score(sample.decode(best, "replace")) < _MIN_SCORE:
        return None
    return _checked(data, best, "scored")


def _last_resort(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    guess = charset_normalizer.from_bytes(data[:_SAMPLE_BYTES]).best()
    return _checked(data, guess.encoding, "scored") if guess else None


def _checked(data: bytes, encoding: str, origin: str) -> Decoded | None:
    raw = data.decode(encoding, errors="replace")
    if raw.count("\ufffd") > _MAX_BROKEN_SHARE * len(raw) + 1:
        return None
    return Decoded(raw, encoding, origin)


def score(text: str) -> float:
    """Return how much of what is not ASCII or punctuation is a common hanzi, 0 to 1.

    >>> score("知识产权"), score("©®")
    (1.0, 0.0)
    """
    telling: list[str] = _TELLING.findall(text)
    if not telling:
        return 0.0
    common = sum(character in COMMON_HANZI for character in telling)
    broken = sum(character == "\ufffd" or character == "\0" for character in telling)
    return max(0.0, (common - 4 * broken) / len(telling))
