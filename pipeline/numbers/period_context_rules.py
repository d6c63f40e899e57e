"""The rules that find a figure's period outside its own sentence."""

from bisect import bisect_left

from pipeline.numbers.period_figures import Figure, fitted
from pipeline.numbers.period_known import Known, heading_time
from pipeline.numbers.period_scope import latest
from pipeline.numbers.reading import Guess


def whole(figure: Figure, known: Known) -> Guess | None:
    """Give a part the period of its whole."""
    period = known.guess_of(figure.reading.whole)
    return Guess((period,)) if period else None


def beside(figure: Figure, known: Known) -> Guess | None:
    """Give a figure in a sentence without times the period of the one before it."""
    period = known.guess_of(figure.before)
    return Guess((period,)) if period else None


def paragraph(figure: Figure, known: Known) -> Guess | None:
    """Read the times before the sentence where it has none itself.

    A stock or total takes the latest date of the nearest sentence that has times,
    anything else the last stretch of time.
    """
    wants_date = figure.is_stock or figure.is_total
    for times in known.scope.earlier(figure.sentence):
        dates = [time for time in times if time.is_as_of]
        stretches = [time for time in times if not time.is_as_of]
        if wants_date and dates:
            return Guess((latest(dates).period or "",))
        if stretches:
            time = stretches[-1]
            period = time.period or ""
            return Guess((fitted(period, figure, known.scope, is_since=time.is_since),))
    return None


def pointed_back(figure: Figure, known: Known) -> Guess | None:
    """Carry on the paragraph before after 上述."""
    if "上述" not in figure.lead.of(known.scope.text):
        return None
    paragraphs = known.scope.layout.paragraphs
    place = bisect_left(paragraphs, figure.paragraph)
    start = paragraphs[max(0, place - 1)].start
    times = known.scope.governing(start, figure.paragraph.start)
    return Guess((times[0].period,)) if times and times[0].period else None


def now(figure: Figure, known: Known) -> Guess | None:
    """Date a stock or total without any date by the day the text speaks from."""
    reference = known.scope.reference
    if not (figure.is_stock or figure.is_total) or reference is None or reference.month is None:
        return None
    return Guess((f"@{reference.notation}",))


def heading(figure: Figure, known: Known) -> Guess | None:
    """Read the heading's or the title's time where there is no other."""
    time = heading_time(figure, known)
    if time is None or time.period is None:
        return None
    return Guess((fitted(time.period, figure, known.scope),))


def lead(figure: Figure, known: Known) -> Guess | None:
    """Take news that opens with 今年以来 to be about this year throughout."""
    scope, reference = known.scope, known.scope.reference
    if reference is None or figure.is_stock:
        return None
    opening = next((p for p in scope.layout.paragraphs if len(p) > 60), None)
    times = scope.governing(opening.start, opening.start + 60) if opening else []
    if not times or not times[0].is_relative or not times[0].period:
        return None
    is_current = times[0].period.startswith(str(reference.year)) and times[0].shape == "dated"
    return Guess((str(reference.year),)) if is_current else None


def echo(figure: Figure, known: Known) -> Guess | None:
    """Give a headline's figure the period it has where the text repeats it."""
    if not figure.is_heading:
        return None
    same = (
        known.guess_of(other.mention.index)
        for other in known.figures.values()
        if other.mention.value == figure.mention.value
        and other.mention.unit == figure.mention.unit
        and not other.is_heading
    )
    period = next((found for found in same if found), None)
    return Guess((period,)) if period else None
