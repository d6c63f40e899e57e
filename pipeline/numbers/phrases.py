"""Stretches of a clause in, the names of what is counted out."""

import re

from pipeline.numbers.words import (
    GENERAL_HEADS,
    KEPT_ENDINGS,
    KEPT_OPENINGS,
    LINKS,
    NOMINAL,
    NOUN_ENDING_SAFE,
    NOUN_ENDINGS,
    NOUN_WORDS,
    OBJECT_WORDS,
    OPENERS,
    REFUSED,
    REFUSED_KEPT,
    STOP_CHAR_SAFE,
    STOP_CHARS,
    STOPS,
    VERBS,
)

_DRESS = re.compile(r"\([^()]{0,60}\)|[“”‘’\"'《》〈〉\s\0]")

# 第四届, 首届 in front of a prize or event.  Not 第三产业.
_SESSION = re.compile(r"(?:第[\d零〇一二三四五六七八九十百]{1,4}|首|本|上)[届批轮期次](?=[一-鿿])")

# 发展到目前, 增至: what follows a number is already the next step.
_STEP = re.compile(r"[一-鿿]{0,3}?(?:到|至)")

# The last of several: 解决审查、质押、贯标等方面问题.
_SERIES = re.compile(
    r"等(?:方面|各类|各项|领域|多项|多个|地|部门|有关|相关|一批)?的?(?=[一-鿿]{2})"
)

# 市政府将资助标准由…: what is acted on follows 将 and 把.  Not 将军, 把关.
_HANDLED = re.compile(r"[^将把]{0,30}(?:将|把)(?![军握关手])(?=[一-鿿]{2})")

# 农商行对产业团体授信: what follows 对 says it all.  Not 应对, 对外, 对口.
_TOWARD = re.compile(
    r"[^对]{2,14}(?<![应针相绝核比面反派])对(?![接外口标账公策象手比话应照立抗冲称错])(?=[一-鿿]{4})"
)

_GOT = frozenset({"获批", "获评", "获得", "获奖", "获准", "获权", "获取", "获利", "获益", "获证"})
# 抓获, 查获: no 获 of its own.
# What is handled, so that a verb before it is one: 查处商标违法案件.
_HANDLED_THINGS = ("案件", "纠纷", "投诉", "诉求")
_CATCHING = frozenset("抓查破斩荣捕缴收截起")
_ORGANS = tuple(
    "中心 热线 平台 法院 局 站 部门 窗口 公司 委 机关 机构 中院 基地 联盟 协会 平台".split()
)  # noqa: SIM905 (read as words)
_OWN = ("新增", "参训", "受训", "受益", "受惠", "投保", "参保", "就业", "获证")


def bare(text: str) -> str:
    """Return ``text`` without asides in brackets, quotation marks and blanks.

    >>> bare("县(市、区)“小巨人” 企业")
    '县市区小巨人企业'
    """
    return _DRESS.sub("", _KINDS.sub(_joined, text) if "(" in text else text)


_ASIDE = re.compile(r"\([^()]{0,60}\)")


def without_asides(text: str) -> str:
    """Return ``text`` without what stands in brackets; 县(市、区) is one word.

    >>> without_asides("县(市、区)和园区(含新区)")
    '县市区和园区'
    """
    return _ASIDE.sub("", _KINDS.sub(_joined, text)) if "(" in text else text


# 县(市、区): one word that stands for three.
_KINDS = re.compile(r"(?<=[省市县区州镇乡])\(([省市县区州旗镇乡街道、]{1,7})\)")


def _joined(kinds: re.Match[str]) -> str:
    return kinds[1].replace("、", "")


def without_links(text: str) -> tuple[str, str]:
    """Split ``text`` before the words that only link a subject to its number.

    >>> without_links("全市有效发明专利已达")
    ('全市有效发明专利', '已达')
    >>> without_links("查处违法行为")
    ('查处违法行为', '')
    """
    end = len(text)
    while end:
        longest = 1 if end > 1 and text[end - 2 : end] in KEPT_ENDINGS else 0
        sizes = (5, 4, 3, 2) if longest else (5, 4, 3, 2, 1)
        size = next((n for n in sizes if n <= end and text[end - n : end] in LINKS), 0)
        if not size:
            break
        end -= size
    return text[:end], text[end:]


def without_openers(text: str) -> str:
    """Return ``text`` without connectives, times and our own place at its start.

    >>> without_openers("其中我市累计新增专利授权")
    '新增专利授权'
    """
    start = 0
    while start < len(text):
        is_kept = (
            text[start : start + 2] in KEPT_OPENINGS or text[start : start + 3] in KEPT_OPENINGS
        )
        sizes = (6, 5, 4, 3) if is_kept else (6, 5, 4, 3, 2, 1)
        size = next((n for n in sizes if text[start : start + n] in OPENERS), 0)
        if not size:
            break
        start += size
    return text[start:]


def object_of(phrase: str) -> tuple[str, str]:
    """Split ``phrase`` into its last verb and what that verb governs.

    >>> object_of("为企业提供维权援助")
    ('提供', '维权援助')
    >>> object_of("任务完成率")
    ('', '任务完成率')
    """
    handled = _HANDLED.match(phrase)
    if handled:
        return object_of(phrase[handled.end() :])
    for start in range(len(phrase) - 4, -1, -1):
        verb = phrase[start : start + 2]
        if verb in VERBS and _governs(phrase, start):
            return verb, phrase[start + 2 :].lstrip("了的过到于")
        if (
            verb[0] == "获"
            and verb not in _GOT
            and phrase[:start][-1:] not in _CATCHING
            and "的" not in phrase[start:]
        ):
            return "获", phrase[start + 1 :].lstrip("了")
    toward = _TOWARD.match(phrase)
    return "", phrase[toward.end() :] if toward else phrase


def _governs(phrase: str, start: int) -> bool:
    rest = phrase[start + 2 :].lstrip("了过到于")
    if len(rest) < 2 or makes_noun(rest) or "的" in rest:
        return False
    if phrase[start : start + 2] not in NOMINAL:
        return True
    if rest[:2] in OBJECT_WORDS and not (start == 0 and rest.endswith(_HANDLED_THINGS)):
        return False
    return (start == 0 and len(rest) >= 4) or phrase[:start].endswith(_ORGANS)


def makes_noun(rest: str) -> bool:
    """Tell whether ``rest`` makes a noun of the verb before it: 完成率, 办理时限.

    >>> makes_noun("率"), makes_noun("数据")
    (True, False)
    """
    if rest[:2] in NOUN_WORDS:
        return True
    return rest[:1] in NOUN_ENDINGS and rest[:2] not in NOUN_ENDING_SAFE


def ends_in_verb(phrase: str) -> bool:
    """Tell whether ``phrase`` stops right after a verb, so that its object follows.

    >>> ends_in_verb("全市设立"), ends_in_verb("商标注册")
    (True, False)
    """
    return phrase[-2:] in VERBS and phrase[-2:] not in NOMINAL


def last_of_series(phrase: str) -> str:
    """Return what a series ends in, with the verb that governs it.

    >>> last_of_series("解决专利质押、贯标等方面问题")
    '解决问题'
    """
    found = None
    for found in _SERIES.finditer(phrase):  # noqa: B007 (the last one counts)
        pass
    if found is None or "、" not in phrase[: found.start()]:
        return phrase
    first = phrase[: phrase.find("、")]
    verb = next((first[i : i + 2] for i in range(len(first) - 1) if first[i : i + 2] in VERBS), "")
    return verb + phrase[found.end() :]


def without_session(name: str) -> str:
    """Return ``name`` without the number of a session in it.

    >>> without_session("第四届山东省专利奖")
    '山东省专利奖'
    """
    return _SESSION.sub("", name)


def head_of(tail: str) -> tuple[str, str]:
    """Split what follows a number into the counted noun and what is said about it.

    >>> head_of("企业通过知识产权管理体系认证")
    ('企业', '通过知识产权管理体系认证')
    >>> head_of("同比增长")
    ('', '同比增长')
    """
    if is_refused(tail):
        return "", tail
    general = _general_start(tail)
    if general:
        return tail[:general], tail[general:]
    for place in range(1, len(tail)):
        if _stops(tail, place):
            head = tail[:place].rstrip("的和与及、")
            return (head, tail[place:]) if place > 1 or is_general(head) else ("", tail)
    return tail.rstrip("的和与及、"), ""


def is_refused(tail: str) -> bool:
    """Tell whether what follows a number cannot name what it counts."""
    if not tail or not ("一" <= tail[0] <= "鿿" or tail[0].isalpha()):
        return True
    if tail[:2] in REFUSED_KEPT or tail[:3] in REFUSED_KEPT:
        return False
    return any(tail[:size] in REFUSED for size in (3, 2, 1)) or bool(_STEP.match(tail))


def _general_start(tail: str) -> int:
    """Return the length of a general head that a verb follows at once (企业 申报…)."""
    for size in (5, 4, 3, 2):
        verb, rest = tail[size : size + 2], tail[size + 2 :]
        if tail[:size] not in GENERAL_HEADS:
            continue
        if verb[:1] == "获" and verb not in ("获奖", "获证"):
            return size
        if verb in VERBS:
            return size if rest and not makes_noun(rest) else 0
    return 0


def _stops(tail: str, place: int) -> bool:
    if tail[place : place + 2] in STOPS or tail[place : place + 3] in STOPS:
        return not makes_noun(tail[place + 2 :])
    if tail[place] not in STOP_CHARS:
        return False
    return not {tail[place : place + 2], tail[place - 1 : place + 1]} & STOP_CHAR_SAFE


def is_general(head: str) -> bool:
    """Tell whether ``head`` alone does not name an indicator (企业, 项目)."""
    return head in GENERAL_HEADS
