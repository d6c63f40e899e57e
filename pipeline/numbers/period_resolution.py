"""One time expression in, the period it stands for out."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pipeline.numbers import period_table as table
from pipeline.numbers.period_notation import Reference, as_of, between, is_after, shifted, unit


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


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression may lean on.

    ``reference`` is the day the text speaks from, ``year`` the last year named in the
    sentence, ``wider_year`` the last one named in the paragraph, ``period`` the last
    period named in the paragraph.
    """

    reference: Reference | None = None
    year: int | None = None
    wider_year: int | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A period in our notation, or nothing, and how it was said."""

    period: str | None
    grain: Grain
    is_as_of: bool = False
    is_since: bool = False
    is_relative: bool = False


# The named parts of an expression that were said, and the whole as "text".
Said = dict[str, str]

_VAGUE = Meaning(None, Grain.VAGUE, is_relative=True)


def resolve(shape: str, match: re.Match[str], setting: Setting) -> Meaning | None:
    """Return what a match of the shape named ``shape`` means, nothing if it is no time."""
    said = {name: words for name, words in match.groupdict().items() if words}
    return _RESOLVERS[shape](said | {"text": match[0]}, setting)


def since(start: str, setting: Setting) -> str:
    """Return the period from ``start`` to the day the text speaks from, open if unknown."""
    start = start.removeprefix("@").partition("..")[0]
    reference = setting.reference
    if reference is None or reference.month is None or is_after(start, reference):
        return f"{start}.."
    return between(start, reference.notation) or f"{start}.."


def _years(said: Said, setting: Setting) -> Meaning | None:
    period = between(said["first"], said["last"])
    return Meaning(period, Grain.RANGE) if period else None


def _iso(said: Said, setting: Setting) -> Meaning | None:
    month, day = (_read(said, name) or _read(said, f"dotted_{name}") for name in ("month", "day"))
    period = unit(int(said["year"]), month, day or None)
    return Meaning(period, Grain.DAY if day else Grain.MONTH) if period else None


def _plan(said: Said, setting: Setting) -> Meaning | None:
    first = table.PLANS[said["plan"]]
    if said.get("since"):
        return Meaning(since(str(first), setting), Grain.RANGE, is_since=True)
    if said.get("end"):
        return Meaning(f"@{first + 4}-12-31", Grain.DAY, is_as_of=True)
    return Meaning(f"{first}..{first + 4}", Grain.RANGE)


def _since(said: Said, setting: Setting) -> Meaning | None:
    starts = table.CONGRESSES | table.BEGINNINGS
    start = starts[said.get("congress") or said["beginning"]]
    return Meaning(since(start, setting), Grain.RANGE, is_since=True)


def _now(said: Said, setting: Setting) -> Meaning | None:
    reference = setting.reference
    period = f"@{reference.notation}" if reference and reference.month else None
    return Meaning(period, Grain.NOW, is_as_of=True, is_relative=True)


def _near(said: Said, setting: Setting) -> Meaning | None:
    count = _read(said, "count") or _read(said, "ago")
    last = setting.wider_year
    if not count or last is None:
        return _VAGUE
    return Meaning(between(str(last - count + 1), str(last)), Grain.RANGE, is_relative=True)


def _edge(said: Said, setting: Setting) -> Meaning | None:
    if said.get("month_end"):
        return _relative_month(said, setting)
    year = setting.wider_year or _last_year(setting, 12 if said.get("end") else 1)
    if said.get("quarter_end") or year is None:
        return _VAGUE
    if said.get("end"):
        return Meaning(f"@{year}-12-31", Grain.DAY, is_as_of=True, is_relative=True)
    if said.get("start"):
        return Meaning(f"{year}-01", Grain.MONTH, is_relative=True)
    return Meaning(str(year), Grain.YEAR, is_relative=True)


def _relative_month(said: Said, setting: Setting) -> Meaning | None:
    reference = setting.reference
    if reference is None or reference.month is None:
        return _VAGUE
    months = 12 * reference.year + reference.month - 1 + table.RELATIVE_MONTHS[said["which"]]
    period = unit(months // 12, months % 12 + 1)
    if period is None:
        return None
    is_end = said.get("month_edge") in ("底", "末")
    period = _last_day(period) if is_end else period
    is_as_of = is_end or bool(said.get("to"))
    return Meaning(as_of(period) if is_as_of else period, Grain.MONTH, is_as_of, is_relative=True)


def _day(said: Said, setting: Setting) -> Meaning | None:
    reference = setting.reference
    if reference is None or reference.day is None:
        return _VAGUE
    day = reference.latest + timedelta(days=table.RELATIVE_DAYS[said["text"]])
    return Meaning(day.isoformat(), Grain.DAY, is_relative=True)


def _same(said: Said, setting: Setting) -> Meaning | None:
    return Meaning(setting.period, Grain.RANGE, is_relative=True) if setting.period else _VAGUE


def _vague(said: Said, setting: Setting) -> Meaning | None:
    return _VAGUE


def _dated(said: Said, setting: Setting) -> Meaning | None:
    year, is_relative = _year(said, setting)
    if said.get("same") and (said.get("relative") or said.get("governed")):
        return _same_time_of(year, setting)
    part = _part(said, year, setting)
    if part is None:
        return None if year is None and not is_relative else _unknown_year(said)
    period, grain = part
    return _with_tail(said, Meaning(period, grain, is_relative=is_relative), setting)


def _unknown_year(said: Said) -> Meaning | None:
    return Meaning(None, Grain.YEAR, is_relative=True) if said.get("relative") else _VAGUE


def _year(said: Said, setting: Setting) -> tuple[int | None, bool]:
    """Return the year that is written, and whether it is written relative to another."""
    if written := said.get("four") or said.get("hanzi") or said.get("two"):
        return table.read_year(written), False
    if word := said.get("relative"):
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
    found = next((name for name in _PARTS if said.get(name)), None)
    if found is None:
        return (str(year), Grain.YEAR) if year else None
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
    day = _read(said, "day") or _read(said, "day_from") or 1
    return setting.year or _last_year(setting, last_month, day)


def _last_year(setting: Setting, month: int, day: int = 1) -> int | None:
    """Return the last year in which that day had come: a report does not tell the future."""
    reference = setting.reference
    if reference is None:
        return None
    latest = reference.latest
    return latest.year - ((month, day) > (latest.month, latest.day))


def _named(found: str, said: Said, year: int, months: tuple[int, int]) -> str | None:
    first, last = months
    if found == "day_month":
        return _days(said, year, months)
    if found in ("month", "day"):
        return unit(year, first, _read(said, "day") or None)
    if "quarter" in found:
        low, high = (first + 2) // 3, last // 3
        return f"{year}-Q{low}" if low == high else f"{year}-Q{low}..{year}-Q{high}"
    if "half" in found:
        return f"{year}-H{last // 6}"
    if (first, last) == (1, 12):
        return str(year)
    return between(f"{year}-{first:02d}", f"{year}-{last:02d}")


def _days(said: Said, year: int, months: tuple[int, int]) -> str | None:
    first = unit(year, months[0], _read(said, "day_from"))
    last = unit(year, months[1], _read(said, "day_to"))
    return between(first, last) if first and last else None


def _with_tail(said: Said, meaning: Meaning, setting: Setting) -> Meaning:
    period, grain, edge = meaning.period, meaning.grain, said.get("edge", "")
    if period is None:
        return meaning
    is_end = edge.endswith(("底", "末"))
    if is_end:
        period = _last_day(period)
    elif edge.endswith("初") and grain is Grain.YEAR:
        period, grain = f"{period}-01", Grain.MONTH
    if said.get("since"):
        return Meaning(since(period, setting), Grain.RANGE, False, True, meaning.is_relative)
    is_as_of = is_end or said.get("to", "").startswith("截")
    return Meaning(
        as_of(period) if is_as_of else period, grain, is_as_of, False, meaning.is_relative
    )


def _last_day(period: str) -> str:
    ended = as_of(period).removeprefix("@")
    if len(ended) == 4:
        return f"{ended}-12-31"
    if len(ended) == 7:
        year, month = int(ended[:4]), int(ended[5:])
        return date(year, month, monthrange(year, month)[1]).isoformat()
    return ended


def _read(said: Said, name: str) -> int:
    return table.read_numeral(said.get(name, "")) or 0


def _half(said: Said) -> tuple[int, int]:
    return (1, 6) if said.get("half") in ("上", "前") else (7, 12)


# For each named part of a date its grain, and its first and last month.
_PARTS: dict[str, tuple[Grain, Callable[[Said], tuple[int, int]]]] = {
    "day_month": (
        Grain.DAY,
        lambda said: (
            _read(said, "day_month"),
            _read(said, "day_month_to") or _read(said, "day_month"),
        ),
    ),
    "month_from": (Grain.RANGE, lambda said: (_read(said, "month_from"), _read(said, "month_to"))),
    "day": (Grain.DAY, lambda said: (_read(said, "month"),) * 2),
    "month": (Grain.MONTH, lambda said: (_read(said, "month"),) * 2),
    "first_months": (Grain.RANGE, lambda said: (1, _read(said, "first_months"))),
    "first_quarters": (Grain.RANGE, lambda said: (1, 3 * _read(said, "first_quarters"))),
    "quarter_from": (Grain.RANGE, lambda said: (1, 3 * _read(said, "quarter_to"))),
    "quarter": (
        Grain.QUARTER,
        lambda said: (3 * _read(said, "quarter") - 2, 3 * _read(said, "quarter")),
    ),
    "latin_quarter": (
        Grain.QUARTER,
        lambda said: (3 * _read(said, "latin_quarter") - 2, 3 * _read(said, "latin_quarter")),
    ),
    "latin_half": (
        Grain.HALF,
        lambda said: (6 * _read(said, "latin_half") - 5, 6 * _read(said, "latin_half")),
    ),
    "half": (Grain.HALF, _half),
    "whole": (Grain.YEAR, lambda said: (1, 12)),
}

_RESOLVERS: dict[str, Callable[[Said, Setting], Meaning | None]] = {
    "years": _years,
    "iso": _iso,
    "plan": _plan,
    "since": _since,
    "now": _now,
    "dated": _dated,
    "bare": _dated,
    "near": _near,
    "edge": _edge,
    "day": _day,
    "same": _same,
    "vague": _vague,
    "future": _vague,
}
