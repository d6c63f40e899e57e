"""How a run was made, in and out of its open database."""

import json
from dataclasses import asdict

from sqlalchemy import Connection, delete, select

from pipeline.results import tables
from pipeline.results.records import RunInfo
from pipeline.results.statements import insert_rows

_NAME = "info"


def write(connection: Connection, info: RunInfo) -> None:
    """Keep how the run was made, in place of what was kept before."""
    content = json.dumps(asdict(info), ensure_ascii=False, sort_keys=True)
    connection.execute(delete(tables.about).where(tables.about.c.name == _NAME))
    insert_rows(connection, tables.about, [{"name": _NAME, "content": content}])


def read(connection: Connection) -> RunInfo | None:
    """Return how the run was made, nothing where it was never finished."""
    query = select(tables.about.c.content).where(tables.about.c.name == _NAME)
    content = connection.execute(query).scalar()
    return None if content is None else RunInfo(**json.loads(content))
