"""Stretches of a clause in, the same without what says nothing about what is counted out."""

import re

from pipeline.numbers.words import KEPT_ENDINGS, KEPT_OPENINGS, LINKS, OPENERS, VERBS

_DRESS = re.compile(r"\([^()]{0,60}\)|[“”‘’\"'《》〈〉\s\0]")
_ASIDE = re.compile(r"\([^()]{0,60}\)")

# 县(市、区): one word that stands for three.
_KINDS = re.compile(r"(?<=[省市县区州镇乡])\(([省市县区州旗镇乡街道、]{1,7})\)")

# 第四届, 首届 in front of a prize or event.  Not 第三产业.
_SESSION = re.compile(r"(?:第[\d零〇一二三四五六七八九十百]{1,4}|首|本|上)[届批轮期次](?=[一-鿿])")

# The last of several: 解决审查、质押、贯标等方面问题.
_SERIES = re.compile(
    r"等(?:方面|各类|各项|领域|多项|多个|地|部门|有关|相关|一批)?的?(?=[一-鿿]{2})"
)


def bare(text: str) -> str:
    """Return ``text`` without asides in brackets, quotation marks and blanks.

    >>> bare("县(市、区)“小巨人” 企业")
    '县市区小巨人企业'
    """
    return _DRESS.sub("", _KINDS.sub(_joined, text) if "(" in text else text)


def without_asides(text: str) -> str:
    """Return ``text`` without what stands in brackets; 县(市、区) is one word.

    >>> without_asides("县(市、区)和园区(含新区)")
    '县市区和园区'
    """
    return _ASIDE.sub("", _KINDS.sub(_joined, text)) if "(" in text else text


def _joined(kinds: re.Match[str]) -> str:
    return kinds[1].replace("、", "")


def without_links(text: str) -> tuple[str, str]:
    """Split ``text`` before the words that only link a subject to its number.

    >>> without_links("全市在营民宿已达")
    ('全市在营民宿', '已达')
    >>> without_links("查处违法行为")
    ('查处违法行为', '')
    """
    end = len(text)
    while end and text[end - 1] in _LINK_ENDS:
        longest = 1 if end > 1 and text[end - 2 : end] in KEPT_ENDINGS else 0
        sizes = (5, 4, 3, 2) if longest else (5, 4, 3, 2, 1)
        size = next((n for n in sizes if n <= end and text[end - n : end] in LINKS), 0)
        if not size:
            break
        end -= size
    return text[:end], text[end:]


# The last characters of links and the first ones of openers: most words are neither.
_LINK_ENDS = frozenset(word[-1] for word in LINKS)
_OPENER_STARTS = frozenset(word[0] for word in OPENERS)


def without_openers(text: str) -> str:
    """Return ``text`` without connectives, times and our own place at its start.

    >>> without_openers("其中我市累计新增专利授权")
    '新增专利授权'
    """
    start = 0
    while start < len(text) and text[start] in _OPENER_STARTS:
        is_kept = (
            text[start : start + 2] in KEPT_OPENINGS or text[start : start + 3] in KEPT_OPENINGS
        )
        sizes = (6, 5, 4, 3) if is_kept else (6, 5, 4, 3, 2, 1)
        size = next((n for n in sizes if text[start : start + n] in OPENERS), 0)
        if not size:
            break
        start += size
    return text[start:]


def last_of_series(phrase: str) -> str:
    """Return what a series ends in, with the verb that governs it.

    >>> last_of_series("解决住房、医疗等方面问题")
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

    >>> without_session("第六届湘江科普奖")
    '湘江科普奖'
    """
    return _SESSION.sub("", name)
