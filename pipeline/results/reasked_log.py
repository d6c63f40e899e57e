"""The log of what models said when they were asked again: rows are only ever added."""

from sqlalchemy import Connection, insert, select

from pipeline.disputing.reasked import Reasked
from pipeline.results.rows import flatten, restore
from pipeline.results.tables import reasked as log


def append(connection: Connection, reasked: Reasked) -> None:
    """Add one answer."""
    connection.execute(insert(log), flatten(reasked))


def read(connection: Connection, document_id: str | None = None) -> tuple[Reasked, ...]:
    """Return every answer in the order they came, or those about one document's bytes."""
    query = select(log).order_by(log.c.place)
    if document_id is not None:
        query = query.where(log.c.document_id == document_id)
    rows = connection.execute(query).mappings()
    return tuple(restore(Reasked, dict(row)) for row in rows)
