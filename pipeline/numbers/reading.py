"""What the text alone, without any model, says a number means."""

from enum import StrEnum
from typing import NamedTuple

from schemas.vocabulary import NonFact


class Direction(StrEnum):
    """Which way a change went."""

    UP = "up"
    DOWN = "down"


class Guess(NamedTuple):
    """Ranked candidates for one field, best first; silent when there are none.

    ``is_sure`` is true only where ``rule``, the rule that fired, is right in at least
    99 of 100 cases on annotated documents.

    >>> Guess(("专利授权量", "专利授权"), rule="head-before").best
    '专利授权量'
    """

    candidates: tuple[str, ...] = ()
    is_sure: bool = False
    rule: str = ""

    @property
    def best(self) -> str | None:
        """Return the first candidate, or nothing."""
        return self.candidates[0] if self.candidates else None


# The one guess that says nothing.
SILENT = Guess()


class Reading(NamedTuple):
    """The meaning of the mention with the index ``mention``.

    ``kind``, ``indicator``, ``period`` and ``region`` hold their candidates;
    ``period`` in the notation of ``pipeline.numbers.periods``, ``region`` as the
    simplified name of a place or body.  ``why`` is the reason when the clause shows
    that the number states no statistic (a target, a denied figure).  ``direction``
    is the way a change went, ``compared_with`` the base as written (同比, 较上年),
    ``level`` the index of the mention whose growth, share or rank this is, and
    ``whole`` the index of the mention this one is a part of (其中).
    """

    mention: int
    kind: Guess = SILENT
    indicator: Guess = SILENT
    period: Guess = SILENT
    region: Guess = SILENT
    why: Guess = SILENT
    direction: Direction | None = None
    compared_with: str | None = None
    level: int | None = None
    whole: int | None = None

    def at(self, period: Guess, region: Guess) -> "Reading":
        """Return the same meaning for a period and a region."""
        return Reading(
            self.mention,
            self.kind,
            self.indicator,
            period,
            region,
            self.why,
            self.direction,
            self.compared_with,
            self.level,
            self.whole,
        )

    @property
    def is_silent(self) -> bool:
        """Tell whether nothing at all is said of the number."""
        return not (self.kind.candidates or self.indicator.candidates or self.why.candidates)

    @property
    def nonfact(self) -> NonFact | None:
        """Return the reason why the mention is no statistic, if the clause gives one."""
        return NonFact(self.why.best) if self.why.best else None
