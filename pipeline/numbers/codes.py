"""A number glued to Latin letters in, the code it is part of out: 5G, X200, GB/T 29490-2013."""

import re
import string
from bisect import bisect_left
from functools import lru_cache

from pipeline.numbers.measures import find_measure
from pipeline.numbers.searching import searched
from pipeline.numbers.written_numbers import read_ascii_number
from schemas.vocabulary import NonFact

# Prefixes of national, industry, local, group and international standards.
_STANDARD_PREFIX = searched(
    r"(?:GB|GBZ|GA|DB\d{0,6}|ISO|IEC|IEEE|ITU|HJ|JB|QB|YY|NY|SB|LY|SN|HG|JT|CJ|JGJ|WS|TB|[TQ](?=/))"
    r"(?:/[A-Z]{1,8})?[\s\-—]?$"
)
_STANDARD = re.compile(r"\d[\d.]{0,12}(?:/[A-Z]{1,8})?(?:\s?\d[\d.]{0,12})?(?:[-—–:]\d{2,4}){0,2}")
_LETTERS_BEFORE = searched(r"(?<![A-Za-z])(?P<letters>[A-Za-z]{1,20})[-–.+]?$")
_LETTERS_AFTER = re.compile(r"(?!(?:19|20)\d\d[QH][1-4])\d{1,20}(?:\.\d{1,6})?(?=[A-Za-z])")
_DIGITS = re.compile(r"\d{1,200}")
_CODE = re.compile(r"[\dA-Za-z]{1,40}(?:[-–./][\dA-Za-z]{1,40}){0,4}")

# Web and mail addresses: everything printable that touches the number is looked at.
_PRINTABLE = string.digits + string.ascii_letters + string.punctuation
_LONGEST_ADDRESS, _LONGEST_SIGN = 200, len("www.")
_ADDRESS = re.compile(r"://|^www\.|\w@\w|\.(?:com|cn|gov|org|net)\b")
# Without one of them near by there is no address.
_SIGN = re.compile(r"@|://|www\.|\.com|\.cn|\.gov|\.org|\.net")
_TAIL = re.compile(r"[!-~]{1,200}")
_TOUCHING = frozenset(string.ascii_letters + "@/._=&?%#-")

# What stands before the digits of a code, if no letter follows them: most numbers have neither.
_GLUING = _TOUCHING | frozenset(string.digits + "+–—")

# What may be counted right after a name of one or two letters: AI5项, not H5页面.
_GRANTED = frozenset(("ZL", "CN", "ISSN", "ISBN"))
_COUNTED = frozenset(("件", "家", "项", "元", "人次", "%"))


def code_disguise(text: str, at: int) -> tuple[NonFact, int] | None:
    """Return why the digits at ``at`` are a code, and where it ends.

    A number with a measure word after a word of three letters is counted, not named.

    >>> text = "按GB/T 29490-2013建成5G基站,PCT申请18件"
    >>> [code_disguise(text, text.index(digits)) for digits in ("29490", "5", "18")]
    [(<NonFact.STANDARD: 'standard'>, 16), (<NonFact.MODEL_NAME: 'model_name'>, 20), None]
    """
    after = _LETTERS_AFTER.match(text, at)
    left = text[at - 1 : at]
    if not (after or left in _GLUING or left.isspace()):
        return None
    if address_end := _address_end(text, at):
        return NonFact.WEB_ADDRESS, address_end
    if _STANDARD_PREFIX.search(text, max(0, at - 12), at) and (match := _STANDARD.match(text, at)):
        return NonFact.STANDARD, match.end()
    before = _LETTERS_BEFORE.search(text, max(0, at - 21), at)
    if not (before or after) or _is_counted(text, at, before["letters"] if before else ""):
        return None
    code = _CODE.match(text, at)
    why = NonFact.LICENCE if before and before["letters"] in _GRANTED else NonFact.MODEL_NAME
    return (why, code.end()) if code else None


@lru_cache(maxsize=1)
def _signs(text: str) -> tuple[int, ...]:
    """Return where the signs of addresses stand in a whole document, in order."""
    return tuple(match.start() for match in _SIGN.finditer(text))


def _is_counted(text: str, at: int, letters: str) -> bool:
    number = read_ascii_number(text, at)
    if number is None:
        return False
    unit = find_measure(text, number).unit
    if 0 < len(letters) < 3:
        return bool(number.scale) or unit in _COUNTED
    return bool(unit)


def _address_end(text: str, at: int) -> int | None:
    """Return where the digits at ``at`` end if they stand in a web or mail address."""
    if not (text[at - 1 : at] in _TOUCHING or _LETTERS_AFTER.match(text, at)):
        return None
    signs = _signs(text)
    near = bisect_left(signs, at - _LONGEST_ADDRESS - _LONGEST_SIGN)
    if near == len(signs) or signs[near] >= at + _LONGEST_ADDRESS:
        return None
    before = text[max(0, at - _LONGEST_ADDRESS) : at]
    head = before[len(before.rstrip(_PRINTABLE)) :]
    tail = _TAIL.match(text, at)
    is_address = tail and _ADDRESS.search(head + tail[0])
    digits = _DIGITS.match(text, at)
    return digits.end() if is_address and digits else None
