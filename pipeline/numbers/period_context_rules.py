"""The rules that find a figure's period outside its own sentence."""

from bisect import bisect_left

from pipeline.numbers.period_figures import Figure, fitted
from pipeline.numbers.period_known import BASE_RULES, Known, first_time, heading_time
from pipeline.numbers.period_scope import latest
from pipeline.numbers.reading import Guess

# How many figures equal to a headline's are looked at.
_ECHOES = 5


def whole(figure: Figure, known: Known) -> Guess | None:
    """Give a part the period of its whole."""
    period = known.guess_of(figure.reading.whole)
    return Guess((period,)) if period else None


def beside(figure: Figure, known: Known) -> Guess | None:
    """Give a figure in a sentence without times the period of the one before it."""
    before = figure.before
    while before is not None and known.guesses[before].rule in BASE_RULES:
        before = known.figures[before].before
    period = known.guess_of(before)
    return Guess((fitted(period, figure, known.scope),)) if period else None


def paragraph(figure: Figure, known: Known) -> Guess | None:
    """Read the times before the sentence where it has none itself.

    A stock or total takes the latest date of the nearest sentence that has times,
    anything else the last stretch of time.
    """
    wants_date = figure.is_stock or figure.is_total
    for times in known.scope.earlier(figure.sentence.start, figure.paragraph.start):
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
    reference = known.scope.reference
    time = first_time(known.scope, known.opening)
    if reference is None or figure.is_stock or time is None or time.period is None:
        return None
    if not time.is_relative or time.shape != "dated":
        return None
    year = str(reference.year)
    return Guess((year,)) if time.period.startswith(year) else None


def echo(figure: Figure, known: Known) -> Guess | None:
    """Give a headline's figure the period it has where the text repeats it."""
    if not figure.is_heading:
        return None
    same = known.amounts.get((figure.mention.value, figure.mention.unit), [])[:_ECHOES]
    period = next((found for index in same if (found := known.guess_of(index))), None)
    return Guess((period,)) if period else None
