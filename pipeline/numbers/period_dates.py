"""A date with its year, part and edge in, its period out."""

import re
from collections.abc import Callable

from pipeline.numbers import period_table as table
from pipeline.numbers.period_meaning import (
    VAGUE,
    Grain,
    Meaning,
    Said,
    Setting,
    last_day,
    last_year,
    read_part,
    since,
)
from pipeline.numbers.period_notation import as_of, between, shifted, unit


def resolve_date(said: Said, setting: Setting) -> Meaning | None:
    """Return what a date means, nothing if the calendar has no such date.

    A date without a year belongs to the year of its sentence, else it is the last such
    date that had come when the text was published.
    """
    year, is_relative = _year(said, setting)
    if said.get("same") and (said.get("relative") or said.get("governed")):
        return _same_time_of(year, setting)
    part = _part(said, year, setting)
    if part is None:
        return None if year is None and not is_relative else _unknown_year(said)
    period, grain = part
    return _with_tail(said, Meaning(period, grain, is_relative=is_relative), setting)


def _unknown_year(said: Said) -> Meaning | None:
    return Meaning(None, Grain.YEAR, is_relative=True) if said.get("relative") else VAGUE


def _year(said: Said, setting: Setting) -> tuple[int | None, bool]:
    """Return the year that is written, and whether it is written relative to another."""
    if written := said.get("four") or said.get("hanzi") or said.get("two"):
        return table.read_year(written), False
    if word := said.get("relative"):
        if word in table.BEFORE_REPORTED and setting.wider_year:
            return setting.wider_year - 1, True
        reference = setting.reference
        return (reference.year + table.RELATIVE_YEARS[word] if reference else None), True
    if word := said.get("governed"):
        base = setting.wider_year
        return (base + table.GOVERNED_YEARS[word] if base else None), True
    return None, False


def _same_time_of(year: int | None, setting: Setting) -> Meaning:
    governing = setting.period
    if governing is None or not re.search(r"-|\.\.", governing):
        return Meaning(str(year) if year else None, Grain.YEAR, is_relative=True)
    return Meaning(shifted(governing, -1), Grain.RANGE, is_relative=True)


def _part(said: Said, year: int | None, setting: Setting) -> tuple[str, Grain] | None:
    if _PARTS.keys().isdisjoint(said):
        return (str(year), Grain.YEAR) if year else None
    found = next(name for name in _PARTS if name in said)
    grain, months = _PARTS[found]
    first, last = months(said)
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if year is None:
        year = _governing_year(found, last, said, setting)
    if year is None:
        return None
    period = _named(found, said, year, (first, last))
    return (period, grain) if period else None


def _governing_year(found: str, last_month: int, said: Said, setting: Setting) -> int | None:
    if found == "whole" and setting.wider_year:
        return setting.wider_year
    day = read_part(said, "day") or read_part(said, "day_from") or 1
    return setting.year or last_year(setting, last_month, day)


def _named(found: str, said: Said, year: int, months: tuple[int, int]) -> str | None:
    first, last = months
    if found == "day_month":
        return _days(said, year, months)
    if found in ("month", "day"):
        return unit(year, first, read_part(said, "day") or None)
    if "quarter" in found:
        low, high = (first + 2) // 3, last // 3
        return f"{year}-Q{low}" if low == high else f"{year}-Q{low}..{year}-Q{high}"
    if "half" in found:
        return f"{year}-H{last // 6}"
    if (first, last) == (1, 12):
        return str(year)
    return between(f"{year}-{first:02d}", f"{year}-{last:02d}")


def _days(said: Said, year: int, months: tuple[int, int]) -> str | None:
    first = unit(year, months[0], read_part(said, "day_from"))
    last = unit(year, months[1], read_part(said, "day_to"))
    return between(first, last) if first and last else None


def _with_tail(said: Said, meaning: Meaning, setting: Setting) -> Meaning:
    period, grain, edge = meaning.period, meaning.grain, said.get("edge", "")
    if period is None:
        return meaning
    is_end = edge.endswith(("底", "末"))
    if is_end:
        period = last_day(period)
    elif edge.endswith("初") and grain is Grain.YEAR:
        period, grain = f"{period}-01", Grain.MONTH
    if said.get("since"):
        return Meaning(since(period, setting), Grain.RANGE, False, True, meaning.is_relative)
    is_as_of = is_end or said.get("to", "").startswith("截")
    return Meaning(
        as_of(period) if is_as_of else period, grain, is_as_of, False, meaning.is_relative
    )


def _months(first: str, last: str, size: int = 1) -> Callable[[Said], tuple[int, int]]:
    """Return a function that reads the first and last month from two named parts.

    ``size`` is how many months one of what they count has; without ``first`` the
    months are counted from January.
    """

    def read(said: Said) -> tuple[int, int]:
        start = size * (read_part(said, first) - 1) + 1 if first else 1
        return start, size * (read_part(said, last) or read_part(said, first))

    return read


def _half(said: Said) -> tuple[int, int]:
    return (1, 6) if said.get("half") in ("上", "前") else (7, 12)


def _whole(said: Said) -> tuple[int, int]:
    return 1, 12


# For each named part of a date its grain, and what reads its first and last month.
_PARTS: dict[str, tuple[Grain, Callable[[Said], tuple[int, int]]]] = {
    "day_month": (Grain.DAY, _months("day_month", "day_month_to")),
    "month_from": (Grain.RANGE, _months("month_from", "month_to")),
    "day": (Grain.DAY, _months("month", "month")),
    "month": (Grain.MONTH, _months("month", "month")),
    "first_months": (Grain.RANGE, _months("", "first_months")),
    "first_quarters": (Grain.RANGE, _months("", "first_quarters", 3)),
    "quarter_from": (Grain.RANGE, _months("", "quarter_to", 3)),
    "quarter": (Grain.QUARTER, _months("quarter", "quarter", 3)),
    "latin_quarter": (Grain.QUARTER, _months("latin_quarter", "latin_quarter", 3)),
    "latin_half": (Grain.HALF, _months("latin_half", "latin_half", 6)),
    "half": (Grain.HALF, _half),
    "whole": (Grain.YEAR, _whole),
}
