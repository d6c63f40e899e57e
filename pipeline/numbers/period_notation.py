"""The notation of periods: what ``2022-H1``, ``2020..2023-04`` and ``@2022-12-31`` cover."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_UNIT = re.compile(
    r"""
    (?P<year>\d{4})
    (?:
        -H(?P<half>[12])
      | -Q(?P<quarter>[1-4])
      | -(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?
    )?
    """,  # not 2022-13, not 2022-5 (months have two digits), nothing before or after
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """The day a text speaks from, known as exactly as its source says.

    >>> Reference(2021, 12).notation
    '2021-12'
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, published: date | None) -> "Reference | None":
        """Return the reference of a publication date, nothing for none."""
        return cls(published.year, published.month, published.day) if published else None

    @property
    def notation(self) -> str:
        """Return the day, month or year in the notation of periods."""
        return unit(self.year, self.month, self.day) or str(self.year)

    @property
    def latest(self) -> date:
        """Return the last day the reference may stand for."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def unit(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return a year, month or day in our notation; nothing if the calendar has no such day.

    >>> unit(2023, 4, 6), unit(2023, 2), unit(2023, 2, 30)
    ('2023-04-06', '2023-02', None)
    """
    if not 1900 <= year <= 2099 or not 1 <= (month or 1) <= 12:
        return None
    if month is None:
        return f"{year}"
    if day is None:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= monthrange(year, month)[1] else None


@lru_cache(maxsize=4096)
def bounds(period: str) -> tuple[date | None, date | None] | None:
    """Return the first and last day of a period, ``None`` for an open end.

    Nothing is returned for what is not a period in our notation.

    >>> bounds("2020..2022-Q3")
    (datetime.date(2020, 1, 1), datetime.date(2022, 9, 30))
    >>> bounds("2021-07..")
    (datetime.date(2021, 7, 1), None)
    """
    first, dots, last = period.removeprefix("@").partition("..")
    if not dots:
        return _unit_days(first)
    start, end = _unit_days(first), _unit_days(last)
    if (first and not start) or (last and not end) or not (start or end):
        return None
    if start and end and start[0] > end[1]:
        return None
    return (start[0] if start else None, end[1] if end else None)


def is_period(text: str) -> bool:
    """Tell whether ``text`` is a period in our notation."""
    return bounds(text) is not None and not (text.startswith("@") and ".." in text)


def periods_agree(one: str, other: str) -> bool:
    """Tell whether two periods mean the same time.

    Equal intervals agree, a date and its month agree at the month's last day, a year
    agrees only with itself, and a date (``@``) never agrees with a stretch of time.

    >>> periods_agree("2022-01..2022-09", "2022-Q1..2022-Q3")
    True
    >>> periods_agree("@2022-12-31", "@2022-12"), periods_agree("@2022", "@2022-12")
    (True, False)
    """
    if one == other:
        return bounds(one) is not None
    if one.startswith("@") != other.startswith("@") or _is_year(one) or _is_year(other):
        return False
    days, other_days = bounds(one), bounds(other)
    if days is None or other_days is None:
        return False
    if one.startswith("@"):
        return days[1] == other_days[1]
    return days == other_days


def between(first: str, last: str) -> str | None:
    """Return the period from the start of one to the end of the other; nothing if it is empty.

    >>> between("2020", "@2022-12-31"), between("2022", "2022"), between("2022", "2020")
    ('2020..2022-12-31', '2022', None)
    """
    start = first.removeprefix("@").partition("..")[0]
    end = last.removeprefix("@").rpartition("..")[2]
    period = start if start == end else f"{start}..{end}"
    return period if is_period(period) else None


def as_of(period: str) -> str:
    """Return the date at which a period ends, as written: a year stays a year.

    >>> as_of("2022"), as_of("2022-Q1..2022-Q3"), as_of("2022-H1"), as_of("@2022-12-31")
    ('@2022', '@2022-09-30', '@2022-06-30', '@2022-12-31')
    """
    last = period.removeprefix("@").rpartition("..")[2]
    if "Q" in last or "H" in last:
        days = _unit_days(last)
        return f"@{days[1]}" if days else period
    return f"@{last}" if last else period


def year_of(period: str) -> int | None:
    """Return the last year a period touches."""
    days = bounds(period)
    last = (days[1] or days[0]) if days else None
    return last.year if last else None


def shifted(period: str, years: int) -> str | None:
    """Return the same period some years later, nothing if there is none.

    >>> shifted("2017-Q1..2017-Q3", -1), shifted("@2020-02-29", -1)
    ('2016-Q1..2016-Q3', '@2019-02-28')
    """
    moved = re.sub(r"\d{4}(?=$|-|\.)", lambda found: f"{int(found[0]) + years:04d}", period)
    if not is_period(moved):
        moved = moved.replace("-02-29", "-02-28")
    return moved if is_period(moved) else None


def is_after(period: str, reference: Reference) -> bool:
    """Tell whether a period starts after the day the text speaks from."""
    days = bounds(period)
    return bool(days and days[0] and days[0] > reference.latest)


def _is_year(period: str) -> bool:
    return re.fullmatch(r"@?\d{4}", period) is not None


@lru_cache(maxsize=4096)
def _unit_days(text: str) -> tuple[date, date] | None:
    match = _UNIT.fullmatch(text)
    if not match or not 1900 <= int(match["year"]) <= 2099:
        return None
    year, first, last = int(match["year"]), 1, 12
    if match["half"]:
        first, last = 6 * int(match["half"]) - 5, 6 * int(match["half"])
    elif match["quarter"]:
        first, last = 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    elif match["month"]:
        first = last = int(match["month"])
    if match["day"]:
        day = int(match["day"])
        return (date(year, first, day),) * 2 if day <= monthrange(year, first)[1] else None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
