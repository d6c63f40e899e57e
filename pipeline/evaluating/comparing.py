"""Two runs in, or a run and what was expected of it; what the second changes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from pipeline.errors import StoreError
from pipeline.evaluating.run_lines import Line, Place, place_of, read_lines
from pipeline.results.exports import DISPUTES, FACTS
from pipeline.results.terminal import shown
from pipeline.results.views import DOC_CHARS

COMPARED = (
    "quote",
    "value",
    "unit",
    "bound",
    "kind",
    "indicator",
    "indicator_id",
    "region",
    "region_code",
    "period",
    "compared_with",
    "status",
)
_HEADER = ("what", "doc", "place", "quote", "field", "before", "after")

_Lines = Mapping[Place, Line]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the fact ``quote`` that reads differently in the two."""

    place: Place
    quote: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the second of two runs has more, less and other than the first.

    ``gained`` and ``lost`` are facts, ``opened`` and ``closed`` disputes; everything
    is in order of document and place.
    """

    gained: tuple[Line, ...] = ()
    lost: tuple[Line, ...] = ()
    changed: tuple[Change, ...] = ()
    opened: tuple[Line, ...] = ()
    closed: tuple[Line, ...] = ()

    @property
    def has_changes(self) -> bool:
        """Tell whether the two differ at all."""
        return self != Comparison()

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Return every difference with its place."""
        changed = [
            {**_named(each.place, each.quote), "field": each.field}
            | {"before": each.before, "after": each.after}
            for each in self.changed
        ]
        briefs = {name: [_brief(line) for line in lines] for name, lines in self._listed()}
        return {**briefs, "changed": changed}

    def table(self) -> Table:
        """Return every difference as a row for a terminal."""
        table = Table(show_edge=False, pad_edge=False)
        for name in _HEADER:
            table.add_column(name, overflow="fold")
        for name, lines in self._listed():
            for line in lines:
                table.add_row(*map(shown, (name, *_cells(place_of(line), line["quote"]))))
        for each in self.changed:
            cells = (*_cells(each.place, each.quote), each.field, each.before, each.after)
            table.add_row(*map(shown, ("changed", *cells)))
        return table

    def _listed(self) -> Iterator[tuple[str, tuple[Line, ...]]]:
        yield "gained", self.gained
        yield "lost", self.lost
        yield "opened", self.opened
        yield "closed", self.closed


def compare(before: Path, after: Path) -> Comparison:
    """Compare two run directories, or the expected results in ``before`` with a run.

    Facts belong together when they stand at the same raw characters of a document of
    the same name.  Expected results are a folder with a ``<document>.jsonl`` of facts
    for each document; documents without one are left out, and so are disputes.
    A folder that is neither raises ``StoreError``.
    """
    new = _by_place(after / FACTS)
    if (before / FACTS).is_file():
        old = _by_place(before / FACTS)
        disputes = _by_place(before / DISPUTES), _by_place(after / DISPUTES)
    else:
        old, docs = _read_expected(before)
        new = {place: line for place, line in new.items() if place[0] in docs}
        disputes = {}, {}
    return Comparison(
        gained=_missing(old, new),
        lost=_missing(new, old),
        changed=tuple(_changes(old, new)),
        opened=_missing(*disputes),
        closed=_missing(*reversed(disputes)),
    )


def _by_place(path: Path) -> _Lines:
    return {place_of(line): line for line in read_lines(path)}


def _read_expected(folder: Path) -> tuple[_Lines, frozenset[str]]:
    paths = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
    if not paths:
        raise StoreError(f"{folder}: neither a run directory nor a folder of expected .jsonl")
    lines = {place_of(line): line for path in paths for line in read_lines(path)}
    return lines, frozenset(path.stem for path in paths)


def _missing(here: _Lines, there: _Lines) -> tuple[Line, ...]:
    return tuple(there[place] for place in sorted(there) if place not in here)


def _changes(old: _Lines, new: _Lines) -> Iterator[Change]:
    for place in sorted(old.keys() & new.keys()):
        before, after = old[place], new[place]
        for name in COMPARED:
            if before.get(name) != after.get(name):
                quote = after.get("quote", "")
                yield Change(place, quote, name, before.get(name), after.get(name))


def _named(place: Place, quote: str) -> dict[str, Any]:
    return {"doc": place[0], "start": place[1], "end": place[2], "quote": quote}


def _brief(line: Line) -> dict[str, Any]:
    kept = ("value", "unit", "indicator", "status")
    named = _named(place_of(line), line.get("quote", ""))
    return named | {name: line[name] for name in kept if name in line}


def _cells(place: Place, quote: str) -> tuple[str, str, str]:
    return place[0][:DOC_CHARS], f"{place[1]}–{place[2]}", quote
