"""The characters at one place in, the amount that stands there out: value, unit, bound."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.numbers.bounds import bound_after, bound_before, vague_before
from pipeline.numbers.measures import find_measure
from pipeline.numbers.written_numbers import (
    WrittenNumber,
    read_ascii_number,
    read_hanzi_number,
)
from pipeline.numbers.unit_table import LOOSE_AFTER_HANZI, SPELLINGS
from schemas.vocabulary import Bound, NonFact

_TURNED = re.compile(r"翻了?(?P<bound>近|约|将近|超过?)?$")
_TURNED_BOUNDS = {"近": Bound.ABOUT, "约": Bound.ABOUT, "将近": Bound.ABOUT}

# 突破 is no bound before feats: 突破3项关键技术.
_FEAT = re.compile(r".{0,8}?(?:技术|瓶颈|难[题点关]|壁垒|工艺|关键|核心|关口|卡脖子|堵点|障碍)")

# A bare 万 or 亿 is money where money is spoken of: 获50万省级资金, 质押金额超1千万.
_MONEY_AFTER = re.compile(
    r".{0,4}?(?:资金|补[助贴偿]|奖[励金]|贷款|授信|融资|经费|保[费额]|债券|罚)"
)
_MONEY_BEFORE = re.compile(
    r"(?:[金总余限税费保]额|资金|补[助贴偿]|奖[励金]|贷款|授信|融资|投资|经费|保费|产值|收入|营收|利润"
    r"|税收|资本|估值|货值|案值|价值|销售额|成交额|交易额)[约达为共近超过逾破了到至的总计]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in a unit as written (scale kept: 万元), and how exactly it is stated."""

    value: Decimal
    unit: str
    bound: Bound


@dataclass(frozen=True, slots=True)
class Place:
    """A number at ``start`` to ``end`` of a text; ``why`` it is no statistic, if it is none."""

    start: int
    end: int
    amount: Amount
    why: NonFact | None = None


def read_amount(text: str, at: int, floor: int = 0) -> Place | None:
    """Read the amount whose number begins at ``at``; nothing before ``floor`` belongs to it.

    A Chinese numeral needs a measure word, a scale or a rate: 一体 and 三峡 are words.

    >>> text = "授信约1亿2000万元,发布两千三百余件"
    >>> [(text[p.start : p.end], str(p.amount.value), p.amount.unit)
    ...  for p in (read_amount(text, 3), read_amount(text, 14)) if p]
    [('约1亿2000万元', '12000', '万元'), ('两千三百余件', '2300', '件')]
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
    before, start = _bound_before(text, number, start, measure.unit, floor)
    after, end = bound_after(text, measure.end)
    is_more = number.is_more or measure.is_more
    bound = before or after or (Bound.AT_LEAST if is_more else Bound.EXACT)
    unit = SPELLINGS.get(measure.unit, measure.unit) + _unsaid_money(text, number, start, end)
    return Place(start, end, Amount(sign * (number.value + measure.part), unit, bound))


def _unsaid_money(text: str, number: WrittenNumber, start: int, end: int) -> str:
    if text[start : start + 1] in ("￥", "¥") or text[number.start - 1 : number.start] in (
        "￥",
        "¥",
    ):
        return "" if text[end - 1 : end] == "元" else "元"
    if not number.scale or text[end - 1 : end] not in (number.scale[-1], "多", "余"):
        return ""
    before = _MONEY_BEFORE.search(text, max(0, start - 8), start)
    return "元" if before or _MONEY_AFTER.match(text, end) else ""


def _is_number_of_things(text: str, number: WrittenNumber, place: Place) -> bool:
    """Tell whether a Chinese numeral counts: it needs a measure word or a scale of its own."""
    word = place.amount.unit.removeprefix(number.scale)
    if number.unit is not None or place.amount.unit in ("番", "倍", "成"):
        return True
    if number.is_bare and place.amount.bound is Bound.EXACT:
        return False
    if word:
        return number.end - number.start > 1 or word not in LOOSE_AFTER_HANZI
    return bool(number.scale) and (place.amount.bound is not Bound.EXACT or number.value != 1)


def _sign_before(text: str, at: int, floor: int) -> tuple[int, int]:
    """Read a printed minus; the dash of a range or a code is none, nor a list's bullet."""
    if at <= floor or text[at - 1] not in "-−":
        return at, 1
    before = text[at - 2] if at >= 2 else "\n"
    if at - 1 == floor > 0 or before == "\n" or before.isascii() and before not in " \t(:,":
        return at, 1
    return at - 1, -1


def _bound_before(
    text: str, number: WrittenNumber, start: int, unit: str, floor: int
) -> tuple[Bound | None, int]:
    turned = _TURNED.search(text, max(floor, start - 4), start) if unit == "番" else None
    if turned:
        bound = _TURNED_BOUNDS.get(turned["bound"] or "")
        return (Bound.AT_LEAST if turned["bound"] and not bound else bound), turned.start()
    if number.is_bare and (vague := vague_before(text, start)) < start:
        return Bound.AT_LEAST, max(vague, floor)
    bound, begin = bound_before(text, start)
    is_feat = text.startswith("突破", begin) and unit in ("项", "个", "处", "道", "种")
    if begin < floor or (is_feat and _FEAT.match(text, number.end)):
        return None, start
    return bound, begin
