"""The rules that find a figure's period outside its own sentence."""

from bisect import bisect_left

from pipeline.numbers.period_figures import Figure, applied, at_end, fitted
from pipeline.numbers.period_known import Known, first_time, heading_time
from pipeline.numbers.period_meaning import Grain
from pipeline.numbers.period_scope import latest
from pipeline.numbers.reading import Guess

# How many figures equal to a headline's are looked at.
_ECHOES = 5

# How far back, in characters, a figure looks for a time in the paragraphs before it.
_SECTION_REACH = 3000

# Rules that look beyond the paragraph, for a stock elsewhere than for a flow.
_FAR = frozenset({"section", "heading", "lead"})

# Rules that give a figure the period of another one.
_COPYING = frozenset({"level", "level-sure", "beside"})

# How far back, in characters, an event may be that a figure speaks of.
_MOMENT_REACH = 400


def whole(figure: Figure, known: Known) -> Guess | None:
    """Give a part the period of its whole."""
    period = known.guess_of(known.past_bases(figure.reading.whole))
    return Guess((period,)) if period else None


def beside(figure: Figure, known: Known) -> Guess | None:
    """Give a figure in a sentence without times the period of the one before it."""
    source = known.past_bases(figure.before)
    is_by_now = source is not None and known.guesses[source].rule == "now"
    if is_by_now and not (figure.is_stock or figure.is_total):
        return None
    period = known.guess_of(source)
    if period is None or source is None:
        return None
    rule = _origin(source, known)
    if rule in _FAR and known.figures[source].is_stock != figure.is_stock:
        return None
    period = fitted(period, figure, known.scope)
    return Guess((period,), rule=rule if rule in _FAR else "")


def _origin(source: int, known: Known) -> str:
    """Return the rule by which a figure's period was found, past those that only copy it."""
    index: int | None = source
    while index is not None and known.guesses[index].rule in _COPYING:
        level, before = known.figures[index].reading.level, known.figures[index].before
        index = level if level in known.guesses else before
    return known.guesses[index].rule if index is not None else ""


def paragraph(figure: Figure, known: Known) -> Guess | None:
    """Read the times before the sentence where it has none itself.

    A stock or total takes the latest date of the nearest sentence that has times,
    anything else the last stretch of time; a date serves where there is no stretch
    and no heading that names one.
    """
    place, start = figure.sentence.start, figure.paragraph.start
    period, dated = _earlier(figure, known, place, start)
    if period is None and heading_time(figure, known) is None:
        period = dated
    return Guess((period,)) if period else None


def section(figure: Figure, known: Known) -> Guess | None:
    """Read the times of the paragraphs before it, up to the nearest heading."""
    place = bisect_left(known.headings, figure.paragraph.start, key=lambda span: span.start)
    start = known.headings[place - 1].end if place else 0
    start = max(start, figure.paragraph.start - _SECTION_REACH)
    period, _ = _earlier(figure, known, figure.paragraph.start, start, is_section=True)
    return Guess((period,)) if period else None


def _earlier(
    figure: Figure, known: Known, place: int, start: int, *, is_section: bool = False
) -> tuple[str | None, str | None]:
    """Return the period that suits a figure from ``place`` back to ``start``, and the last date.

    A month of another paragraph is that of an event, and a year that is over tells
    nothing about what there is: neither rules the figures of a later paragraph.
    """
    dated: str | None = None
    is_dated = figure.is_stock or figure.is_total
    is_now = is_section and is_dated and now(figure, known) is not None
    for times in known.scope.earlier(place, start):
        dates = [time for time in times if time.is_as_of]
        stretches = [time for time in times if not time.is_as_of]
        if is_section:
            stretches = [t for t in stretches if t.grain not in (Grain.MONTH, Grain.DAY)]
        if is_now:
            stretches = []
        dated = dated or (latest(dates).period if dates else None)
        if dated and is_dated:
            return dated, dated
        if stretches:
            return applied(stretches[-1], figure, known.scope), dated
    return None, dated


def now(figure: Figure, known: Known) -> Guess | None:
    """Date what there is or 已 was done, without any date, by the day the text speaks from."""
    reference = known.scope.reference
    is_by_now = figure.is_stock or figure.is_total or "已" in figure.lead.of(known.scope.text)
    if not is_by_now or reference is None or reference.month is None:
        return None
    return Guess((f"@{reference.notation}",))


def heading(figure: Figure, known: Known) -> Guess | None:
    """Read the heading's or the title's time where there is no other."""
    time = heading_time(figure, known)
    if time is None or time.period is None:
        return None
    return Guess((at_end(time.period, figure, known.scope),))


def since_opening(figure: Figure, known: Known) -> Guess | None:
    """Let a text that opens with 今年以来 be about it wherever a paragraph names no time."""
    time = first_time(known.scope, known.opening)
    reference = known.scope.reference
    is_dated = reference is not None and reference.day is not None
    is_since = time is not None and time.is_since and not figure.is_stock
    return lead(figure, known) if is_since and is_dated else None


def lead(figure: Figure, known: Known) -> Guess | None:
    """Take a text that opens with a stretch of time to be about it throughout."""
    time = first_time(known.scope, known.opening)
    if time is None or time.period is None or time.is_as_of or time.grain is Grain.DAY:
        return None
    return Guess((applied(time, figure, known.scope),))


def echo(figure: Figure, known: Known) -> Guess | None:
    """Give a headline's figure the period it has where the text repeats it."""
    if not figure.is_heading:
        return None
    same = known.amounts.get((figure.mention.value, figure.mention.unit), [])[:_ECHOES]
    period = next((found for index in same if (found := known.guess_of(index))), None)
    return Guess((period,)) if period else None


def moment(figure: Figure, known: Known) -> Guess | None:
    """Read the day of the event that the paragraph told last where there is nothing else."""
    start = max(figure.paragraph.start, figure.sentence.start - _MOMENT_REACH)
    times = known.scope.governing(start, figure.sentence.start)
    return Guess((times[-1].period,)) if times and times[-1].period else None
