"""Table rows in, records out, and single records into rows: a field is a column, a span two."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar, cast

from pipeline.asking.answer import Usage
from pipeline.cleaning.clean_text import Metadata
from pipeline.documents.document import Document
from pipeline.numbers.mention import Mention
from pipeline.proving.checking import Checked
from pipeline.proving.extras import ExtraAnswer
from pipeline.proving.fact import Claim, Fact, Finding, LedgerRow
from pipeline.proving.proof import Proof
from pipeline.results import tables
from pipeline.results.records import ChunkRecord, DocumentRecord
from pipeline.spans import Span

Row = Mapping[str, Any]
Record = TypeVar("Record")


def flatten(record: Any) -> dict[str, Any]:
    """Return a record's fields by column; spans and token counts by their parts.

    >>> flatten(Span(1, 2))
    {'start': 1, 'end': 2}
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
    return restore_all(shape, [row])[0]


def restore_all(shape: type[Record], rows: Sequence[Row]) -> tuple[Record, ...]:
    """Return the records of the class ``shape`` that ``rows``, all alike, were made from."""
    if not rows:
        return ()
    parts = [_part(name, rows[0]) for name in _names(shape)]
    return tuple(shape(*[part(row) for part in parts]) for row in rows)


def _part(name: str, row: Row) -> Callable[[Row], Any]:
    """Return what takes the field ``name`` out of rows like ``row``."""
    if name in row:
        return itemgetter(name)
    if name == "usage":
        return partial(restore, Usage)
    start, end = itemgetter(f"{name}_start"), itemgetter(f"{name}_end")
    return lambda row: Span(start(row), end(row))


def _names(shape: type[Any]) -> Iterable[str]:
    return cast("Iterable[str]", shape.__dataclass_fields__)


def _restore_looks(rows: Iterable[Row]) -> Iterator[Checked]:
    for row in rows:
        for mention in row["mentions"]:
            yield Checked(mention, row["field"], row["check"])


def restore_document(document: Row, rows: Mapping[str, Sequence[Row]]) -> DocumentRecord:
    """Return the record whose rows are ``document`` and, by table, ``rows``."""
    mentions = rows[tables.mentions.name]
    return DocumentRecord(
        document=restore(Document, {**document, "name": document["doc"]}),
        metadata=restore(Metadata, document),
        region=document["region"],
        mentions=restore_all(Mention, mentions),
        readings=tuple(row["reading"] for row in mentions),
        chunks=restore_all(ChunkRecord, rows[tables.chunks.name]),
        proof=restore_proof(document["doc"], rows),
        extras=restore_all(ExtraAnswer, rows[tables.extras.name]),
    )


def restore_proof(doc: str, rows: Mapping[str, Sequence[Row]]) -> Proof:
    """Return the proof of the document ``doc``; what a table not given would add is left out."""
    ledger = rows[tables.rows.name]
    return Proof(
        doc=doc,
        facts=restore_all(Fact, rows[tables.facts.name]),
        rows=restore_all(LedgerRow, ledger),
        findings=restore_all(Finding, rows[tables.findings.name]),
        statuses={row["mention"]: row["status"] for row in ledger},
        looks=frozenset(_restore_looks(rows.get(tables.looks.name, ()))),
        ungrounded=tuple(row["content"] for row in rows.get(tables.ungrounded.name, ())),
        claims=restore_all(Claim, rows[tables.claims.name]),
    )
