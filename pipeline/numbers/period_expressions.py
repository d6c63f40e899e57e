"""A time that a text names, and what its neighbours make of it: a base, a name, the future."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.numbers.period_meaning import Grain
from pipeline.numbers.period_notation import Reference, is_after
from pipeline.spans import Span

_TITLE = re.compile(r"《[^《》\n]{0,120}》")

_BASE_BEFORE = re.compile(
    r"(?:(?<!不)超过?|比起?|较|相较于?|相比于?|对比|高于|低于|多于|少于|优于|由|从|相当于|[由从]原来的?)$"
)

# 与前年大体相当, 同去年相比: what stands beside 与 is only compared with.
_BESIDE = re.compile(r"[与和同跟]$")
_COMPARED = re.compile(r"[^,。;:\n]{0,12}?(?:相比|相较|比较|持平|相当|接近|一致|差不多|对比)")

_BASE_AFTER = re.compile(
    r"""
    (?:同期)?(?:相比|持平)                              # 上年同期相比
  | (?:全年|同期)?的(?:近|约)?[\d.两一二三四五六七八九十]{1,6}(?:多|余)?倍     # 是2016年的1.8倍
    """,
    re.VERBOSE,
)


class TimeExpression(NamedTuple):
    """A time as written at ``span``, and the ``period`` it stands for.

    ``period`` is ``None`` where the text does not say which time is meant (近年来, 去年
    without a publication date).  ``is_as_of``: a date at which something stood.
    ``is_since``: from a time up to the day of publication.  ``is_relative``: counted
    from another time (去年, 同期).  ``is_future``: after publication.  ``is_base``: what
    another figure is compared with or came from (比上年末, 由前年的).  ``is_name``:
    inside 《》, so that it names a document, or part of a name (2018年度…奖).
    """

    span: Span
    period: str | None
    grain: Grain
    shape: str
    is_as_of: bool = False
    is_since: bool = False
    is_relative: bool = False
    is_future: bool = False
    is_base: bool = False
    is_name: bool = False


def flagged(
    times: Iterable[TimeExpression], text: str, reference: Reference | None
) -> Iterator[TimeExpression]:
    """Yield the same times, those marked that are names, bases, or still to come."""
    titles = [match.span() for match in _TITLE.finditer(text)]
    at = 0
    for time in times:
        while at < len(titles) and titles[at][1] <= time.span.start:
            at += 1
        is_name = at < len(titles) and titles[at][0] < time.span.start
        is_future = time.shape == "future" or bool(
            time.period and reference and is_after(time.period, reference)
        )
        is_base = stands_as_base(time, text)
        if is_name or is_future or is_base:
            yield time._replace(is_name=is_name, is_future=is_future, is_base=is_base)
        else:
            yield time


def stands_as_base(time: TimeExpression, text: str) -> bool:
    """Tell whether another figure is compared with a time or came from it: 比上年末, 由前年的."""
    before = text[max(0, time.span.start - 6) : time.span.start]
    if time.is_since:
        return False
    if text[time.span.start] in "由从自" and text.startswith("的", time.span.end):
        return True
    end = time.span.end
    is_beside = bool(_BESIDE.search(before) and _COMPARED.match(text, end))
    return is_beside or bool(_BASE_BEFORE.search(before) or _BASE_AFTER.match(text, end))
