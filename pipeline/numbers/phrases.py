"""Stretches of a clause in, the names of what is counted out."""

import re

from pipeline.numbers.words import (
    GENERAL_HEADS,
    KEPT_ENDINGS,
    KEPT_OPENINGS,
    LINKS,
    NOMINAL,
    OPENERS,
    STOP_CHAR_SAFE,
    STOP_CHARS,
    STOPS,
    TAIL_KEPT,
    TAIL_REFUSED,
    VERBS,
)

_BRACKETS = re.compile(r"\([^()]{0,60}\)|[“”‘’\"'《》〈〉\s]")

# A place in front of a name: 枣庄市知识产权保护工作站.  Not 国家知识产权强市建设, 上市公司, 城市.
_PLACE = re.compile(
    r"""
    \A(?:
        [一-鿿]{2,3}(?:省|自治区|自治州)
      | [一-鿿]{2,3}(?<![上城都超股门夜级强])市(?![场级值直面])
      | [一-鿿]{2,3}县(?![级域])
    )(?=[一-鿿]{2})
    """,
    re.VERBOSE,
)

# After a verb these make a noun of it: 完成率, 办理时限, 受理量.
_NOUN_ENDINGS = frozenset("率量数额费点站人者员期面权方场型式类级款")
_NOUN_WORDS = frozenset(
    "周期 时限 时间 能力 中心 机构 平台 体系 系统 项目 工作 业务 单位 情况 成本 流程 环节 总量 总数 总额 人次 次数 人数 金额 规模 进度 比例".split()
)


def bare(text: str) -> str:
    """Return ``text`` without asides in brackets, quotation marks and blanks.

    >>> bare("县(市、区)“小巨人” 企业")
    '县小巨人企业'
    """
    return _BRACKETS.sub("", text)


def without_links(text: str) -> tuple[str, str]:
    """Split ``text`` before the words that only link a subject to its number.

    >>> without_links("全市有效发明专利已达")
    ('全市有效发明专利', '已达')
    >>> without_links("查处违法行为")
    ('查处违法行为', '')
    """
    end = len(text)
    while end and text[max(0, end - 2) : end] not in KEPT_ENDINGS:
        size = next((n for n in (5, 4, 3, 2, 1) if n <= end and text[end - n : end] in LINKS), 0)
        if not size:
            break
        end -= size
    return text[:end], text[end:]


def without_openers(text: str) -> str:
    """Return ``text`` without connectives, times and places at its start.

    >>> without_openers("其中我市累计新增专利授权")
    '新增专利授权'
    >>> without_openers("广东省知识产权示范企业")
    '知识产权示范企业'
    """
    start = 0
    while start < len(text):
        size = _opener(text, start)
        if not size:
            place = _PLACE.match(text[start : start + 12])
            size = place.end() if place else 0
        if not size:
            break
        start += size
    return text[start:]


def _opener(text: str, start: int) -> int:
    sizes = (6, 5, 4, 3) if text[start : start + 2] in KEPT_OPENINGS else (6, 5, 4, 3, 2, 1)
    return next(
        (n for n in sizes if text[start : start + n] in OPENERS and len(text) >= start + n), 0
    )


def object_of(phrase: str) -> tuple[str, str]:
    """Split ``phrase`` into its last verb and what that verb governs.

    >>> object_of("为企业提供维权援助")
    ('提供', '维权援助')
    >>> object_of("任务完成率")
    ('', '任务完成率')
    """
    for start in range(len(phrase) - 4, -1, -1):
        verb = phrase[start : start + 2]
        if verb in VERBS and _governs(phrase, start):
            return verb, phrase[start + 2 :].lstrip("了的过到于")
        if verb[0] == "获" and verb not in _GOT and start + 1 < len(phrase) - 2:
            return "获", phrase[start + 1 :].lstrip("了")
    return "", phrase


_GOT = frozenset("获批 获评 获得 获奖 获准 获权 获取 获利 获益 获证 获救 获悉".split())


def _governs(phrase: str, start: int) -> bool:
    rest = phrase[start + 2 :].lstrip("了过到于")
    if len(rest) < 2 or rest[0] in _NOUN_ENDINGS or rest[:2] in _NOUN_WORDS or "的" in rest:
        return False
    return phrase[start : start + 2] not in NOMINAL or (start == 0 and len(rest) >= 4)


def ends_in_verb(phrase: str) -> bool:
    """Tell whether ``phrase`` stops right after a verb, so that its object follows.

    >>> ends_in_verb("全市设立"), ends_in_verb("商标注册")
    (True, False)
    """
    return phrase[-2:] in VERBS and phrase[-2:] not in NOMINAL


def head_of(tail: str) -> tuple[str, str]:
    """Split what follows a number into the counted noun and what is said about it.

    >>> head_of("企业通过知识产权管理体系认证")
    ('企业', '通过知识产权管理体系认证')
    >>> head_of("同比增长")
    ('', '同比增长')
    """
    if _refused(tail):
        return "", tail
    for place in range(len(tail)):
        if _stops(tail, place):
            return (tail[:place], tail[place:]) if place else ("", tail)
    return tail, ""


def _refused(tail: str) -> bool:
    if not tail or not "一" <= tail[0] <= "鿿" and not tail[0].isalpha():
        return True
    if tail[:2] in TAIL_KEPT:
        return False
    return any(tail[:size] in TAIL_REFUSED for size in (3, 2, 1))


def _stops(tail: str, place: int) -> bool:
    pair = tail[place : place + 2]
    if pair in STOPS or tail[place : place + 3] in STOPS:
        return place >= 1
    if tail[place] in STOP_CHARS:
        return (
            pair not in STOP_CHAR_SAFE and tail[max(0, place - 1) : place + 1] not in STOP_CHAR_SAFE
        )
    return False


def is_general(head: str) -> bool:
    """Tell whether ``head`` alone does not name an indicator (企业, 项目)."""
    return head in GENERAL_HEADS
