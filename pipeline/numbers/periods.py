"""Text in, the times it names out, each as a period in our notation."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.numbers.period_expressions import TimeExpression, flagged, stands_as_base
from pipeline.numbers.period_meaning import Grain, Meaning, Setting, since
from pipeline.numbers.period_notation import (
    Reference,
    between,
    is_period,
    periods_agree,
    year_of,
)
from pipeline.numbers.period_resolution import resolve
from pipeline.numbers.period_table import BEFORE_REPORTED
from pipeline.numbers.period_written import TimeWords, WrittenTimes, find_written_times
from pipeline.spans import Span

__all__ = ["Reference", "TimeExpression", "find_times", "normalise_period", "periods_agree"]


_BEFORE_REPORTED = tuple(BEFORE_REPORTED)

# Shapes that name a year; the others are counted from one.
_NAMES_YEAR = frozenset({"years", "iso", "dated", "bare", "edge", "near"})

_JOINT = re.compile(r"\s?(?:[-~–—]{1,2}|至|到)?\s?")


def find_times(
    text: str, published: date | Reference | None, *, governing: str | None = None
) -> tuple[TimeExpression, ...]:
    """Return every time that ``text`` names, in order and without overlap.

    A time without a year belongs to the year its sentence names, else it is the last
    such time on or before publication.  ``governing`` is a period in force before the
    text begins.

    >>> [time.period for time in find_times("2019年1-4月,截至4月底", date(2019, 6, 1))]
    ['2019-01..2019-04', '@2019-04-30']
    """
    reference = published if isinstance(published, Reference) else Reference.of(published)
    return times_of(find_written_times(text), reference, governing=governing)


def times_of(
    written: WrittenTimes, reference: Reference | None, *, governing: str | None = None
) -> tuple[TimeExpression, ...]:
    """Return every time that the words of a text name, as ``find_times`` does."""
    found = bare_times_of(written, reference, governing=governing)
    return tuple(flagged(found, written.text, reference))


def bare_times_of(
    written: WrittenTimes, reference: Reference | None, *, governing: str | None = None
) -> list[TimeExpression]:
    """Return the same times without a word on which are names, bases or still to come.

    Enough, in half the time, for those who ask only where times stand and what they mean.
    """
    return _joined(written.text, _meanings(written, reference, governing))


def normalise_period(
    words: str, published: date | Reference | None, governing: str | None = None
) -> str | None:
    """Return the period that a model's words for it mean, nothing if they name none.

    Words in our notation are taken as they are.

    >>> normalise_period("截至2018年底", None)
    '@2018-12-31'
    >>> normalise_period("上年同期", date(2017, 11, 7), "2017-Q1..2017-Q3")
    '2016-Q1..2016-Q3'
    """
    bare = words.strip().strip("()[]“”\"'。,")
    if is_period(bare):
        return bare
    times = [time for time in find_times(bare, published, governing=governing) if time.period]
    whole = next((time for time in times if not time.is_name), times[0] if times else None)
    return whole.period if whole else None


def _meanings(
    written: WrittenTimes, reference: Reference | None, governing: str | None
) -> Iterator[TimeExpression]:
    governed = year_of(governing) if governing else None
    setting = Setting(reference, governed, governed, governing, governed)
    for words in written.words:
        setting = _moved(setting, words)
        meaning = resolve(words.shape, words.said, setting) if words.said else None
        if meaning is None:
            continue
        time = _expression(words, meaning, setting)
        yield time
        year = _named_year(time)
        if year and not _is_aside(time, written.text):
            setting = _after(setting, time, year)


def _expression(words: TimeWords, meaning: Meaning, setting: Setting) -> TimeExpression:
    """Join words and meaning; a date takes in the words up to the 以来 it belongs to."""
    if words.since_end and meaning.period is not None and not meaning.is_since:
        return TimeExpression(
            Span(words.start, words.since_end),
            since(meaning.period, setting),
            Grain.RANGE,
            words.shape,
            is_since=True,
            is_relative=meaning.is_relative,
        )
    return TimeExpression(
        Span(words.start, words.end),
        meaning.period,
        meaning.grain,
        words.shape,
        is_as_of=meaning.is_as_of,
        is_since=meaning.is_since,
        is_relative=meaning.is_relative,
    )


def _moved(setting: Setting, words: TimeWords) -> Setting:
    """Forget the years that do not reach beyond a paragraph, then beyond a sentence.

    The period stays: 同期 points back at the last one named, however far.
    """
    if words.is_new_paragraph:
        wider = setting.governed
    elif words.is_new_sentence:
        wider = setting.wider_year
    else:
        return setting
    if setting.year is None and wider == setting.wider_year:
        return setting
    return Setting(setting.reference, None, wider, setting.period, setting.governed)


def _is_aside(time: TimeExpression, text: str) -> bool:
    is_before = text.startswith(_BEFORE_REPORTED, time.span.start, time.span.end)
    return is_before or stands_as_base(time, text)


def _named_year(time: TimeExpression) -> int | None:
    """Return the year that later dates of the paragraph may lean on."""
    if time.period is None or time.is_since or time.shape not in _NAMES_YEAR:
        return None
    return year_of(time.period)


def _after(setting: Setting, time: TimeExpression, year: int) -> Setting:
    # 去年同期 is the same stretch of last year, whatever date was named in between.
    period = setting.period if time.is_as_of and setting.period else time.period
    return Setting(setting.reference, year, year, period, setting.governed)


def _joined(text: str, times: Iterable[TimeExpression]) -> list[TimeExpression]:
    """Join two dates with nothing but 至 between them into one range."""
    joined: list[TimeExpression] = []
    for time in times:
        previous = joined[-1] if joined else None
        if previous and (range_ := _range(text, previous, time)):
            joined[-1] = range_
        elif not previous or previous.span.end <= time.span.start:
            joined.append(time)
    return joined


def _range(text: str, first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    if (
        first.period is None
        or last.period is None
        or first.is_since
        or first.span.end > last.span.start
    ):
        return None
    gap = text[first.span.end : last.span.end]
    joint = _JOINT.match(gap[: last.span.start - first.span.end + 1])
    if gap[:1] not in ("至", "到", "-", "—", "–", "~") or joint is None:
        return None
    if first.span.end + joint.end() < last.span.start:
        return None
    period = between(first.period, last.period)
    if period is None:
        return None
    return first._replace(
        span=Span(first.span.start, last.span.end),
        period=period,
        grain=Grain.RANGE,
        is_as_of=False,
    )
