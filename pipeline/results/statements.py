"""An open database in, the rows of one document there written, read and forgotten."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    union_all,
    update,
)

from pipeline.proving.across import Standing, with_findings
from pipeline.proving.fact import Fact, Finding, Status
from pipeline.results import tables
from pipeline.results.rows import Row, finding_rows, restore_all


def _ordered(query: Select[Any], table: Table) -> Select[Any]:
    return query.order_by(table.c.place) if "place" in table.c else query


# Made once: what SQLAlchemy has seen before it need not put together again.
_OF_DOC = {
    table.name: (
        delete(table).where(table.c.doc == bindparam("name")),
        _ordered(select(table).where(table.c.doc == bindparam("name")), table),
        insert(table),
    )
    for table in tables.OF_DOCUMENTS
}
_IS_KNOWN = union_all(
    *(
        select(table.c.doc).where(table.c.doc == bindparam("name"))
        for table in (tables.documents, tables.unreadable)
    )
)

_STATUSES = (
    select(tables.rows.c.mention, tables.rows.c.status)
    .where(tables.rows.c.doc == bindparam("name"))
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
        known = _OF_DOC.get(table.name)
        connection.execute(known[2] if known else insert(table), rows)


def forget(connection: Connection, name: str) -> None:
    """Delete everything about the document ``name``."""
    if connection.execute(_IS_KNOWN, {"name": name}).first() is None:
        return
    for table in tables.OF_DOCUMENTS:
        connection.execute(_OF_DOC[table.name][0], {"name": name})


def rows_of(connection: Connection, table: Table, name: str) -> list[Row]:
    """Return the rows that a table has of the document ``name``, in order."""
    result = connection.execute(_OF_DOC[table.name][1], {"name": name})
    columns = tuple(result.keys())
    return [dict(zip(columns, row, strict=True)) for row in result]


def read_standing(connection: Connection, name: str) -> Standing:
    """Return what the document ``name`` states and what stands against it."""
    return Standing(
        doc=name,
        facts=restore_all(Fact, rows_of(connection, tables.facts, name)),
        statuses=_statuses(connection, name),
        findings=restore_all(Finding, rows_of(connection, tables.findings, name)),
    )


def add_findings(connection: Connection, name: str, findings: Iterable[Finding]) -> None:
    """Write more findings against facts of the document ``name``, which are then disputed."""
    known = restore_all(Finding, rows_of(connection, tables.findings, name))
    before = Standing(name, (), _statuses(connection, name), known)
    after = with_findings(before, findings)
    connection.execute(_OF_DOC[tables.findings.name][0], {"name": name})
    insert_rows(connection, tables.findings, finding_rows(name, after.findings))
    changed = [
        {"name": name, "number": mention, "new": status}
        for mention, status in after.statuses.items()
        if status is not before.statuses[mention]
    ]
    if changed:
        connection.execute(_SET_STATUS, changed)


def _statuses(connection: Connection, name: str) -> dict[int, Status]:
    return {row[0]: row[1] for row in connection.execute(_STATUSES, {"name": name})}
