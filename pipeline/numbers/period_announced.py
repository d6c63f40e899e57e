"""Clean text in, the time that it says it is about as a whole out."""

import re

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.numbers.layout import Layout
from pipeline.numbers.period_figures import is_heading
from pipeline.numbers.period_meaning import Grain
from pipeline.numbers.period_notation import Reference, bounds
from pipeline.numbers.period_scope import Scope
from pipeline.numbers.periods import TimeExpression, find_times
from pipeline.spans import Span

# How far into a text, in characters, it may say what it is about.
_REACH = 1500

# 现将1-9月工作情况报告如下: announces the text.
_ANNOUNCES = re.compile(r"如下(?=[。:!\s])")


def find_announced(
    clean: CleanText, layout: Layout, reference: Reference | None
) -> TimeExpression | None:
    """Return the time of the sentence that announces the text, else of its title."""
    sentences = (layout.sentence_at(m.start()) for m in _ANNOUNCES.finditer(clean.text, 0, _REACH))
    spans = [*sentences, *_title(clean, layout)]
    text = clean.text[: max((span.end for span in spans), default=0)]
    scope = Scope(text, layout, find_times(text, reference), reference)
    return next((time for span in spans if (time := _whole(scope, span))), None)


def past_year(time: TimeExpression | None, reference: Reference | None) -> str | None:
    """Return the period of a time that lies in one year which has begun."""
    days = bounds(time.period) if time and time.period else None
    if time is None or days is None or days[0] is None or days[1] is None:
        return None
    is_begun = reference is None or days[0].year <= reference.year
    return time.period if days[0].year == days[1].year and is_begun else None


def _title(clean: CleanText, layout: Layout) -> list[Span]:
    """Return the marked title, else the first line where it is no prose."""
    marked = [mark.span for mark in clean.marked(MarkKind.TITLE)]
    first = [span for span in layout.paragraphs[:1] if is_heading(clean.text, span)]
    return (marked or first)[:1]


def _whole(scope: Scope, span: Span) -> TimeExpression | None:
    """Return the first time that a stretch of text names and that is more than a day."""
    times = scope.governing(span.start, span.end)
    fitting = (one for one in times if one.period and one.grain is not Grain.DAY)
    return next((one for one in fitting if not one.is_future), None)
