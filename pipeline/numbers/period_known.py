"""What is known about the figures of a text while their periods are read."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.numbers.mention import Mention
from pipeline.numbers.period_cells import Cell, find_cells
from pipeline.numbers.period_figures import Figure, find_figures, is_heading
from pipeline.numbers.period_meaning import Grain
from pipeline.numbers.period_scope import Scope
from pipeline.numbers.periods import TimeExpression
from pipeline.numbers.reading import Guess, Reading
from pipeline.spans import Span

# The rules for what another figure is compared with or came from.
BASE_RULES = frozenset({"attached", "from-end", "aside"})

# A line shorter than this opens nothing: a headline, a source line.
_OPENING_CHARS = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a figure is read: the text, its times, and the figures before it.

    ``headings`` are the lines that head others and give no figures, ``title`` is the
    first line or the marked one, ``opening`` the start of the first paragraph of
    prose.  ``amounts`` lists the figures of the prose by value and unit.
    """

    scope: Scope
    figures: dict[int, Figure]
    cells: tuple[Cell, ...]
    headings: tuple[Span, ...]
    title: Span | None
    opening: Span | None
    announced: TimeExpression | None
    amounts: dict[tuple[Decimal, str], list[int]]
    guesses: dict[int, Guess] = field(default_factory=dict)

    def guess_of(self, index: int | None) -> str | None:
        """Return the period already found for another figure."""
        found = self.guesses.get(index) if index is not None else None
        return found.best if found else None

    def past_bases(self, index: int | None) -> int | None:
        """Return a figure, or the last one before it in its sentence that is no base."""
        while index in self.guesses and self.guesses[index].rule in BASE_RULES:
            index = self.figures[index].before
        return index


Rule = Callable[[Figure, Known], Guess | None]


def build_known(
    clean: CleanText,
    scope: Scope,
    mentions: tuple[Mention, ...],
    readings: tuple[Reading | None, ...],
    announced: TimeExpression | None,
) -> Known:
    """Gather what the rules lean on, once for the whole text."""
    paragraphs = scope.layout.paragraphs
    figures = find_figures(scope, mentions, readings)
    lines = tuple(span for span in paragraphs if is_heading(scope.text, span))
    counting = {figure.paragraph.start for figure in figures.values()}
    headings = tuple(span for span in lines if span.start not in counting)
    titles = tuple(mark.span for mark in clean.marked(MarkKind.TITLE)) or lines
    prose = (span for span in paragraphs if len(span) > _OPENING_CHARS)
    opening = next((Span(span.start, span.start + _OPENING_CHARS) for span in prose), None)
    amounts: dict[tuple[Decimal, str], list[int]] = defaultdict(list)
    for index, figure in figures.items():
        if not figure.is_heading:
            amounts[figure.mention.value, figure.mention.unit].append(index)
    title = titles[0] if titles else None
    cells = find_cells(clean)
    return Known(scope, figures, cells, headings, title, opening, announced, amounts)


def first_time(scope: Scope, span: Span | None) -> TimeExpression | None:
    """Return the first governing time of a stretch of text."""
    times = scope.governing(span.start, span.end) if span else []
    return times[0] if times else None


def heading_time(figure: Figure, known: Known) -> TimeExpression | None:
    """Return the time of the nearest heading above a figure, else what the text announces."""
    place = bisect_left(known.headings, figure.paragraph.start, key=lambda span: span.start)
    nearest, announced = known.headings[place - 1] if place else None, known.announced
    if announced and nearest and nearest.start < announced.span.start:
        nearest = None
    for time in (first_time(known.scope, nearest), announced, first_time(known.scope, known.title)):
        if time and time.period and time.grain is not Grain.DAY and not time.is_future:
            return time
    return None
