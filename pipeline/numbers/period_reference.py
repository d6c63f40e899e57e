"""Clean text in, the day it speaks from out, inferred where nobody says it."""

import re

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.period_notation import Reference
from pipeline.numbers.periods import TimeExpression, find_times

# Years that are aimed at are no sign of when a text was written: 到2025年力争.
_AIM = re.compile(r"(?:到|至|力争|确保|预计|目标)$")
_AIM_AFTER = re.compile(r"[^。;\n]{0,12}(?:力争|达到|突破|规划|目标|远景)")

_SPEAKS_OF_NOW = re.compile(r"今年|去年|(?<!以)上年|本年|目前|截至\d{1,2}月|前[一二三]季度|上半年")


def find_reference(clean: CleanText) -> Reference | None:
    """Return the publication date, or the latest year and month a text speaks of as past.

    Without a publication date the month is known only where the text counts up to a
    bare month (截至12月初); nothing is returned for a text that names no year or never
    speaks of this year or of now.
    """
    if clean.metadata.published:
        return Reference.of(clean.metadata.published)
    if not _SPEAKS_OF_NOW.search(clean.text):
        return None
    years = [year for time in find_times(clean.text, None) if (year := _year(clean.text, time))]
    if not years:
        return None
    year = max(years)
    return Reference(year, _month(clean.text, year))


def _year(text: str, time: TimeExpression) -> int | None:
    if time.shape not in ("dated", "iso") or time.period is None or time.is_relative:
        return None
    before = text[max(0, time.span.start - 4) : time.span.start] + text[time.span.start][:1]
    if _AIM.search(before) and _AIM_AFTER.match(text, time.span.end):
        return None
    return int(time.period.removeprefix("@")[:4])


def _month(text: str, year: int) -> int | None:
    bare = [
        time
        for time in find_times(text, Reference(year, 12))
        if time.shape == "bare" and time.is_as_of and time.period
    ]
    months = [
        int(time.period[6:8]) for time in bare if time.period and time.period[1:5] == str(year)
    ]
    return max(months, default=None)
