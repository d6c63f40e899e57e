"""A mention and the words around it in, what sort of statistic it is out."""

import re

from pipeline.numbers.directions import Change
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from schemas.vocabulary import Kind

_RATES = frozenset({"%", "‰", "成", "‱"})
_MULTIPLES = frozenset({"倍", "番"})
_POINTS = frozenset({"百分点", "个百分点", "千分点", "个千分点", "基点", "个基点"})
_SPANS = frozenset(
    {
        "天", "日", "个月", "月", "年", "小时", "个小时", "分钟", "秒", "工作日", "个工作日", "周",
        "个星期", "星期", "时", "日历天", "自然日", "个自然日", "个日历天", "个季度",
    }
)  # fmt: skip

# 第60位, 第三, 前十名.  Not 前三季度, not 第三产业 (which is a name).
_RANK = re.compile(
    r"第[\d零〇一二两三四五六七八九十百千]|\A前[\d一二两三四五六七八九十百]{1,4}(?:[名位强]|\Z)"
)


# What ends in a rate, or says of what part it is: 结案率, 占总量的.
_SHARE = re.compile(r"(?:率|占|比重|比例|占比|满意度|份额)[^,;。率]{0,12}\Z")


def read_kind(scene: Scene, change: Change | None) -> Guess:
    """Return the kind of the mention, by its unit first and the words before it second."""
    mention = scene.mention
    if _RANK.search(mention.quote):
        return _guess(Kind.RANK, "rank-ordinal")
    if mention.unit in _POINTS:
        return _guess(Kind.POINT_CHANGE, "points")
    if mention.unit in _MULTIPLES:
        return _guess(Kind.MULTIPLE, "times")
    if is_rate(mention):
        return _rate(scene, change)
    if is_span(mention):
        return _span(change)
    return _amount(change)


def is_rate(mention: Mention) -> bool:
    """Tell whether the mention is a percentage, a permille, tenths or a fraction."""
    return mention.unit in _RATES or (mention.unit == "" and 0 < abs(mention.value) < 1)


def is_span(mention: Mention) -> bool:
    """Tell whether the mention is a length of time."""
    return mention.unit in _SPANS


def _rate(scene: Scene, change: Change | None) -> Guess:
    if change:
        return _guess(Kind.GROWTH, _rule("rate", change))
    if scene.lead.endswith(("同比", "环比")) or scene.mention.value < 0:
        return _guess(Kind.GROWTH, "rate-year-on-year")
    is_named = _SHARE.search(scene.lead)
    return _guess(Kind.SHARE, "rate-share" if is_named else "rate-plain")


def _span(change: Change | None) -> Guess:
    if change and not change.is_noun:
        return _guess(Kind.CHANGE, _rule("span", change))
    return _guess(Kind.DURATION, "span")


def _amount(change: Change | None) -> Guess:
    if change and not change.is_noun and change.word not in ("节约", "节省"):
        return _guess(Kind.CHANGE, _rule("amount", change))
    return _guess(Kind.VALUE, "amount")


def _rule(group: str, change: Change) -> str:
    if change.is_object:
        return f"{group}-object"
    return f"{group}-noun" if change.is_noun else f"{group}-change"


def _guess(kind: Kind, rule: str) -> Guess:
    return Guess((kind.value,), rule=rule)
