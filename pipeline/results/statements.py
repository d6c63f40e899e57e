"""An open database in, the rows of one document there written, read and forgotten."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    type_coerce,
    union_all,
    update,
)

from pipeline.proving.across import Standing, with_findings
from pipeline.proving.fact import Fact, Finding, Status
from pipeline.proving.proof import Proof
from pipeline.results import tables
from pipeline.results.packing import PackedRows, pack_findings
from pipeline.results.records import DocumentRecord
from pipeline.results.rows import Row, restore_all, restore_document, restore_proof


def _ordered(query: Select[Any], table: Table) -> Select[Any]:
    return query.order_by(table.c.place) if "place" in table.c else query


# Made once: what SQLAlchemy has seen before it need not put together again.
_OF_DOC = {
    table.name: (
        delete(table).where(table.c.doc == bindparam("name")),
        _ordered(select(table).where(table.c.doc == bindparam("name")), table),
        _ordered(select(table).where(table.c.doc.in_(bindparam("names", expanding=True))), table),
    )
    for table in tables.OF_DOCUMENTS
}
_KNOWN = union_all(
    *(
        select(table.c.doc).where(table.c.doc.in_(bindparam("names", expanding=True)))
        for table in (tables.documents, tables.unreadable)
    )
)

# As they are in the database: nobody looks at them.
_FINDINGS = (
    select(*(type_coerce(column, Text) for column in tables.findings.c))
    .where(tables.findings.c.doc.in_(bindparam("names", expanding=True)))
    .order_by(tables.findings.c.doc, tables.findings.c.place)
)
_STATUSES = (
    select(tables.rows.c.doc, tables.rows.c.mention, tables.rows.c.status)
    .where(tables.rows.c.doc.in_(bindparam("names", expanding=True)))
    .order_by(tables.rows.c.place)
)
_SET_STATUS = (
    update(tables.rows)
    .where(tables.rows.c.doc == bindparam("name"), tables.rows.c.mention == bindparam("number"))
    .values(status=bindparam("new"))
)


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add rows to a table; no rows are no error."""
    if rows:
        connection.execute(insert(table), rows)


def insert_packed(connection: Connection, *packed: PackedRows) -> None:
    """Add the rows of documents to the tables they are for, as they are."""
    for table in tables.OF_DOCUMENTS:
        name = table.name
        if rows := [row for each in packed for row in each.get(name, ())]:
            words, columns = _insertion(connection.dialect, name)
            values = [dict(zip(columns, row, strict=True)) for row in rows] if columns else rows
            connection.exec_driver_sql(words, values)


@lru_cache(64)
def _insertion(dialect: Dialect, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the words that add a row to a table, and its columns where they go by name."""
    table = tables.tables.tables[name]
    made = insert(table).compile(dialect=dialect)
    return str(made), () if made.positional else tuple(column.name for column in table.c)


def forget(connection: Connection, *names: str) -> None:
    """Delete everything about these documents."""
    for (name,) in connection.execute(_KNOWN, {"names": names}).all():
        for table in tables.OF_DOCUMENTS:
            connection.execute(_OF_DOC[table.name][0], {"name": name})


def rows_of(connection: Connection, table: Table, name: str) -> list[Row]:
    """Return the rows that a table has of the document ``name``, in order."""
    result = connection.execute(_OF_DOC[table.name][1], {"name": name})
    columns = tuple(result.keys())
    return [dict(zip(columns, row, strict=True)) for row in result]


def read_documents(connection: Connection, names: Sequence[str]) -> Iterator[DocumentRecord]:
    """Yield those of the documents ``names`` that are there, in this order."""
    heads = _grouped(connection, tables.documents, names)
    rows = {
        table.name: _grouped(connection, table, names)
        for table in tables.OF_DOCUMENTS
        if "place" in table.c
    }
    for name in names:
        if name in heads:
            parts = {table: found.get(name, []) for table, found in rows.items()}
            yield restore_document(heads[name][0], parts)


def _grouped(connection: Connection, table: Table, names: Sequence[str]) -> dict[str, list[Row]]:
    """Return the rows that a table has of the documents ``names``, by document and in order."""
    result = connection.execute(_OF_DOC[table.name][2], {"names": names})
    columns = tuple(result.keys())
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in result:
        told = dict(zip(columns, row, strict=True))
        grouped[told["doc"]].append(told)
    return grouped


def read_proof(connection: Connection, name: str) -> Proof:
    """Return what was proven of a document, but not what was looked at or refused."""
    needed = (tables.rows, tables.facts, tables.findings, tables.claims)
    return restore_proof(name, {table.name: rows_of(connection, table, name) for table in needed})


def read_standing(connection: Connection, name: str) -> Standing:
    """Return what the document ``name`` states and what stands against it."""
    return Standing(
        doc=name,
        facts=restore_all(Fact, rows_of(connection, tables.facts, name)),
        statuses=_statuses(connection, [name])[name],
        findings=restore_all(Finding, rows_of(connection, tables.findings, name)),
    )


def read_finding_ids(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Return a digest of the findings against each of the documents ``names``."""
    found = {name: hashlib.sha256() for name in names}
    for name, *row in connection.execute(_FINDINGS, {"names": names}):
        found[name].update(repr(row).encode())
    return {name: digest.hexdigest() for name, digest in found.items()}


def add_findings(connection: Connection, found: Mapping[str, Iterable[Finding]]) -> None:
    """Write more findings against facts of documents, by name, which are then disputed."""
    known = _grouped(connection, tables.findings, [*found])
    statuses = _statuses(connection, [*found])
    rows, changed = [], []
    for name, findings in found.items():
        before = Standing(name, (), statuses[name], restore_all(Finding, known.get(name, [])))
        after = with_findings(before, findings)
        rows.append({tables.findings.name: pack_findings(name, after.findings)})
        changed += [
            {"name": name, "number": mention, "new": status}
            for mention, status in after.statuses.items()
            if status is not before.statuses[mention]
        ]
    for name in known:
        connection.execute(_OF_DOC[tables.findings.name][0], {"name": name})
    insert_packed(connection, *rows)
    if changed:
        connection.execute(_SET_STATUS, changed)


def _statuses(connection: Connection, names: Sequence[str]) -> dict[str, dict[int, Status]]:
    found: dict[str, dict[int, Status]] = {name: {} for name in names}
    for name, mention, status in connection.execute(_STATUSES, {"names": names}):
        found[name][mention] = status
    return found
