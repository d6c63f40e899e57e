"""The lines of a clean text in, what the document says about itself out."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.cleaning.furniture import furniture_rule
from pipeline.cleaning.lines import Line

_HEAD_LINES = 12
_TAIL_LINES = 10

_DAY_WRITTEN = r"\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?"
_ISSUER_NAME = (
    r"[\u4e00-\u9fff]{2,20}(?:局|委|委员会|办|办公室|厅|署|政府|法院|检察院|中心)"
    r"(?:\([\u4e00-\u9fff]{2,15}\))?"
)
_ISSUER = re.compile(rf"(?P<name>{_ISSUER_NAME})(?:\s{{1,8}}{_DAY_WRITTEN})?")

# 2023-04-06, 2023/4/6, 2023.04.06, 2023年4月6日, 二〇二三年四月六日.  Not the beginning of a
# longer number.
_DATE = re.compile(
    r"""
    (?<!\d)
    (?P<year>(?:19|20)\d{2}|[一二][〇零○Oo0一二三四五六七八九]{3}) \s{0,2} [年\-/.] \s{0,2}
    (?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}) \s{0,2} [月\-/.] \s{0,2}
    (?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})
    (?!\d)
    """,
    re.VERBOSE,
)
# (2021年3月8日), also under who signs, or with the meeting it was read to.
_DAY_ALONE = re.compile(
    rf"""
    [\s(\[【—]{{0,4}} (?:{_ISSUER_NAME}\s{{0,8}})?
    {_DATE.pattern} 日?
    (?:在[^,。;]{{2,40}}上)? [\s)\]】]{{0,3}}
    """,
    re.VERBOSE,
)
# 某某日报 2021年3月8日 第A03版: a line of the newspaper's page and no sentence.
_NEWSPAPER = r"[\u4e00-\u9fff]{2,12}(?:日报|晚报|晨报|时报|商报|都市报|早报|快报|周报|新报|报)"
_MASTHEAD = re.compile(
    rf"""
    (?P<name>{_NEWSPAPER})? [^,。;!?]{{0,16}}? (?<![至到自从]) {_DATE.pattern} 日?
    (?![前后起至到以]) [^,。;!?]{{0,30}}
    """,
    re.VERBOSE,
)
_PAGE = re.compile(r"版|星期|周[一二三四五六日]")
_WIRE = re.compile(rf".{{0,12}}?{_DATE.pattern}日?[电讯]", re.VERBOSE)

# What names the day of publication, the surest word first.
_DAY_LABELS = tuple(
    re.compile(rf"(?:{words})\s{{0,3}}[:]?\s{{0,3}}{_DATE.pattern}", re.VERBOSE)
    for words in (
        "发布时间|发布日期|发表时间|发表日期|发稿时间",
        "公开日期|更新时间|更新日期|录入时间|时间|日期",
        "成文日期|生成日期|发文日期",
    )
)

_BODY_NAME = r"[\u4e00-\u9fffA-Za-z·]{2,30}?(?:\([\u4e00-\u9fff]{2,15}\))?"
_NAME_END = r"(?=[\s,。;|\]】)>]|发布|时间|日期|作者|浏览|点击|阅读|编辑|字号|字体|\d|$)"

# Who published it, the surest word first.  本报 and 本站 name nobody.
_PUBLISHERS = tuple(
    re.compile(rf"{before}(?!本[报站网刊台]|原创|互联网|网络)(?P<name>{_BODY_NAME}){after}")
    for before, after in (
        (r"(?:来源|稿源|转载?自|供稿单位)\s{0,3}:\s{0,3}", _NAME_END),
        (r"发布(?:机构|单位|部门)\s{0,3}:\s{0,3}", _NAME_END),
        (r"^", r"(?:报道|讯|消息)\s?\([^)]{0,10}记者"),
        (r"主办(?:单位)?\s{0,3}:\s{0,3}", _NAME_END),
    )
)
_HANZI_DIGITS = {hanzi: str(digit) for digit, hanzi in enumerate("〇一二三四五六七八九")}
_HANZI_DIGITS |= dict.fromkeys("零○Oo", "0")


def find_published(lines: Sequence[Line]) -> date | None:
    """Return the day of publication that the head or the end of the text names.

    Only labelled days, days in page furniture and days that have a line to themselves
    count: never the day of an event in the body.
    """
    return next(_days(_edges(lines)), None)


def find_publisher(lines: Sequence[Line]) -> str | None:
    """Return who published the text: its source, its issuer or its newspaper."""
    edges = _edges(lines)
    for pattern in _PUBLISHERS[:3]:
        for line in edges:
            if found := pattern.search(line.text[:200]):
                return found["name"]
    for line in edges:
        if (masthead := _masthead(line.text)) and masthead["name"]:
            return masthead["name"]
    for line in edges:
        if issuer := _ISSUER.fullmatch(line.text):
            return issuer["name"]
    hosts = (_PUBLISHERS[3].search(line.text[:200]) for line in edges)
    return next((found["name"] for found in hosts if found), None)


def read_date(match: re.Match[str]) -> date | None:
    """Return the day that a match of a date names, or ``None`` for a 31 February."""
    year = int("".join(_HANZI_DIGITS.get(character, character) for character in match["year"]))
    try:
        return date(year, _read_small(match["month"]), _read_small(match["day"]))
    except ValueError:
        return None


def find_date(text: str) -> date | None:
    """Return the first full date in ``text``.

    >>> find_date("二〇二三年四月二十七日")
    datetime.date(2023, 4, 27)
    """
    return next((day for match in _DATE.finditer(text) if (day := read_date(match))), None)


def _edges(lines: Sequence[Line]) -> Sequence[Line]:
    if len(lines) <= _HEAD_LINES + _TAIL_LINES:
        return lines
    return [*lines[:_HEAD_LINES], *lines[-_TAIL_LINES:]]


def _days(lines: Sequence[Line]) -> Iterator[date]:
    furniture = [line.text for line in lines if furniture_rule(line.text)]
    for label in _DAY_LABELS:
        yield from _read_all(label.search(text) for text in furniture)
    yield from _read_all(_DATE.search(text) for text in furniture)
    yield from _read_all(_DAY_ALONE.fullmatch(line.text) for line in lines)
    yield from _read_all(_masthead(line.text) for line in lines)
    yield from _read_all(_WIRE.match(line.text) for line in lines[:_HEAD_LINES])


def _masthead(line: str) -> re.Match[str] | None:
    """Return the newspaper's name and day in the head of its page."""
    found = _MASTHEAD.fullmatch(line)
    return found if found and (found["name"] or _PAGE.search(line)) else None


def _read_all(matches: Iterator[re.Match[str] | None]) -> Iterator[date]:
    for match in matches:
        day = read_date(match) if match else None
        if day is not None:
            yield day


def _read_small(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    tens, has_tens, ones = text.rpartition("十")
    return 10 * (int(_HANZI_DIGITS.get(tens, "1")) if has_tens else 0) + int(
        _HANZI_DIGITS.get(ones, "0")
    )
