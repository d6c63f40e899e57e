"""A text and the numbers near a place in, the stretches of words around that place out."""

import re
from collections.abc import Sequence

from pipeline.numbers.layout import Layout
from pipeline.numbers.phrases import bare, without_asides
from pipeline.numbers.words import GENERAL_HEADS
from pipeline.spans import Span

# Longest stretch of text beside a number that is looked at.
REACH = 90

# A number near by: where it stands, and whether it is only a date.
Cut = tuple[Span, bool]

# What joins a number to the one before it in a list.
_LIST = re.compile(r"[、和与及]|以及|[,;]\Z")

# What stands between the two ends of a range: 12%至15%, 3.1%—3.6%.
_RANGE = re.compile(r"\s*(?:[—–~\-]{1,2}|至|到)\s*")

# 企业、高校和院所: several bodies that one number counts.  Not 企业、 before another number.
_SERIES = re.compile(r"(?:[一-鿿]{2,8}、){1,5}[一-鿿]{2,8}?(?:和|与|及|以及|等)[一-鿿]{2,24}")

_MARKS = frozenset(",;:。!?、…()\n\t ")


def leads_before(text: str, before: Span, near: Sequence[Cut]) -> tuple[str, ...]:
    """Return the stretches ``before`` a number, nearest first, cut at the numbers ``near``.

    A date parts two stretches; any other number ends the last one.
    """
    leads: list[str] = []
    end = before.end
    for cut, is_date in reversed(near):
        if cut.end <= before.start:
            break
        leads.append(_lead(text, cut.end, end))
        end = cut.start
        if not is_date:
            return tuple(leads)
    return (*leads, _lead(text, before.start, end))


def _lead(text: str, start: int, end: int) -> str:
    stretch = text[max(start, end - REACH) : end]
    opened = stretch.rfind("(")
    if opened > stretch.rfind(")") and len(stretch) - opened > 2:
        stretch = stretch[opened + 1 :]
    return bare(stretch).lstrip(",;:。、)").rstrip("(")


def tails_after(text: str, after: Span, near: Sequence[Cut]) -> tuple[str, str]:
    """Return what follows a number up to the next one or a mark, and what follows that one.

    A date glued to the number is passed over: 三项2014年度项目 speaks of 项目.
    """
    start, end = after.start, min(after.end, after.start + REACH)
    cuts = list(near)
    while cuts and cuts[0][1] and cuts[0][0].start <= start:
        start = cuts.pop(0)[0].end
    stop = _before_bracket(text, start, max(start, end))
    spans = [cut for cut, _ in cuts if cut.start < stop]
    if not spans:
        return _trim(text[start:stop]), ""
    last = spans[1].start if len(spans) > 1 else stop
    return _trim(text[start : spans[0].start]), _trim(text[spans[0].end : last])


def _before_bracket(text: str, start: int, end: int) -> int:
    closing, opening = text.find(")", start, end), text.find("(", start, end)
    return closing if closing != -1 and (opening == -1 or closing < opening) else end


def _trim(tail: str) -> str:
    """Return ``tail`` up to its first mark; a blank after a number is a mark too."""
    whole = without_asides(tail)
    cut = next((i for i, character in enumerate(whole) if character in _MARKS), len(whole))
    if whole[cut : cut + 1] == "、" and whole[:cut] in GENERAL_HEADS:
        series = _SERIES.match(whole)
        cut = series.end() if series else cut
    return bare(whole[:cut])


def clause_before(
    text: str, layout: Layout, sentence: Span, clause: Span, near: Sequence[Cut]
) -> tuple[str, bool]:
    """Return the clause before when it holds no number, and whether it stands by itself."""
    if clause.start <= sentence.start:
        return "", False
    found = layout.clause_at(clause.start - 1)
    start = max(found.start, found.end - REACH)
    for cut, is_date in near:
        if found.start <= cut.start < found.end:
            if not is_date:
                return "", False
            start = cut.end
    is_first = found.start <= sentence.start
    return bare(text[start : found.end]).strip(",;:。、"), is_first or text[found.start - 1] == ";"


def first_clause(text: str, layout: Layout, sentence: Span, clause: Span) -> str:
    """Return the first clause of a ``sentence``, nothing if ``clause`` is it."""
    found = layout.clause_at(sentence.start)
    if found.end > clause.start:
        return ""
    return bare(text[max(found.start, found.end - REACH) : found.end]).strip(",;:")


def is_range(text: str, end: int, start: int) -> bool:
    """Tell whether what stands from ``end`` to ``start`` makes two numbers the ends of a range."""
    return bool(_RANGE.fullmatch(text, end, start))


def is_listed(text: str, end: int, start: int) -> bool:
    """Tell whether what stands from ``end`` to ``start`` joins two numbers in a list."""
    return bool(_LIST.match(text[end : min(start, end + 8)].lstrip(" \0”")))
