"""The rule that finds a figure's period in the words before it in its sentence."""

import re

from pipeline.numbers.period_figures import Figure, applied
from pipeline.numbers.period_known import Known, heading_time
from pipeline.numbers.period_meaning import Grain, Setting, since
from pipeline.numbers.period_notation import year_of
from pipeline.numbers.periods import TimeExpression
from pipeline.numbers.reading import SILENT, Guess
from schemas.vocabulary import Kind

_BEGAN = re.compile(
    r"[^。;]{0,30}?(?:成立|启动|运行|揭牌|开通|上线|挂牌|启用|投用|设立|建成)[^。;]{0,20}?,[^。;]{0,12}?(?:已|累计|共)"
)

_SOME_YEARS = re.compile(
    r"(?<![\d第])(?:[两三四五六七八九十]{1,2}|\d)年(?!级|期|度|[底末初前]|[上下]半)|历年|历史上|多年"
)

_THIS_YEAR = re.compile(r"(?:今|本)年度?")

_BY_NOW = re.compile(r"现|现[有已]|目前|如今")

# Shapes that write their year out, and words that count it from the day of publication.
WRITTEN = frozenset({"years", "iso", "dated", "since"})
_PLAIN = re.compile(r"今年|本年(?!度?内)|去年(?!同期)|[上下]半年|季度|月|目前|截至|现")


def sentence(figure: Figure, known: Known) -> Guess | None:
    """Read the last time before a figure in its sentence."""
    scope, start = known.scope, figure.mention.span.start
    times = scope.governing(figure.sentence.start, start)
    times = [time for time in times if scope.reaches(time, figure.clause.start, figure.part)]
    if not times:
        return None
    time = times[-1]
    if time.shape == "near" and "分别" in figure.clause.of(scope.text):
        return SILENT
    if scope.text.startswith("至今", time.span.start) and len(times) > 1 and times[-2].is_since:
        time = times[-2]
    if time.period is None or time.is_future:
        return SILENT
    if _is_past_as_of(time, figure) and (stretch := _stretch(figure, known)):
        time = stretch
    if _BEGAN.match(scope.text[time.span.end : start]) and not time.is_as_of:
        period = since(time.period or "", Setting(scope.reference))
        return Guess((period,))
    period = applied(time, figure, scope)
    if scope.is_aside(time):
        return Guess((period,), rule="aside")
    is_certain = _is_certain(time, figure, known) and not _is_loose(time, figure, known)
    return Guess((period,), rule=_how_fitting(time, period, figure) if is_certain else "sentence")


def _is_loose(time: TimeExpression, figure: Figure, known: Known) -> bool:
    """Tell whether readers differ on how a time and a figure belong together.

    今年 in the middle of a year is the year or the part of it that is over; what is part of
    a stock was there, or was done, whatever the sentence began with; 五年查办 and 累计达
    reach back beyond it.
    """
    reference = known.scope.reference
    is_under_way = reference is not None and (reference.month or 12) < 12
    if is_under_way and _THIS_YEAR.fullmatch(time.span.of(known.scope.text)):
        return True
    is_rate = figure.kind in (Kind.DURATION, Kind.SHARE)
    is_now = _BY_NOW.fullmatch(time.span.of(known.scope.text)) is not None
    if is_rate and is_now and time.span.start < figure.clause.start:
        return True
    between = known.scope.text[time.span.end : figure.mention.span.start]
    is_running_total = figure.is_total and time.span.start < figure.clause.start
    if is_running_total or _SOME_YEARS.search(between):
        return True
    whole = known.figures.get(figure.reading.whole) if figure.reading.whole is not None else None
    return whole is not None and whole.is_stock != figure.is_stock


def _is_certain(time: TimeExpression, figure: Figure, known: Known) -> bool:
    """Tell whether the words leave no doubt which time is meant and that it is the figure's.

    A year that is not written needs a known day of publication, in the year that the
    title speaks of; a single day or month may date no more than its own clause.
    """
    is_moment = time.grain in (Grain.DAY, Grain.MONTH) and not time.is_as_of
    first = figure.part if time.is_as_of else figure.sentence.start
    if time.span.start < (figure.clause.start if is_moment else first):
        return False
    if time.shape in WRITTEN and not time.is_relative:
        return True
    reference, titled = known.scope.reference, heading_time(figure, known)
    words = time.span.of(known.scope.text)
    if reference is None or reference.day is None or is_moment or not _PLAIN.search(words):
        return False
    return titled is None or year_of(titled.period or "") in (None, reference.year)


def _how_fitting(time: TimeExpression, period: str, figure: Figure) -> str:
    """Return the finer name of the rule: how the time and the figure suit each other."""
    if period != time.period:
        return "sentence-stock"
    if not time.is_as_of:
        return "sentence-stretch"
    is_doubtful = figure.is_flow and not figure.is_stock and not figure.is_total
    return "sentence-mixed" if is_doubtful else "sentence-date"


def _is_past_as_of(time: TimeExpression, figure: Figure) -> bool:
    """Tell whether a date of a stock stands in an earlier part and the figure is no stock."""
    is_rate = figure.kind in (Kind.DURATION, Kind.SHARE)
    return (
        time.is_as_of
        and time.span.start < figure.part
        and not figure.is_stock
        and not figure.is_total
        and (figure.is_flow or is_rate)
    )


def _stretch(figure: Figure, known: Known) -> TimeExpression | None:
    scope = known.scope
    near = scope.governing(figure.paragraph.start, figure.mention.span.start)
    found = [time for time in near if time.period and not time.is_as_of]
    return found[-1] if found else heading_time(figure, known)
