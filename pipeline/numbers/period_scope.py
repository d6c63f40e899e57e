"""Times and layout in, the times that can govern a place in the text out."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.numbers.layout import Layout
from pipeline.numbers.period_meaning import Grain
from pipeline.numbers.period_notation import Reference, bounds
from pipeline.numbers.period_table import BEFORE_REPORTED
from pipeline.numbers.periods import TimeExpression

# How many times before a place are looked at.
_MOST_TIMES = 60

# The day of a press conference or of the news says nothing about the figures.
_REPORTING = re.compile(
    r"[^。\n]{0,40}?(?:记者|获悉|发布会|通报会|通报|发布|公布|了解到|召开|印发|出台|对外|消息|报道|讯)"
)

# What happened on a day and is over with its sentence.
_EVENT = re.compile(
    r"[^。;\n]{0,40}?(?:成立|启动|揭牌|挂牌|开通|上线|启用|投用|落地|获批|签约|入选|运行|变更|设立|建成)"
)


# What was before says nothing about the figures of the next clause.
_BEFORE = re.compile(r"此前|以往|前不久|不久前")


# 三季度单季, 9月单月: of all that the text is about only this.
_SINGLE = re.compile(r"单[季月]|当[季月]")


@dataclass(frozen=True, slots=True)
class Scope:
    """The times of one text by where they reach."""

    text: str
    layout: Layout
    times: tuple[TimeExpression, ...]
    reference: Reference | None
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(time.span.start for time in self.times))

    def between(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """Return the times that start from ``start`` up to, not including, ``end``."""
        low = bisect_left(self._starts, start)
        return self.times[low : bisect_left(self._starts, end, low)]

    def governing(self, start: int, end: int) -> list[TimeExpression]:
        """Return the times between two places that can govern a figure after them."""
        return [time for time in self.between(start, end) if self._governs(time)]

    def earlier(self, place: int, start: int) -> Iterator[list[TimeExpression]]:
        """Yield the lasting times of each sentence from ``place`` back to ``start``, last first."""
        near = self.between(start, place)[-_MOST_TIMES:]
        lasting = [time for time in reversed(near) if self._governs(time) and self._lasts(time)]
        for _, times in groupby(lasting, key=self._sentence_of):
            yield list(times)[::-1]

    def _sentence_of(self, time: TimeExpression) -> int:
        return self.layout.sentence_at(time.span.start).start

    def _governs(self, time: TimeExpression) -> bool:
        if time.is_name or time.is_base:
            return False
        if time.is_future or time.grain is Grain.VAGUE:
            return True
        return time.period is not None and not self.is_reporting(time)

    def _lasts(self, time: TimeExpression) -> bool:
        is_plan = time.shape == "plan" and not time.is_since
        is_brief = is_plan or time.shape == "near" or self.is_aside(time) or self.is_single(time)
        if time.period is None or time.is_future or is_brief:
            return False
        is_moment = time.grain in (Grain.DAY, Grain.MONTH) and not time.is_as_of
        is_stretch = ".." in time.period
        return is_stretch or not (is_moment and _EVENT.match(self.text, time.span.end))

    def reaches(self, time: TimeExpression, clause: int, part: int) -> bool:
        """Tell whether a time reaches beyond its clause or part to a figure.

        ``clause`` and ``part`` are where the figure's own begin.  于2015年3月改制 dates
        only its verb, 2015年度市级课题 only its noun, a time in brackets what is in them.
        """
        start, end = time.span.start, time.span.end
        if self.text[max(0, start - 1) : start] == "(":
            return ")" not in self.text[end : max(end, clause)]
        if self.is_aside(time) or _BEFORE.match(self.text, start):
            return start >= clause
        is_moment = time.grain in (Grain.DAY, Grain.MONTH) and not time.is_as_of
        if is_moment and self.text[max(0, start - 1) : start] == "于":
            return start >= clause
        is_of_noun = self.text[end - 2 : end] == "年度" and self.text[end : end + 1] not in ",:、"
        return not is_of_noun or start >= part

    def is_aside(self, time: TimeExpression) -> bool:
        """Tell whether a time only gives what to compare with: 去年同期为8件, 上年为9件."""
        words = time.span.of(self.text)
        is_same = time.shape == "dated" and time.is_relative and words.endswith("同期")
        return is_same or words.startswith(tuple(BEFORE_REPORTED))

    def is_single(self, time: TimeExpression) -> bool:
        """Tell whether a time is but a part of what the text is about: 三季度单季登记7亿元."""
        return _SINGLE.match(self.text, time.span.end) is not None

    def is_reporting(self, time: TimeExpression) -> bool:
        """Tell whether a day is that of the report, not of what it reports."""
        is_day = time.grain is Grain.DAY and not time.is_as_of and ".." not in (time.period or "")
        return is_day and _REPORTING.match(self.text, time.span.end) is not None


def latest(times: list[TimeExpression]) -> TimeExpression:
    """Return the time that ends last, the later named of two that end together."""
    return max(enumerate(times), key=lambda pair: (_end(pair[1]), pair[0]))[1]


def _end(time: TimeExpression) -> str:
    days = bounds(time.period or "")
    return str(days[1]) if days and days[1] else "9999"
