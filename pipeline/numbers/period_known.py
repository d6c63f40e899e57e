"""What is known about the figures of a text while their periods are read."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.period_figures import Figure, headings_above
from pipeline.numbers.period_meaning import Grain
from pipeline.numbers.period_scope import Scope
from pipeline.numbers.periods import TimeExpression
from pipeline.numbers.reading import Guess
from pipeline.spans import Span


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a figure is read: the text, and the figures before it."""

    clean: CleanText
    scope: Scope
    figures: dict[int, Figure]
    guesses: dict[int, Guess] = field(default_factory=dict)

    def guess_of(self, index: int | None) -> str | None:
        """Return the period already found for another figure."""
        found = self.guesses.get(index) if index is not None else None
        return found.best if found else None


Rule = Callable[[Figure, Known], Guess | None]


def first_time(scope: Scope, span: Span | None) -> TimeExpression | None:
    """Return the first governing time of a stretch of text."""
    times = scope.governing(span.start, span.end) if span else []
    return times[0] if times else None


def heading_time(figure: Figure, known: Known) -> TimeExpression | None:
    """Return the time of the nearest heading, else of the title."""
    scope = known.scope
    for span in headings_above(known.clean, scope.layout, figure.mention.span.start):
        if (time := first_time(scope, span)) and time.period and time.grain is not Grain.DAY:
            return time
    return None
