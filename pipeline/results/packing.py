"""A document's record in, the rows of every table it fills out, as any database takes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Date, Table
from sqlalchemy.engine.default import DefaultDialect

from pipeline.asking.answer import Usage
from pipeline.cleaning.clean_text import Metadata
from pipeline.documents.document import Document
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading
from pipeline.proving.checking import Checked
from pipeline.proving.extras import ExtraAnswer
from pipeline.proving.fact import (
    Claim,
    Fact,
    Field,
    Finding,
    LedgerRow,
    Refusal,
    Status,
    Ungrounded,
)
from pipeline.results import tables
from pipeline.results.columns import Amount, Packed, Word, Words
from pipeline.results.records import ChunkRecord, DocumentRecord

# The values of one row, in the order of its table's columns: text, numbers, nothing.
Values = tuple[Any, ...]

# By the name of a table.
PackedRows = Mapping[str, Sequence[Values]]


@dataclass(frozen=True, slots=True)
class _ReadMention:
    mention: Mention
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class _StandingRow:
    row: LedgerRow
    status: Status


@dataclass(frozen=True, slots=True)
class _Looked:
    check: str
    field: Field
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Refused:
    refusal: Refusal
    content: Ungrounded


def pack(record: DocumentRecord) -> PackedRows:
    """Return the rows that ``record`` has in each table, in order."""
    proof = record.proof
    listed: dict[Table, Iterable[Any]] = {
        tables.documents: [record],
        tables.mentions: map(_ReadMention, record.mentions, record.readings),
        tables.rows: (_StandingRow(row, proof.statuses[row.mention]) for row in proof.rows),
        tables.facts: proof.facts,
        tables.findings: proof.findings,
        tables.looks: _looked(proof.looks),
        tables.chunks: record.chunks,
        tables.claims: proof.claims,
        tables.ungrounded: (_Refused(each.refusal, each) for each in proof.ungrounded),
        tables.extras: record.extras,
    }
    doc = record.document.name
    return {table.name: _PACKERS[table.name].rows(doc, told) for table, told in listed.items()}


def pack_findings(doc: str, findings: Iterable[Finding]) -> Sequence[Values]:
    """Return the rows of the findings about the document ``doc``."""
    return _PACKERS[tables.findings.name].rows(doc, findings)


def pack_chunks(doc: str, chunks: Iterable[ChunkRecord]) -> PackedRows:
    """Return the rows of the requests about the document ``doc``, by their table."""
    return {tables.chunks.name: _PACKERS[tables.chunks.name].rows(doc, chunks)}


def _looked(looks: Iterable[Checked]) -> Iterator[_Looked]:
    """Yield one row for each check and field: a row for each look would be thousands."""
    groups: dict[tuple[str, Field], list[int]] = {}
    for look in sorted(looks, key=attrgetter("mention")):
        groups.setdefault((look.check, look.field), []).append(look.mention)
    for (check, field), mentions in sorted(groups.items()):
        yield _Looked(check, field, tuple(mentions))


class _Packer:
    """How the rows of one table are made, put together once.

    ``shapes`` are the classes whose fields the columns keep, by where they stand in what
    is packed (``""`` is that itself).
    """

    def __init__(self, table: Table, **shapes: type[Any]) -> None:
        keys = [column for column in table.c if column.name in ("doc", "place")]
        columns = [column for column in table.c if column.name not in ("doc", "place")]
        self._is_placed = len(keys) > 1
        self._take = attrgetter(*(_path(column.name, shapes) for column in columns))
        writers = [(at, _writer(column)) for at, column in enumerate(columns, len(keys))]
        self._writers = [(at, write) for at, write in writers if write is not None]
        self._write_doc = _writer(table.c.doc) or str

    def rows(self, doc: str, told: Iterable[Any]) -> list[Values]:
        return [*self._rows(self._write_doc(doc), told)]

    def _rows(self, doc: str, told: Iterable[Any]) -> Iterator[Values]:
        for place, each in enumerate(told):
            head = (doc, place) if self._is_placed else (doc,)
            row = [*head, *self._take(each)]
            for at, write in self._writers:
                row[at] = write(row[at])
            yield tuple(row)


def _path(column: str, shapes: Mapping[str, type[Any]]) -> str:
    """Return where the value of ``column`` is found, from what is packed on."""
    for prefix, shape in shapes.items():
        before = f"{prefix}." if prefix != "itself" else ""
        known = shape.__dataclass_fields__
        name, _, side = column.rpartition("_")
        if column in known:
            return before + column
        if side in ("start", "end") and name in known:
            return f"{before}{name}.{side}"
    raise ValueError(f"no field for the column {column}")


def _writer(column: Column[Any]) -> Callable[[Any], Any] | None:
    """Return what turns a field into what a database takes, nothing where it is taken as is."""
    if isinstance(column.type, Amount | Packed | Word | Words):
        return column.type.bind_processor(_ANY)
    if isinstance(column.type, Date):
        return lambda value: value.isoformat() if isinstance(value, date) else None
    return None


_ANY = DefaultDialect()
_PACKERS = {
    table.name: _Packer(table, **shapes)
    for table, shapes in (
        (
            tables.documents,
            {"document": Document, "metadata": Metadata, "itself": DocumentRecord},
        ),
        (tables.mentions, {"mention": Mention, "itself": _ReadMention}),
        (tables.rows, {"row": LedgerRow, "itself": _StandingRow}),
        (tables.facts, {"itself": Fact}),
        (tables.findings, {"itself": Finding}),
        (tables.looks, {"itself": _Looked}),
        (tables.chunks, {"itself": ChunkRecord, "usage": Usage}),
        (tables.claims, {"itself": Claim}),
        (tables.ungrounded, {"itself": _Refused}),
        (tables.extras, {"itself": ExtraAnswer}),
    )
}
