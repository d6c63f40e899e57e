"""The characters at one place in, the amount that stands there out: value, unit, bound."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.numbers.bounds import bound_after, bound_before, vague_before
from pipeline.numbers.measures import find_measure
from pipeline.numbers.money import currency_before, unsaid_money
from pipeline.numbers.unit_table import LOOSE_AFTER_HANZI, SPELLINGS
from pipeline.numbers.written_numbers import (
    WrittenNumber,
    read_ascii_number,
    read_hanzi_number,
)
from schemas.vocabulary import Bound, NonFact

# 突破 is no bound before feats: 突破3项关键技术.
_FEAT = re.compile(r".{0,8}?(?:技术|瓶颈|难[题点关]|壁垒|工艺|关键|核心|关口|卡脖子|堵点|障碍)")

# What makes a number of a bare scale: 达百亿元, 迈上千亿元台阶; not 百亿元产业.
_REACHED = re.compile(r"(?:达到?|[迈登跃站踏]上|[跨迈跃闯踏]入|[跨迈越闯]过)$")


class Amount(NamedTuple):
    """A value in a unit as written (scale kept: 万元), and how exactly it is stated."""

    value: Decimal
    unit: str
    bound: Bound


class Place(NamedTuple):
    """A number at ``start`` to ``end`` of a text; ``why`` it is no statistic, if it is none.

    ``is_damaged`` says that characters in it were broken: the value is not to be trusted.
    """

    start: int
    end: int
    amount: Amount
    why: NonFact | None = None
    is_damaged: bool = False


def read_amount(text: str, at: int, floor: int = 0) -> Place | None:
    """Read the amount whose number begins at ``at``; nothing before ``floor`` belongs to it.

    A Chinese numeral needs a measure word, a scale or a rate: 一体 and 三峡 are words.

    >>> text = "放款约3亿5000万元,印制两千三百余件"
    >>> [(text[p.start : p.end], str(p.amount.value), p.amount.unit)
    ...  for p in (read_amount(text, 3), read_amount(text, 14)) if p]
    [('约3亿5000万元', '35000', '万元'), ('两千三百余件', '2300', '件')]
    """
    if text[at].isascii():
        number = read_ascii_number(text, at)
        return None if number is None else _with_unit(text, number, floor)
    number = read_hanzi_number(text, at)
    if number is None:
        return None
    place = _with_unit(text, number, floor)
    return place if _is_number_of_things(text, number, place) else None


def _with_unit(text: str, number: WrittenNumber, floor: int) -> Place:
    measure = find_measure(text, number)
    start, sign = _sign_before(text, number.start, floor)
    start, currency = currency_before(text, start, floor)
    before, start = _bound_before(text, number, start, measure.unit, floor)
    after, end = bound_after(text, measure.end, measure.unit)
    unit = SPELLINGS.get(measure.unit, measure.unit)
    if currency and unit.removeprefix(number.scale) == "元":
        unit = number.scale + currency
    if unit == number.scale:
        unit += currency or (unsaid_money(text, start, end) if unit else "")
    is_more = number.is_more or measure.is_more
    bound = before or after or (Bound.AT_LEAST if is_more else Bound.EXACT)
    return Place(start, end, Amount(sign * (number.value + measure.part), unit, bound))


def _is_number_of_things(text: str, number: WrittenNumber, place: Place) -> bool:
    """Tell whether a Chinese numeral counts: it needs a measure word or a scale of its own."""
    word = place.amount.unit.removeprefix(number.scale)
    if number.unit is not None or place.amount.unit in ("番", "倍", "成"):
        return True
    is_loose = number.is_bare and text[number.start] != "十" and place.amount.bound is Bound.EXACT
    if is_loose and not _REACHED.search(text, max(0, number.start - 2), number.start):
        return False
    if word:
        is_digit = number.end - number.start == 1 and not number.is_bare
        return not is_digit or word not in LOOSE_AFTER_HANZI
    return bool(number.scale) and (place.amount.bound is not Bound.EXACT or number.value != 1)


def _sign_before(text: str, at: int, floor: int) -> tuple[int, int]:
    """Read a printed minus; the dash of a range or a code is none, nor a list's bullet."""
    if at <= floor or text[at - 1] not in "-−":
        return at, 1
    before = text[at - 2] if at >= 2 else "\t"
    is_joint = before.isascii() and before not in " \t(:,"
    return (at, 1) if at - 1 == floor > 0 or is_joint else (at - 1, -1)


def _bound_before(
    text: str, number: WrittenNumber, start: int, unit: str, floor: int
) -> tuple[Bound | None, int]:
    if number.is_bare and (vague := vague_before(text, start)) < start:
        return Bound.AT_LEAST, max(vague, floor)
    bound, begin = bound_before(text, start)
    is_feat = text.startswith("突破", begin) and unit in ("项", "个", "处", "道", "种")
    if begin < floor or (is_feat and _FEAT.match(text, number.end)):
        return None, start
    return bound, begin
