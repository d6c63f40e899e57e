"""Clean text in, the day it speaks from out, inferred where nobody says it."""

import re

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.period_meaning import Grain
from pipeline.numbers.period_notation import Reference
from pipeline.numbers.period_written import WrittenTimes, find_written_times
from pipeline.numbers.periods import TimeExpression, bare_times_of, find_times

# Years that are aimed at are no sign of when a text was written: 到2031年, 2031年计划.
_AIM = re.compile(r"(?:到|至|力争|确保|预计|目标|争取|展望|迈向)$")
_AIM_AFTER = re.compile(
    r"[^。,;\n]{0,4}(?:力争|规划|目标|远景|计划|拟|将|争取|预计|打算|要)|[^。;\n]{0,12}(?:达到|突破)"
)
_PLANNED_AFTER = re.compile(r"[^。;\n\d]{0,6}?(?:力争|目标|远景|计划|拟|将|争取|预计|打算|要)")

_SPEAKS_OF_NOW = re.compile(r"今年|去年|(?<!以)上年|本年|目前|截至\d{1,2}月|前[一二三]季度|上半年")

# A line of the page or a signature: its day is that of the page.  Not a sentence.
_PAGE_LINE = re.compile(r"[^。!?;\n]{0,60}")

# How many lines at either end of a text may carry its day.
_ENDS = 6


def find_reference(clean: CleanText, written: WrittenTimes | None = None) -> Reference | None:
    """Return the publication date, or the day a line of the page or the signature names.

    Where there is none, the latest year a text speaks of as past is taken, with a month
    only where the text counts up to a bare month (截至5月初); nothing is returned for a
    text that names no year or never speaks of this year or of now.  ``written`` are the
    times of the text if they have been found already.
    """
    known = known_reference(clean)
    if known or not _SPEAKS_OF_NOW.search(clean.text):
        return known
    written = written or find_written_times(clean.text)
    years = [year for time in bare_times_of(written, None) if (year := _year(clean.text, time))]
    if not years:
        return None
    year = max(years)
    return Reference(year, _month(written, year))


def known_reference(clean: CleanText) -> Reference | None:
    """Return the day the text speaks from where the page itself says it."""
    if clean.metadata.published:
        return Reference.of(clean.metadata.published)
    lines = [line.strip() for line in clean.text.split("\n") if line.strip()]
    for line in [*lines[:_ENDS], *reversed(lines[-_ENDS:])]:
        if _PAGE_LINE.fullmatch(line) and (day := _whole_day(line)):
            return day
    return None


def _whole_day(line: str) -> Reference | None:
    """Return the only day that a line names in full."""
    times = find_times(line, None)
    days = [t.period for t in times if t.grain is Grain.DAY and t.period and not t.is_name]
    if len(times) != 1 or len(days) != 1 or times[0].is_as_of or ".." in days[0]:
        return None
    year, month, day = (int(part) for part in days[0].removeprefix("@").split("-"))
    return Reference(year, month, day)


def _year(text: str, time: TimeExpression) -> int | None:
    if time.shape not in ("dated", "iso") or time.period is None or time.is_relative:
        return None
    before = text[max(0, time.span.start - 4) : time.span.start] + text[time.span.start][:1]
    is_aim = _AIM.search(before) and _AIM_AFTER.match(text, time.span.end)
    if is_aim or _PLANNED_AFTER.match(text, time.span.end):
        return None
    return int(time.period.removeprefix("@")[:4])


def _month(written: WrittenTimes, year: int) -> int | None:
    bare = [
        time
        for time in bare_times_of(written, Reference(year, 12))
        if time.shape == "bare" and time.is_as_of and time.period
    ]
    months = [
        int(time.period[6:8]) for time in bare if time.period and time.period[1:5] == str(year)
    ]
    return max(months, default=None)
