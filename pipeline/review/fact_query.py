"""What a grid asks for in, a query of the register out; nothing of it is ever SQL itself."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.proving.fact import Status

MOST_ROWS = 500
TEXTS = ("doc", "indicator", "region", "period", "quote", "unit", "kind", "status")
NUMBERS = ("amount", "score")

_ORDER = " ORDER BY {order}document, mention LIMIT ? OFFSET ?"


@dataclass(frozen=True, slots=True)
class Query:
    """A query of ours, with question marks, and the values that fill them."""

    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which facts a grid wants: those whose words hold ``search``, with these statuses.

    ``filters`` and ``sorting`` are as the grid sends them.
    """

    search: str = ""
    statuses: tuple[str, ...] = ()
    filters: Mapping[str, Any] | None = None
    sorting: Sequence[Mapping[str, Any]] = ()


def read_wish(text: str) -> Wish:
    """Read what a grid sent; what it cannot have sent raises ValueError."""
    try:
        sent = dict(json.loads(text))
        return Wish(
            search=str(sent.get("search") or ""),
            statuses=tuple(map(str, sent.get("statuses") or ())),
            filters=dict(sent.get("filters") or {}),
            sorting=[dict(each) for each in sent.get("sorting") or ()],
        )
    except TypeError as error:
        raise ValueError(f"not what a grid sends ({error})") from error


def count_query(wish: Wish) -> Query:
    """Return the query for how many facts there are."""
    where, values = _where(wish)
    return Query(f"SELECT count(*) AS n FROM numbers WHERE {where}", values)


def rows_query(wish: Wish, start: int, end: int) -> Query:
    """Return the query for the facts from ``start`` up to ``end``, at most ``MOST_ROWS``."""
    where, values = _where(wish)
    order = "".join(
        f"{each['colId']} {'DESC' if each.get('sort') == 'desc' else 'ASC'}, "
        for each in wish.sorting
        if each.get("colId") in (*TEXTS, *NUMBERS)
    )
    limit = max(0, min(end - start, MOST_ROWS))
    sql = f"SELECT * FROM numbers WHERE {where}" + _ORDER.format(order=order)
    return Query(sql, (*values, limit, max(0, start)))


def _where(wish: Wish) -> tuple[str, tuple[Any, ...]]:
    terms, values = ["disposition = 'fact'"], []
    if wish.search:
        names = ("indicator", "region", "period", "quote", "doc")
        terms.append("(" + " OR ".join(f"instr({name}, ?) > 0" for name in names) + ")")
        values += [wish.search] * len(names)
    known = [status for status in wish.statuses if status in set(Status)]
    if wish.statuses:
        terms.append(f"status IN ({','.join('?' * len(known))})")
        values += known
    for name, asked in (wish.filters or {}).items():
        if name in (*TEXTS, *NUMBERS) and isinstance(asked, dict):
            term, more = _term(name, asked)
            terms.append(term)
            values += more
    return " AND ".join(terms), tuple(values)


def _term(name: str, asked: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Return one condition of a grid's filter, or two that it joins."""
    conditions = asked.get("conditions")
    if isinstance(conditions, list):
        parts = [_term(name, each) for each in conditions if isinstance(each, dict)]
        word = " OR " if asked.get("operator") == "OR" else " AND "
        joined = word.join(term for term, _ in parts) or "1"
        return f"({joined})", [value for _, values in parts for value in values]
    kind = str(asked.get("type"))
    if kind in _BLANK:
        return f"coalesce({name}, '') {_BLANK[kind]} ''", []
    if name in NUMBERS:
        return _number_term(name, kind, asked)
    made = _TEXT.get(kind)
    return (made(name), [str(asked.get("filter") or "")]) if made else ("1", [])


def _number_term(name: str, kind: str, asked: Mapping[str, Any]) -> tuple[str, list[Any]]:
    low, high = asked.get("filter"), asked.get("filterTo")
    if kind == "inRange":
        return f"{name} BETWEEN ? AND ?", [_number(low), _number(high)]
    return (f"{name} {_NUMBER[kind]} ?", [_number(low)]) if kind in _NUMBER else ("1", [])


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


_BLANK = {"blank": "=", "notBlank": "<>"}
_NUMBER = {
    "equals": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}
_TEXT: Mapping[str, Callable[[str], str]] = {
    "contains": lambda name: f"instr({name}, ?) > 0",
    "notContains": lambda name: f"instr(coalesce({name}, ''), ?) = 0",
    "equals": lambda name: f"{name} = ?",
    "notEqual": lambda name: f"coalesce({name}, '') <> ?",
    "startsWith": lambda name: f"instr({name}, ?) = 1",
}
