"""第 and 前 with a number in, a rank or the name that the number is part of out."""

import re
from decimal import Decimal

from pipeline.numbers.amounts import Amount, Place
from pipeline.numbers.bounds import bound_after
from pipeline.numbers.numerals import HANZI, read_numeral
from schemas.vocabulary import Bound, NonFact

_ORDINAL = re.compile(rf"\ ?(?P<number>\d{{1,12}}|[{HANZI}]{{1,6}})")
_RANKED = re.compile(
    r"\ ?[位名](?!次)|[个家](?!百年|五年|人|庭|季|工作|月)"
    # 第9个全国宣传周: the ninth in a row, no rank.
    r"(?![^\s,。;、]{0,10}[日周节](?:[,。;、”》)\s]|宣传|活动|$))"
)
# 第3至5位: the first end of a range takes the measure word of the second.
_TO = re.compile(
    rf"\s?(?:至|到|[-~–—]{{1,2}})\s?第?\s?(?:\d{{1,6}}|[{HANZI}]{{1,4}})\s?(?P<unit>[位名])(?!次)"
)
_COUNTED = re.compile(r"[例单部张座所条项只]")
_FIRST = re.compile(rf"(?P<number>\d{{1,6}}|[{HANZI}]{{1,6}})(?P<unit>[位名](?!次)|强|%)?")

# What is ranked, or how, in front of a bare 第二: 居同类第四, 规模列全国第一并获奖.
_STANDING = re.compile(
    r"""
    (?: [居列排名跃升获夺占稳] | 拿下 | 取得 | 摘得 | 斩获 | 进位 | 跻身 | 进入 | 进至 )
    [^,。;、!?\n]{0,8}$
  | (?: 全[国省市区县球州域] | 世界 | 亚洲 | 国内 | [省市州区]内 | [西东中]部 | 同类城市 | 地级市 )
    (?:范围)?(?:排名?|位?居|位?列)?$
    """,
    re.VERBOSE,
)
_ENDS = re.compile(r"\s*(?:[,。;、!?)”》\n:]|$)")

# What 第 makes a label of, by the word that follows.  第十二条, not 第一条线.
_LABELS: tuple[tuple[NonFact, re.Pattern[str]], ...] = (
    (NonFact.PERIOD, re.compile(r"季度|[季天周日月]|个(?:工作日|月|季度)|年度?")),
    (NonFact.LAW_ARTICLE, re.compile(r"[条款章编目](?!线)|项(?=规定|、|\)|第|之)|节")),
    (NonFact.PAGE_FURNITURE, re.compile(r"[页版]|/\d{1,3}页")),
    (NonFact.DOCUMENT_NUMBER, re.compile(r"号")),
)
# 第一, at the opening of a sentence counts the points of a speech.
_OPENS = re.compile(r"(?:^|[\n。;:!?])\s{0,2}$")
_LIST = re.compile(rf"(?:[、至到和-]第?(?:\d{{1,3}}|[{HANZI}]{{1,3}}))?")
_NAMED = re.compile(
    r"届|批次?|次|场|期|轮|产业|方阵|方|线|类|级|代|组|梯队|部分|中|人民|[一二三四五六七八九十]"
    r"|大|动力|时间|要务|资源|生产力|责任人?|书记|粮|车间|站|棒|课|关|步|道|单|把|声|现场|品牌|家园"
)


# 目前5名, 之前3位: these are no first five, no first three.
_NOT_TOP = frozenset("目此之以日年月提午当先会课眼跟面空从")


def read_rank(text: str, at: int) -> Place | None:
    """Read the rank or ordinal name whose number begins at ``at`` after 第 or 前.

    第N of things in a row (第22届, 第一动力) is an ordinal name; a rank has 位, 名, 个 or
    家, or stands where a clause ends or a standing is told.

    >>> [read_rank(text, text.index("第") + 1).why for text in ("名列第14位", "第22届", "第十二条")]
    [None, <NonFact.ORDINAL_NAME: 'ordinal_name'>, <NonFact.LAW_ARTICLE: 'law_article'>]
    """
    mark = text[at - 1 : at] if at else ""
    if mark == "第" or (mark == " " and text[max(0, at - 2) : at - 1] == "第"):
        return _ordinal(text, at, text.rindex("第", 0, at))
    if mark == "前" and text[max(0, at - 2) : at - 1] not in _NOT_TOP:
        return _top(text, at)
    return None


def _ordinal(text: str, at: int, start: int) -> Place | None:
    match = _ORDINAL.match(text, at)
    value = None if match is None else _value(match["number"])
    if match is None or value is None:
        return None
    is_standing = _STANDING.search(text, max(0, start - 14), start) is not None
    ranked = _RANKED.match(text, match.end())
    if not ranked and is_standing:
        ranked = _COUNTED.match(text, match.end())
    if ranked:
        bound, end = bound_after(text, ranked.end())
        return Place(start, end, Amount(value, ranked[0].lstrip(), bound or Bound.EXACT))
    if other := _TO.match(text, match.end()):
        return Place(start, match.end(), Amount(value, other["unit"], Bound.EXACT))
    why, end = _label(text, match.end())
    if why is None and not is_standing:
        why = _unranked(text, start, end)
    return Place(start, end, Amount(value, "", Bound.EXACT), why)


def _label(text: str, end: int) -> tuple[NonFact | None, int]:
    """Return what the words after an ordinal make of it, and where the label ends."""
    after = _LIST.match(text, end)
    at = after.end() if after else end
    at += text.startswith(" ", at)
    for why, pattern in _LABELS:
        if label := pattern.match(text, at):
            return why, label.end()
    if named := _NAMED.match(text, at):
        return NonFact.ORDINAL_NAME, named.end() if len(named[0]) == 1 else end
    return None, end


def _unranked(text: str, start: int, end: int) -> NonFact | None:
    """Tell a point of a speech (第一,加强领导) and a name from a rank where a clause ends."""
    if not _ENDS.match(text, end):
        return NonFact.ORDINAL_NAME
    is_point = _OPENS.search(text, max(0, start - 3), start) and text[end : end + 1] in ",、"
    return NonFact.HEADING_NUMBER if is_point else None


def _top(text: str, at: int) -> Place | None:
    """Read 前7名 and 前三: at most the seventh, the third."""
    match = _FIRST.match(text, at)
    value = None if match is None else _value(match["number"])
    if match is None or value is None:
        return None
    if not match["unit"] and not (
        _ENDS.match(text, match.end()) and _STANDING.search(text, max(0, at - 10), at - 1)
    ):
        return None
    return Place(at - 1, match.end(), Amount(value, match["unit"] or "", Bound.AT_MOST))


def _value(written: str) -> Decimal | None:
    try:
        return read_numeral(written)
    except ValueError:
        return None
