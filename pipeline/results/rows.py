"""Records in, table rows out, and back: a field is a column, a span is two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar, cast

from pipeline.asking.answer import Usage
from pipeline.cleaning.clean_text import Metadata
from pipeline.documents.document import Document
from pipeline.numbers.mention import Mention
from pipeline.proving.checking import Checked
from pipeline.proving.fact import Claim, Fact, Field, Finding, LedgerRow
from pipeline.proving.proof import Proof
from pipeline.results import tables
from pipeline.results.records import ChunkRecord, DocumentRecord
from pipeline.spans import Span

Row = Mapping[str, Any]
Record = TypeVar("Record")


def flatten(record: Any) -> dict[str, Any]:
    """Return a record's fields by column; spans and token counts by their parts.

    >>> flatten(Checked(3, Field.VALUE, "number-echo"))["mention"], flatten(Span(1, 2))
    (3, {'start': 1, 'end': 2})
    """
    row: dict[str, Any] = {}
    for name in _names(type(record)):
        value = getattr(record, name)
        if isinstance(value, Span):
            row[f"{name}_start"], row[f"{name}_end"] = value.start, value.end
        elif isinstance(value, Usage):
            row |= flatten(value)
        else:
            row[name] = value
    return row


def restore(shape: type[Record], row: Row) -> Record:
    """Return the record of the class ``shape`` that ``row`` was made from."""
    return shape(*(_restored(name, row) for name in _names(shape)))


def _restored(name: str, row: Row) -> Any:
    if name in row:
        return row[name]
    if name == "usage":
        return restore(Usage, row)
    return Span(row[f"{name}_start"], row[f"{name}_end"])


def _names(shape: type[Any]) -> Iterable[str]:
    return cast("Iterable[str]", shape.__dataclass_fields__)


def document_rows(record: DocumentRecord) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table that ``record`` fills, by the table's name."""
    proof = record.proof
    mentions = zip(record.mentions, record.readings, strict=True)
    listed: dict[str, Iterable[dict[str, Any]]] = {
        tables.mentions.name: (flatten(m) | {"reading": reading} for m, reading in mentions),
        tables.rows.name: (
            flatten(row) | {"status": proof.statuses[row.mention]} for row in proof.rows
        ),
        tables.facts.name: map(flatten, proof.facts),
        tables.findings.name: map(flatten, proof.findings),
        tables.looks.name: _look_rows(proof.looks),
        tables.chunks.name: map(flatten, record.chunks),
        tables.claims.name: map(flatten, proof.claims),
        tables.ungrounded.name: (
            {"refusal": each.refusal, "content": each} for each in proof.ungrounded
        ),
    }
    doc = record.document.name
    placed = {
        name: [{"doc": doc, "place": place, **row} for place, row in enumerate(rows)]
        for name, rows in listed.items()
    }
    return {tables.documents.name: [_document_row(record)], **placed}


def _look_rows(looks: Iterable[Checked]) -> Iterator[dict[str, Any]]:
    """Yield one row for each check and field: a row for each look would be thousands."""
    groups: dict[tuple[str, Field], list[int]] = {}
    for look in sorted(looks, key=attrgetter("mention")):
        groups.setdefault((look.check, look.field), []).append(look.mention)
    for (check, field), mentions in sorted(groups.items()):
        yield {"check": check, "field": field, "mentions": tuple(mentions)}


def _restore_looks(rows: Iterable[Row]) -> Iterator[Checked]:
    for row in rows:
        for mention in row["mentions"]:
            yield Checked(mention, row["field"], row["check"])


def _document_row(record: DocumentRecord) -> dict[str, Any]:
    row = flatten(record.document) | flatten(record.metadata)
    return row | {"doc": row.pop("name"), "region": record.region}


def restore_document(document: Row, rows: Mapping[str, Sequence[Row]]) -> DocumentRecord:
    """Return the record whose rows are ``document`` and, by table, ``rows``."""
    mentions = rows[tables.mentions.name]
    return DocumentRecord(
        document=restore(Document, {**document, "name": document["doc"]}),
        metadata=restore(Metadata, document),
        region=document["region"],
        mentions=tuple(restore(Mention, row) for row in mentions),
        readings=tuple(row["reading"] for row in mentions),
        chunks=tuple(restore(ChunkRecord, row) for row in rows[tables.chunks.name]),
        proof=_restore_proof(document["doc"], rows),
    )


def _restore_proof(doc: str, rows: Mapping[str, Sequence[Row]]) -> Proof:
    ledger = rows[tables.rows.name]
    return Proof(
        doc=doc,
        facts=tuple(restore(Fact, row) for row in rows[tables.facts.name]),
        rows=tuple(restore(LedgerRow, row) for row in ledger),
        findings=tuple(restore(Finding, row) for row in rows[tables.findings.name]),
        statuses={row["mention"]: row["status"] for row in ledger},
        looks=frozenset(_restore_looks(rows[tables.looks.name])),
        ungrounded=tuple(row["content"] for row in rows[tables.ungrounded.name]),
        claims=tuple(restore(Claim, row) for row in rows[tables.claims.name]),
    )
