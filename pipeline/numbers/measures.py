"""What follows a number in, its unit out: measure word, compound counter, or nothing."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.numbers.numerals import read_hanzi
from pipeline.numbers.unit_table import DIMENSIONS, GUARDS, NEVER_SCALED
from pipeline.numbers.written_numbers import WrittenNumber

_SIZES = tuple(range(max(map(len, DIMENSIONS)), 0, -1))
_FIRST_CHARACTERS = frozenset(word[0] for word in DIMENSIONS)

# 3个多月, 两个半小时: the part stands inside the unit.
_INSIDE = re.compile(r"个(?P<part>[多半])(?P<unit>月|小时|工作日|星期|季度|百分点)")

# 上升0.9个和下降0.4个百分点: the first takes the unit of the second.
_POINTS_FOLLOW = re.compile(
    r"(?:和|及|与|、)(?:上升|下降|提高|提升|增长|增加|减少|降低|回落)?\d{1,3}(?:\.\d{1,3})?个百分点"
)

# 4倍多, 一年半: the part stands after the unit.  Not 5天多次, 2倍多样.
_AFTER = re.compile(r"(?P<part>[半多余])(?![种样数元方项个家次年渠部径])")
_DIVISIBLE = frozenset(
    (
        "倍",
        "年",
        "个月",
        "天",
        "小时",
        "成",
        "番",
        "元",
        "公里",
        "米",
        "亩",
        "吨",
        "个小时",
        "分钟",
        "周",
    )
)

# 家(人)次, 件(次); and rates: 元/亩, 件/万人.
_BRACKET = re.compile(r"\((?P<inner>[^\s()\d]{1,2})\)次?")
_PER = re.compile(r"/[百千万]?")
_ADDITIONS = {"半": Decimal("0.5")}

# 九成五: the tenths of a tenth.  Not 三成五家企业.
_TENTHS = re.compile(r"[一二三四五六七八九](?=以[上下]|左右|[的,。;、)]|$)")


class Measure(NamedTuple):
    """A unit with its scale, where it ends, and what it adds: 两年半 is 2 + 0.5."""

    unit: str
    end: int
    part: Decimal = Decimal(0)
    is_more: bool = False


def find_measure(text: str, number: WrittenNumber) -> Measure:
    """Return the unit of ``number``, its own, or the one that follows it, or an empty one.

    One space may stand between the two.

    >>> from pipeline.numbers.written_numbers import read_ascii_number as read
    >>> [find_measure(text, read(text, 0)).unit for text in ("57家(人)次", "7.2万 件", "5分公司")]
    ['家(人)次', '万件', '']
    """
    if number.unit is not None:
        return Measure(number.unit, number.end)
    at = number.end
    if text.startswith("个", at) and (inside := _INSIDE.match(text, at)):
        part = _ADDITIONS.get(inside["part"], Decimal(0))
        return Measure(f"{number.scale}个{inside['unit']}", inside.end(), part, not part)
    if text[at : at + 1] == " ":
        at += 1
    word = find_word(text, at)
    if not word or (number.scale and word in NEVER_SCALED):
        return _bracketed(text, number)
    end = _compound_end(text, at, word)
    if word == "个" and _POINTS_FOLLOW.match(text, end):
        return Measure("个百分点", end)
    unit = number.scale + text[at:end]
    if word == "成" and (tenths := _TENTHS.match(text, end)):
        part = (read_hanzi(tenths[0]) or Decimal(0)) / 10
        return Measure(unit, tenths.end(), part)
    after = _AFTER.match(text, end) if word in _DIVISIBLE else None
    if after is None:
        return Measure(unit, end)
    part = _ADDITIONS.get(after["part"], Decimal(0))
    return Measure(unit, after.end(), part, not part)


def _bracketed(text: str, number: WrittenNumber) -> Measure:
    """Read 1200(件); a bracket that holds anything else is no unit."""
    bracket = _BRACKET.match(text, number.end) if text.startswith("(", number.end) else None
    if bracket and bracket["inner"] in DIMENSIONS and not bracket[0].endswith("次"):
        return Measure(number.scale + bracket["inner"], bracket.end())
    return Measure(number.scale, number.end)


def find_word(text: str, at: int) -> str:
    """Return the longest measure word at ``at``, empty if there is none.

    >>> find_word("5个工作日内", 1), find_word("5分公司", 1), find_word("5路灯", 1)
    ('个工作日', '', '路')
    """
    if text[at : at + 1] not in _FIRST_CHARACTERS:
        return ""
    for size in _SIZES:
        word = text[at : at + size]
        if word in DIMENSIONS and not _goes_on(text, at + len(word), word):
            return word
    return ""


def _goes_on(text: str, end: int, word: str) -> bool:
    """Tell whether the character at ``end`` makes ``word`` the beginning of another word."""
    after = text[end : end + 1]
    if not after:
        return False
    if word[-1].isascii() and word[-1].isalpha():
        return after.isascii() and after.isalnum()
    return after in GUARDS.get(word, "")


def _compound_end(text: str, at: int, word: str) -> int:
    end = at + len(word)
    after = text[end : end + 1]
    bracket = _BRACKET.match(text, end) if after == "(" else None
    if bracket and (bracket["inner"] in DIMENSIONS or bracket["inner"] == "次"):
        return bracket.end()
    per = _PER.match(text, end) if after == "/" else None
    below = find_word(text, per.end()) if per else ""
    return per.end() + len(below) if per and below else end
