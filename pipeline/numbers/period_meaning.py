"""What a time expression leans on, and what it comes to mean."""

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pipeline.numbers.period_notation import Reference, as_of, between, is_after
from pipeline.numbers.period_table import read_numeral

# The named parts of an expression that were said, and the whole as "text".
Said = dict[str, str]


class Grain(StrEnum):
    """How large a stretch of time an expression names."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    RANGE = "range"
    NOW = "now"
    VAGUE = "vague"


class Setting(NamedTuple):
    """What an expression may lean on.

    ``reference`` is the day the text speaks from, ``year`` the last year named in the
    sentence, ``wider_year`` the last one named in the paragraph, ``period`` the last
    period named in the paragraph, ``governed`` the year that the whole text is about.
    """

    reference: Reference | None = None
    year: int | None = None
    wider_year: int | None = None
    period: str | None = None
    governed: int | None = None


class Meaning(NamedTuple):
    """A period in our notation, or nothing, and how it was said."""

    period: str | None
    grain: Grain
    is_as_of: bool = False
    is_since: bool = False
    is_relative: bool = False


VAGUE = Meaning(None, Grain.VAGUE, is_relative=True)


def since(start: str, setting: Setting) -> str:
    """Return the period from ``start`` to the day the text speaks from, open if unknown."""
    start = start.removeprefix("@").partition("..")[0]
    reference = setting.reference
    if reference is None or reference.month is None or is_after(start, reference):
        return f"{start}.."
    return between(start, reference.notation) or f"{start}.."


def last_year(setting: Setting, month: int, day: int = 1) -> int | None:
    """Return the last year in which that day had come: a report does not tell the future."""
    reference = setting.reference
    if reference is None:
        return None
    latest = reference.latest
    return latest.year - ((month, day) > (latest.month, latest.day))


def last_day(period: str) -> str:
    """Return the last day of a period as a date.

    >>> last_day("2022"), last_day("2023-02"), last_day("2022-Q3")
    ('2022-12-31', '2023-02-28', '2022-09-30')
    """
    ended = as_of(period).removeprefix("@")
    if len(ended) == 4:
        return f"{ended}-12-31"
    if len(ended) == 7:
        year, month = int(ended[:4]), int(ended[5:])
        return date(year, month, monthrange(year, month)[1]).isoformat()
    return ended


def read_part(said: Said, name: str) -> int:
    """Return the value of a named part, 0 where it was not said."""
    return read_numeral(said.get(name, "")) or 0
