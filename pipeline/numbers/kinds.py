"""A mention and the words around it in, what sort of statistic it is out."""

import re

from pipeline.numbers.directions import Change
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from schemas.vocabulary import Kind

RATES = frozenset("% ‰ 成 百分之 ‱".split())
SPANS = frozenset(
    "天 日 个月 月 年 小时 个小时 分钟 秒 工作日 个工作日 周 个星期 星期 时 日历天 个自然日 自然日".split()
)
MULTIPLES = frozenset("倍 番".split())
POINTS = frozenset("百分点 个百分点 千分点 基点 个基点".split())

_RANK = re.compile(
    r"第[\d零〇一二两三四五六七八九十百千]|前[\d一二两三四五六七八九十百]{1,4}(?:[名位强]|\Z)"
)

# 压缩办理时限80%: the change verb opens the clause and its object stands before the number.
_CHANGING = re.compile(
    r"(?:压缩|缩短|压减|减少|降低|缩减|精简|提高|提升|节省|节约|加快|增加|下降)"
    r"(?![到至为了率])[^,,;;。]{2,24}\Z"
)


def read_kind(scene: Scene, change: Change | None) -> Guess:
    """Return the kind of the mention, by its unit first and the words before it second."""
    mention = scene.mention
    if _RANK.search(mention.quote):
        return _guess(Kind.RANK, "rank-ordinal")
    if mention.unit in POINTS:
        return _guess(Kind.POINT_CHANGE, "points")
    if mention.unit in MULTIPLES:
        return _guess(Kind.MULTIPLE, "times")
    if is_rate(mention):
        return _rate(scene, change)
    if mention.unit in SPANS:
        return _guess(Kind.CHANGE if change else Kind.DURATION, "span-change" if change else "span")
    return _amount(scene, change)


def is_rate(mention: Mention) -> bool:
    """Tell whether the mention is a percentage, a permille, tenths or a fraction."""
    return mention.unit in RATES or (mention.unit == "" and "分之" in mention.quote)


def _rate(scene: Scene, change: Change | None) -> Guess:
    if change:
        return _guess(Kind.GROWTH, "rate-noun" if change.is_noun else "rate-change")
    if scene.lead.endswith(("同比", "环比")):
        return _guess(Kind.GROWTH, "rate-year-on-year")
    if _CHANGING.search(scene.lead):
        return _guess(Kind.GROWTH, "rate-object")
    return _guess(Kind.SHARE, "rate-plain")


def _amount(scene: Scene, change: Change | None) -> Guess:
    if change and not change.is_noun:
        return _guess(Kind.CHANGE, "amount-change")
    return _guess(Kind.VALUE, "amount")


def _guess(kind: Kind, rule: str) -> Guess:
    return Guess((kind.value,), rule=rule)
