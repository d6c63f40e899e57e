"""A written number in, its exact value out: ASCII, full-width, Chinese, or mixed.

Only well-formed numerals have a value: 一两 and 百千万 are words, not numbers.
"""

import re
from decimal import Decimal
from functools import lru_cache

# Full-width digits and marks, other zeros, formal and traditional writing: one spelling.
_PLAIN = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | dict(
    zip(
        "○零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩點餘幾",
        "〇〇一二二三三四五六六七八九十百千万亿两点余几",
        strict=True,
    )
)
_FOLDED = str.maketrans(_PLAIN | {"廿": "二十", "卅": "三十"})

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"亿": 10**8, "万": 10**4}
FACTORS = {**_TENS, **_SCALES, "": 1}

# Characters a Chinese numeral is made of, as they stand in clean text.
HANZI_DIGITS = "零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
HANZI_PLACES = "十百千万亿拾佰仟廿卅"
HANZI = HANZI_DIGITS + HANZI_PLACES

# Separators are dropped, other minus signs and points made plain.
_PRINTED = str.maketrans({",": None, " ": None, "−": "-"} | dict.fromkeys("·•・‧∙", "."))

# Where a number may begin.
FIRST_CHARACTER = re.compile(f"[0-9{HANZI}]")

# Below ten thousand: 三千五百零六.  A digit may miss only before a 十 at the start.
_SECTION = re.compile(
    r"""
    (?:([一二两三四五六七八九])千)?
    (?:〇?([一二两三四五六七八九])百)?
    (?:〇?([一二三四五六七八九]?)(十))?
    (〇?)([一二三四五六七八九两])?
    """,
    re.VERBOSE,
)

# Two neighbours say "about so many": 两三家, 七八百.  The lower one counts.
NEIGHBOURS = re.compile(r"(一两|一二|[两二]三|三四|三五|四五|五六|六七|七八|八九)([十百千万亿]*)")

_PLAIN_DIGITS = re.compile(r"[〇一二三四五六七八九]{2,30}")
_VAGUE = re.compile(r"[余多几数上]")
_ASCII = re.compile(r"[+\-−]?(?:\d{1,3}(?:[, ]\d{3}){1,9}|\d{1,40})(?:\.\d{1,20})?")
_MIXED_PART = re.compile(r"(\d{1,20}(?:,\d{3}){0,6}(?:\.\d{1,20})?)([十百千]?(?:万亿|[万亿])?)")
_PERCENT = re.compile(r"([百千])分之(.{1,30})")


def read_numeral(text: str) -> Decimal:
    """Return the value of ``text``; raise ``ValueError`` where it is no numeral.

    多, 余 and 几 are passed over, as are the 数 and 上 of 数十 and 上百: the value is
    the smallest that fits.  百分之 and 千分之 give the value in % and ‰, other fractions
    their quotient.

    >>> [str(read_numeral(text)) for text in ("1,050", "１．２万", "四百零六", "三千五百余万")]
    ['1050', '12000.0', '406', '35000000']
    >>> [str(read_numeral(text)) for text in ("1亿2000万", "二〇二二", "百分之二十五点七", "几十")]
    ['120000000', '2022', '25.7', '10']
    """
    value = _read(text.strip().translate(_FOLDED).replace("−", "-"))
    if value is None:
        raise ValueError(f"{text!r} is no numeral")
    return value


@lru_cache(maxsize=4096)
def read_hanzi(run: str) -> Decimal | None:
    """Return the value of a run of numeral characters, nothing if it is not well formed.

    >>> [str(read_hanzi(run)) for run in ("二十三", "一万五千二百", "百", "两三", "百千万")]
    ['23', '15200', '100', '2', 'None']
    """
    value = _whole(run.translate(_FOLDED))
    return None if value is None else Decimal(value)


def read_ascii(digits: str) -> Decimal:
    """Return the value of digits with or without separators, a sign, or a point.

    >>> str(read_ascii("-1,183.50")), str(read_ascii("1 050"))
    ('-1183.50', '1050')
    """
    return Decimal(digits if digits.isdecimal() else digits.translate(_PRINTED))


def _read(text: str) -> Decimal | None:
    if _ASCII.fullmatch(text):
        return read_ascii(text)
    if rate := _PERCENT.fullmatch(text):
        return _read(rate[2])
    if "分之" in text:
        return _fraction(*text.split("分之", 1))
    text = _VAGUE.sub("", text)
    whole, point, decimals = text.partition("点")
    if not point:
        return _mixed(text) if re.match(r"\d", text) else _hanzi(text)
    return _with_decimals(whole, decimals)


def _hanzi(text: str) -> Decimal | None:
    value = _whole(text)
    return None if value is None else Decimal(value)


def _with_decimals(whole: str, decimals: str) -> Decimal | None:
    scale = decimals[-1:] if decimals[-1:] in _SCALES else ""
    digits = decimals.removesuffix(scale)
    before = _whole(whole)
    if before is None or not digits or any(c not in _DIGITS for c in digits):
        return None
    written = "".join(str(_DIGITS[c]) for c in digits)
    return Decimal(f"{before}.{written}") * FACTORS[scale]


def _fraction(below: str, above: str) -> Decimal | None:
    divisor, dividend = _read(below), _read(above)
    return dividend / divisor if dividend is not None and divisor else None


def _mixed(text: str) -> Decimal | None:
    total, last, place = Decimal(0), Decimal("Infinity"), 0
    for part in _MIXED_PART.finditer(text):
        factor = Decimal(1)
        for character in part[2]:
            factor *= FACTORS[character]
        if part.start() != place or factor >= last:
            return None
        total += read_ascii(part[1]) * factor
        last, place = factor, part.end()
    return total if place == len(text) and place else None


def _whole(text: str) -> int | None:
    """Read hanzi digits and places, 亿 first, then 万, then what is below."""
    if not text or len(text) > 40:
        return None
    if pair := NEIGHBOURS.fullmatch(text):
        return _places(_DIGITS[pair[1][0]], pair[2])
    if _PLAIN_DIGITS.fullmatch(text):
        return int("".join(str(_DIGITS[c]) for c in text))
    if all(c in FACTORS for c in text):
        return _places(1, text)
    return _scaled(text)


def _places(value: int, places: str) -> int | None:
    """Multiply along 十万 or 千万亿; 百千 and 万千亿 are no numbers."""
    if not re.fullmatch(r"[十百千]?万?亿?", places):
        return None
    for place in places:
        value *= FACTORS[place]
    return value


def _scaled(text: str) -> int | None:
    for scale, factor in _SCALES.items():
        above, found, below = text.rpartition(scale)
        if found:
            high = _whole(above)
            low = _below(below, factor)
            return None if high is None or low is None else high * factor + low
    return _section(text)


def _below(text: str, factor: int) -> int | None:
    """Read what follows a scale: nothing, a shorthand (一万五), or a full number."""
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text] * factor // 10
    return (_scaled(text) if text else 0) if text != "〇" else None


def _section(text: str) -> int | None:
    match = _SECTION.fullmatch(text)
    if match is None or not text:
        return None
    thousands, hundreds, tens, ten, gap, ones = match.groups(default="")
    if gap and not ones:
        return 0 if text == "〇" else None
    value = 1000 * _DIGITS.get(thousands, 0) + 100 * _DIGITS.get(hundreds, 0)
    value += (10 * _DIGITS.get(tens, 1) if ten else 0) + _shorthand(text, ones, gap)
    return value


def _shorthand(text: str, ones: str, gap: str) -> int:
    """Return the last digit at its place: 三百八 is 380, 三百零八 is 308."""
    if not ones:
        return 0
    before = text[-2:-1]
    place = FACTORS[before] // 10 if before in ("百", "千") and not gap else 1
    return _DIGITS[ones] * place
