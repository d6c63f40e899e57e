from pathlib import Path

import pytest
from sqlalchemy import select

from pipeline.errors import StoreError
from pipeline.results import tables
from pipeline.results.run_database import RunDatabase
from pipeline.results.statements import insert_rows

FAILURE = {"doc": "a", "source": "a.txt", "error": "empty"}


def test_a_run_is_there_once_it_was_started(tmp_path: Path) -> None:
    """An empty database has none, and cannot be opened as one."""
    database = RunDatabase(tmp_path / "run.sqlite")

    assert not database.has_run()
    with pytest.raises(StoreError, match=r"run\.sqlite: holds no run"):
        database.open()
    database.start()
    assert database.has_run()
    database.close()


def test_a_writing_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """What a block wrote before the database refused something is taken back."""
    database = RunDatabase(tmp_path / "run.sqlite")
    database.start()

    def write_twice() -> None:
        with database.writing() as connection:
            insert_rows(connection, tables.unreadable, [FAILURE, FAILURE])

    with pytest.raises(StoreError, match="UNIQUE"):
        write_twice()
    with database.reading() as connection:
        assert connection.execute(select(tables.unreadable)).all() == []
    database.close()


def test_starting_anew_empties_what_documents_left(tmp_path: Path) -> None:
    """A run that goes on keeps its rows, one that is started anew has none."""
    database = RunDatabase(tmp_path / "run.sqlite")
    database.start()
    with database.writing() as connection:
        insert_rows(connection, tables.unreadable, [FAILURE])
    database.go_on()
    with database.reading() as connection:
        assert len(connection.execute(select(tables.unreadable)).all()) == 1

    database.start()
    with database.reading() as connection:
        assert connection.execute(select(tables.unreadable)).all() == []
    database.close()
