"""The characters at one place in, the bare number that begins there out: no unit yet."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.numbers.numerals import (
    FACTORS,
    HANZI,
    HANZI_DIGITS,
    HANZI_PLACES,
    NEIGHBOURS,
    read_ascii,
    read_hanzi,
    read_numeral,
)

# 多 is no "more" where it begins a word: 3多样, 2多种; after a round number it is: 20多种.
_MORE = r"(?:[余几](?!姚)|多(?![种样元方项])|(?<=[0十百千万亿拾佰仟])多(?!样|元化))"
_ROUGHLY = r"(?<=[0十百千万])来(?=[个家次件名人项天位条万亿元户起批号款种页期场])"
_ASCII_SCALE = r"(?:[百千](?![克米瓦伏卡焦帕分货]|公顷)(?:万亿|亿|万)?|万亿|亿|万)(?!达广场)"

_ASCII = re.compile(
    rf"""
    (?P<number>
        \d{{1,3}}(?:,\d{{3}}){{1,6}}(?!\d)(?:\.\d{{1,12}})?   # 1,183, not 1,1834
      | \d{{1,3}}(?:\ \d{{3}}){{1,6}}(?!\d|\ \d)                         # 1 050件, no row of cells
        (?=\.?\d{{0,6}}\ ?[%百千万亿元件家个人户项])(?:\.\d{{1,12}})?
      | \d{{1,6}}[·•・‧∙]\d{{1,3}}(?=\s?[%‰万亿倍])                   # 12·5%, not 3·15
      | \d{{1,40}}(?:\.\d{{1,12}}(?!\.?\d))?
    )
    (?:\ ?(?P<more>{_MORE}|{_ROUGHLY}))?
    (?:个(?P<some>多)?(?=亿))?                                         # 3个亿, 3个多亿
    (?:\ ?(?P<scale>{_ASCII_SCALE}))?
    (?:(?<=[亿万])(?P<low>\d{{1,4}})(?P<low_scale>千?万|[千百])?(?![\d年月.,:]))?   # 1亿2000万
    (?P<still_more>{_MORE})?
    (?P<high>(?<=[百千][余多几])(?:万亿|[万亿]))?                        # 3千多万
    """,
    re.VERBOSE,
)

_HANZI = re.compile(
    rf"""
    (?P<number>[{HANZI}]{{1,30}})
    (?:点(?P<decimals>[{HANZI_DIGITS}]{{1,6}})(?P<decimal_scale>万亿|[万亿])?(?![十百]))?
    (?P<more>{_MORE}|来(?=[个家次件名人项天位条万亿]))?
    (?:个(?P<some>多)?(?=亿))?
    (?P<scale>[百千]?(?:万亿|[万亿])|[百千])?
    (?P<still_more>{_MORE})?
    """,
    re.VERBOSE,
)

_RATE = re.compile(
    rf"""
    (?P<of>[百千])分之
    (?P<number>\d{{1,6}}(?:\.\d{{1,6}})?|百|[{HANZI}]{{1,8}}(?:点[{HANZI_DIGITS}]{{1,6}})?)
    (?P<more>[余多])?
    """,
    re.VERBOSE,
)
_WHOLLY = "百分百"
_RATE_UNITS = {"百": "%", "千": "‰"}

# Three of four: 四分之三, 占3/4, 万分之1.5.  Not the date 4/26, not 1/2/3.
_FRACTION = re.compile(
    rf"""
    (?P<below>[{HANZI}]{{1,4}}|\d{{1,3}})分之
    (?P<above>[{HANZI}]{{1,4}}(?:点[{HANZI_DIGITS}]{{1,4}})?|\d{{1,3}}(?:\.\d{{1,4}})?)
    """,
    re.VERBOSE,
)
_QUOTIENT = re.compile(r"(?P<above>\d{1,2})/(?P<below>\d{1,2})(?![\d/.])")
_MAY_BE_PART = re.compile(r"\d{1,3}(?:分之|/)")
# 占一半以上, 近一半; not 另一半, 一半是
_HALF = re.compile(r"一半(?=以上|左右|[,。;、)]|$)")
_OTHER = frozenset("另这那后前上下每")
# 半数企业, 半个月
_HALVED = re.compile("半(?P<all>数)?")
_BEFORE_PART = frozenset("的占约近超过达足到")
_PART_OF = re.compile("的|以上|左右|以下")

_BARE = re.compile(r"十?[百千万亿]*")


class WrittenNumber(NamedTuple):
    """A number at ``start`` to ``end``; its unit begins with ``scale`` (万, 亿, or nothing).

    ``unit`` is set where the number brings its own (百分之三), ``None`` where it is
    still to be looked for.  ``is_bare`` marks places without a digit (十, 百, 千万),
    which all but 十 are numbers only beside a word such as 近 or 余.
    """

    start: int
    end: int
    value: Decimal
    scale: str = ""
    unit: str | None = None
    is_more: bool = False
    is_bare: bool = False


def read_ascii_number(text: str, at: int) -> WrittenNumber | None:
    """Read the number whose first ASCII digit stands at ``at``.

    >>> number = read_ascii_number("700余万元", 0)
    >>> str(number.value), number.scale, number.is_more, number.end
    ('700', '万', True, 5)
    """
    is_part = _MAY_BE_PART.match(text, at)
    if is_part and (fraction := _FRACTION.match(text, at) or _quotient(text, at)):
        return _fraction(fraction)
    match = _ASCII.match(text, at)
    if match is None:
        return None
    value, scale = read_ascii(match["number"]), (match["scale"] or "") + (match["high"] or "")
    if match["low"]:
        value, scale = _with_low(match, value, scale)
    is_more = bool(match["more"] or match["some"] or match["still_more"])
    return _numbered(match, value, scale, is_more=is_more)


def read_hanzi_number(text: str, at: int) -> WrittenNumber | None:
    """Read the number whose Chinese numeral begins at ``at``, if it is well formed.

    >>> number = read_hanzi_number("一亿二千万元", 0)
    >>> str(number.value), number.scale
    ('12000', '万')
    """
    if text.startswith(_WHOLLY, at):
        return WrittenNumber(at, at + len(_WHOLLY), Decimal(100), unit="%")
    if rate := _RATE.match(text, at):
        value = read_numeral("一百" if rate["number"] == "百" else rate["number"])
        unit = _RATE_UNITS[rate["of"]]
        return WrittenNumber(at, rate.end(), value, unit=unit, is_more=bool(rate["more"]))
    if fraction := _FRACTION.match(text, at):
        return _fraction(fraction)
    if (half := _HALF.match(text, at)) and text[at - 1 : at] not in _OTHER:
        return WrittenNumber(at, half.end(), Decimal("0.5"), unit="")
    if halved := _HALVED.match(text, at):
        return WrittenNumber(at, halved.end(), Decimal("0.5"), unit="" if halved["all"] else None)
    match = _HANZI.match(text, at)
    return None if match is None else _hanzi(match)


def _with_low(match: re.Match[str], value: Decimal, scale: str) -> tuple[Decimal, str]:
    """Add the part below a scale: 1亿2000万; a lone digit stands for tenths: 3万5."""
    low, low_scale = match["low"], match["low_scale"] or ""
    below = _factor(low_scale)
    if not low_scale and len(low) == 1:
        below = _factor(scale) / 10
    return (value * _factor(scale) + Decimal(low) * below) / _factor(low_scale), low_scale


def _quotient(text: str, at: int) -> re.Match[str] | None:
    match = _QUOTIENT.match(text, at)
    if match and (text[at - 1 : at] in _BEFORE_PART or _PART_OF.match(text, match.end())):
        return match
    return None


def _hanzi(match: re.Match[str]) -> WrittenNumber | None:
    written, scale = match["number"], match["scale"] or match["decimal_scale"] or ""
    value = read_hanzi(written)
    if value is None or _is_positional(written):
        return None
    if match["decimals"]:
        value = read_numeral(f"{written}点{match['decimals']}")
    elif not scale:
        scale = written[len(written.rstrip("万亿")) :]
        value /= _factor(scale)
    return _numbered(
        match,
        value,
        scale,
        is_more=any(match[name] for name in ("more", "some", "still_more"))
        or NEIGHBOURS.fullmatch(written) is not None,
        is_bare=bool(_BARE.fullmatch(written)) and not match["decimals"],
    )


def _is_positional(written: str) -> bool:
    """Tell whether digits follow digits: 二〇二二 is a year, 一二三四 a slogan, 两三 is 2."""
    if len(written) == 1 or NEIGHBOURS.fullmatch(written):
        return False
    return not any(character in HANZI_PLACES for character in written)


def _numbered(
    match: re.Match[str], value: Decimal, scale: str, *, is_more: bool, is_bare: bool = False
) -> WrittenNumber:
    """Count 百 and 千 into the value; 万 and 亿 go with the unit."""
    kept = scale.lstrip("百千")
    if kept != scale:
        value *= _factor(scale[: len(scale) - len(kept)])
    return WrittenNumber(*match.span(), value, kept, None, is_more, is_bare)


def _fraction(match: re.Match[str]) -> WrittenNumber | None:
    below, above = (_part(match[name]) for name in ("below", "above"))
    if below is None or above is None or below <= 1 or above > below * 10:
        return None
    return WrittenNumber(match.start(), match.end(), above / below, unit="")


def _part(written: str) -> Decimal | None:
    if written.isascii():
        return Decimal(written)
    return read_numeral(written) if "点" in written else read_hanzi(written)


def _factor(scale: str) -> Decimal:
    factor = 1
    for character in scale:
        factor *= FACTORS[character]
    return Decimal(factor)
