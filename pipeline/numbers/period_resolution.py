"""One time expression in, the period it stands for out."""

import re
from collections.abc import Callable
from datetime import timedelta

from pipeline.numbers import period_table as table
from pipeline.numbers.period_dates import resolve_date
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
from pipeline.numbers.period_notation import Reference, as_of, between, unit


def resolve(shape: str, said: Said, setting: Setting) -> Meaning | None:
    """Return what was said in the shape named ``shape`` means, nothing if it is no time."""
    return _RESOLVERS[shape](said, setting)


def _years(said: Said, setting: Setting) -> Meaning | None:
    period = between(said["first"], said["last"])
    return Meaning(period, Grain.RANGE) if period else None


def _iso(said: Said, setting: Setting) -> Meaning | None:
    month, day = (
        read_part(said, name) or read_part(said, f"dotted_{name}") for name in ("month", "day")
    )
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
    count = read_part(said, "count") or read_part(said, "ago")
    last = setting.wider_year
    if not count or last is None:
        return VAGUE
    return Meaning(between(str(last - count + 1), str(last)), Grain.RANGE, is_relative=True)


def _edge(said: Said, setting: Setting) -> Meaning | None:
    if said.get("month_end"):
        return _relative_month(said, setting)
    year = setting.wider_year or last_year(setting, 12 if said.get("end") else 1)
    if said.get("quarter_end") or year is None:
        return VAGUE
    if said.get("end"):
        return Meaning(f"@{year}-12-31", Grain.DAY, is_as_of=True, is_relative=True)
    if said.get("start"):
        return Meaning(f"{year}-01", Grain.MONTH, is_relative=True)
    return Meaning(str(year), Grain.YEAR, is_relative=True)


def _relative_month(said: Said, setting: Setting) -> Meaning | None:
    reference = setting.reference
    if said["which"] == "当月":
        named = re.fullmatch(r"(\d{4})-(\d\d)", setting.period or "")
        reference = Reference(int(named[1]), int(named[2])) if named else None
    if reference is None or reference.month is None:
        return VAGUE
    months = 12 * reference.year + reference.month - 1 + table.RELATIVE_MONTHS[said["which"]]
    period = unit(months // 12, months % 12 + 1)
    if period is None:
        return None
    is_end = said.get("month_edge") in ("底", "末")
    period = last_day(period) if is_end else period
    is_as_of = is_end or bool(said.get("to"))
    return Meaning(as_of(period) if is_as_of else period, Grain.MONTH, is_as_of, is_relative=True)


def _day(said: Said, setting: Setting) -> Meaning | None:
    reference = setting.reference
    if reference is None or reference.day is None:
        return VAGUE
    day = reference.latest + timedelta(days=table.RELATIVE_DAYS[said["text"]])
    return Meaning(day.isoformat(), Grain.DAY, is_relative=True)


def _same(said: Said, setting: Setting) -> Meaning | None:
    return Meaning(setting.period, Grain.RANGE, is_relative=True) if setting.period else VAGUE


def _vague(said: Said, setting: Setting) -> Meaning | None:
    return VAGUE


_RESOLVERS: dict[str, Callable[[Said, Setting], Meaning | None]] = {
    "years": _years,
    "iso": _iso,
    "plan": _plan,
    "since": _since,
    "now": _now,
    "dated": resolve_date,
    "bare": resolve_date,
    "near": _near,
    "edge": _edge,
    "day": _day,
    "same": _same,
    "vague": _vague,
    "future": _vague,
}
