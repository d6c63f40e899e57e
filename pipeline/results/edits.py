"""Edited rows and the run they came from in, decisions out, and what cannot be decided."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipeline.disputing.deciding import Signature, Subject, decide
from pipeline.disputing.decisions import Decision, Ruling, standing
from pipeline.errors import DecisionError
from pipeline.proving.fact import Field
from pipeline.results.cells import harmless
from pipeline.results.decision_log import in_words
from pipeline.results.dictionary import DECIDING, EDITABLE, FACTS, NONFACTS, RULINGS
from pipeline.results.edited_tables import EditedRow
from pipeline.results.export_rows import Row, fact_rows, nonfact_rows
from pipeline.results.records import RunInfo
from pipeline.results.row_state import STATE, as_dates, canonical, number_of, state_of
from pipeline.results.settled import Settled, settled_documents
from pipeline.results.store import Store
from pipeline.results.workbook_cells import kept_text
from pipeline.spans import Span

_COLUMNS = frozenset(column.name for column in (*FACTS, *NONFACTS))


@dataclass(slots=True)
class Edits:
    """What edited rows decide.

    ``made`` are the decisions, ``seen`` those that the person knew of; ``problems`` are
    sentences that name file, row and column, and ``notes`` what should be known.
    """

    made: list[Decision] = field(default_factory=list)
    seen: list[Decision] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number of the run as it stands: its row, and what was decided about it."""

    row: Row
    subject: Subject
    history: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edited and when; ``why`` is the reason of rows that give none, if there is one."""

    who: str
    when: str
    why: str = ""


def read_edits(store: Store, edited: Sequence[EditedRow], by: Editor) -> Edits:
    """Return what the edited rows decide about the run in ``store``.

    Rows that say what they said when they were exported decide nothing.  A row
    is refused, and nothing of it decided, where it changes what cannot be changed, was
    exported before the run or somebody's decision changed the number, contradicts
    another row, or gives what cannot stand.
    """
    edits, by_id = Edits(rows=len(edited)), defaultdict(list)
    for row in edited:
        by_id[str(row.cells.get("id") or "").strip()].append(row)
    entries = _entries(store, by_id)
    for name, rows in by_id.items():
        if name not in entries:
            said = f"{name!r} names no number of this run" if name else "is empty"
            edits.problems += [f"{row.at('id')}: {said}" for row in rows]
            continue
        _add(edits, entries[name], rows, by)
    return edits


def _add(edits: Edits, entry: _Entry, rows: Sequence[EditedRow], by: Editor) -> None:
    """Add what one number's rows decide; several must say the same."""
    wishes = [(row, wish) for row in rows if (wish := _wish(edits, entry, row)) is not None]
    if not wishes:
        return
    row, wish = wishes[0]
    for other, different in wishes[1:]:
        if different != wish:
            at = f"row {row.number}"
            edits.problems.append(f"{other.at('id')}: decides otherwise than {at} about the same")
            return
    signed = _signature(edits, row, by)
    unsigned = Signature(by.who, by.when, "no reason given")
    made = _decided(edits, entry, row, wish, signed or unsigned)
    if made and signed:
        edits.made += made
        edits.seen += entry.history


def _wish(edits: Edits, entry: _Entry, row: EditedRow) -> dict[str, Any] | None:
    """Return the cells of a row that decide, by column; nothing for a row that does not."""
    decides = str(row.cells.get("decision") or "").strip().lower()
    exported = str(row.cells.get(STATE) or "").strip()
    now = state_of(entry.row)
    known = {name: cell for name, cell in row.cells.items() if name in _COLUMNS}
    if not decides and exported not in ("", now) and state_of(_filled(known)) == exported:
        return None  # nobody touched it; the run has changed since
    changed = {name: cell for name, cell in known.items() if not _is_same(entry, row, name)}
    wish = {name: cell for name, cell in changed.items() if name in EDITABLE and name in entry.row}
    is_stale = exported not in ("", now)
    if (not decides and not changed) or (is_stale and not wish and _stands(entry, decides)):
        return None
    problems = list(_refusals(entry, row, decides, changed, is_stale))
    edits.problems += problems
    return None if problems else wish | {"decision": decides}


def _stands(entry: _Entry, decides: str) -> bool:
    """Tell whether what a row decides is in force already, as when a table comes twice."""
    rulings = (
        each.ruling.value for each in standing(entry.history) if each.field is Field.DISPOSITION
    )
    return not decides or decides in rulings


def _refusals(
    entry: _Entry, row: EditedRow, decides: str, changed: Mapping[str, Any], is_stale: bool
) -> Iterator[str]:
    """Say everything for which a row that was touched is refused."""
    if is_stale:
        last = entry.history[-1] if entry.history else None
        was = tuple(str(row.cells.get(name) or "") for name in ("decided_by", "decided_at"))
        if last and (last.who, last.when) != was:
            yield f"{row.at('decided_by')}: since the export {in_words(last)}; export again"
        else:
            yield f"{row.at(STATE)}: the run has changed since the export; export again"
        return
    if decides and decides not in RULINGS:
        yield f"{row.at('decision')}: {decides!r} is neither {' nor '.join(RULINGS)}"
    for name, cell in changed.items():
        if name in EDITABLE and name in entry.row:
            if decides == Ruling.REJECT:
                yield f"{row.at(name)}: a rejected number is not corrected too"
        elif name == "status":
            yield f"{row.at(name)}: is not edited; write accept or reject into decision"
        else:
            before = entry.row.get(name)
            yield f"{row.at(name)}: cannot be changed here (was {before!s}, is {cell!s})"


def _signature(edits: Edits, row: EditedRow, by: Editor) -> Signature | None:
    why = str(row.cells.get("why") or "").strip() or by.why
    if not why:
        edits.problems.append(f"{row.at('why')}: no reason; fill it in, or give --why for all")
        return None
    return Signature(by.who, by.when, why)


def _decided(
    edits: Edits, entry: _Entry, row: EditedRow, wish: Mapping[str, Any], by: Signature
) -> list[Decision]:
    """Return the decisions of one row, none of them if anything in it cannot stand."""
    corrections: dict[str, str] = {}
    problems: list[str] = []
    for name in EDITABLE:
        if name in wish:
            try:
                corrections[name] = _typed(row, name, wish[name])
                decide(entry.subject, by, corrections={name: corrections[name]})
            except DecisionError as error:
                problems.append(f"{row.at(name)}: {error}")
    if problems:
        edits.problems += problems
        return []
    ruling = Ruling(wish["decision"]) if wish["decision"] else None
    decided = decide(entry.subject, by, ruling=ruling, corrections=corrections)
    edits.notes += [f"{row.at('id')}: {note}" for note in decided.notes]
    return list(decided.decisions)


def _typed(row: EditedRow, name: str, cell: Any) -> str:
    """Return an edited cell as the text that was meant, where that can be known."""
    if isinstance(cell, datetime):
        if cell.day == 1 or cell.time().isoformat() != "00:00:00":
            month, day = f"{cell:%Y-%m}", f"{cell:%Y-%m-%d}"
            raise DecisionError(
                f"a spreadsheet made a date of it; format the cell as text and write"
                f" {month} for the month or {day} for the day"
            )
        return f"{cell:%Y-%m-%d}"
    if name == "value" and name in row.percents:
        raise DecisionError(f"shown as a percentage ({cell}); format the cell as a number")
    if cell is None:
        return ""
    number = number_of(cell) if isinstance(cell, (int, float)) else None
    return format(number, "f").removesuffix(".0") if number is not None else str(cell)


def _is_same(entry: _Entry, row: EditedRow, name: str) -> bool:
    """Tell whether a cell says what the run says, as far as a spreadsheet lets it."""
    cell, now = row.cells[name], entry.row.get(name)
    if name in (*DECIDING, STATE, "id"):
        return True
    if isinstance(cell, datetime):
        return str(now) in (f"{cell:%Y-%m}", f"{cell:%Y-%m-%d}", f"{cell:%Y}-{cell.month}")
    if name == "value" and name in row.percents:
        return False
    if name in EDITABLE and isinstance(cell, str) and isinstance(now, str):
        forms = {form.strip() for form in (now, kept_text(now), harmless(now))}
        return cell.strip() in forms | as_dates(now)
    return canonical(cell) == canonical(now)


def _filled(cells: Mapping[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in cells.items() if cell not in (None, "")}


def _entries(store: Store, by_id: Mapping[str, Any]) -> dict[str, _Entry]:
    """Return the numbers of the run that are asked for, by their id."""
    found: dict[str, _Entry] = {}
    info, docs = store.info(), {name.rpartition(":")[0] for name in by_id}
    for settled in settled_documents(store):
        if settled.record.document.name in docs:
            found |= _entries_of(settled, info, by_id)
    return found


def _entries_of(settled: Settled, info: RunInfo, by_id: Mapping[str, Any]) -> dict[str, _Entry]:
    index = {mention.raw_span: mention.index for mention in settled.record.mentions}
    found: dict[str, _Entry] = {}
    for row in (*fact_rows(settled, info), *nonfact_rows(settled)):
        if row["id"] in by_id:
            place = index[Span(int(str(row["start"])), int(str(row["end"])))]
            found[str(row["id"])] = _Entry(row, settled.subject(place), settled.history(place))
    return found
