"""A run is kept whole, reads back as it was, and is refused when it is not ours."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from pipeline.errors import StoreError
from pipeline.results import tables
from pipeline.results.records import DocumentRecord, Unreadable
from pipeline.results.store import FILE_NAME, Store
from tests.results.run_cases import DECISION, HOSTILE_TEXTS, INFO, PROOF, RECORD, document


def _named(name: str, raw: str = "") -> DocumentRecord:
    text = raw or RECORD.document.raw
    return replace(RECORD, document=document(name, text), proof=replace(PROOF, doc=name))


def test_a_document_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """Every record of a document is the same after closing and opening the store."""
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
    with Store.open(tmp_path) as store:
        found = store.document("a")

    assert found == RECORD


def test_info_and_unreadable_documents_read_back(tmp_path: Path) -> None:
    """How the run was made and what could not be read are kept."""
    failures = (Unreadable("b", "b.txt", "b.txt: empty"), Unreadable("c", "c.txt", "no"))
    with Store.create(tmp_path) as store:
        store.write_info(INFO)
        for failure in reversed(failures):
            store.write_unreadable(failure)

        assert store.info() == INFO
        assert store.unreadable() == failures


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=repr)
def test_any_text_reads_back_as_it_was(tmp_path: Path, text: str) -> None:
    """NUL, lone surrogates, quotes and backslashes survive in raw text and answers."""
    chunk = replace(RECORD.chunks[0], answer=text, error=text)
    record = replace(RECORD, document=document("a", text), chunks=(chunk,))
    with Store.create(tmp_path) as store:
        store.write_document(record)

        assert store.document("a") == record


def test_documents_come_by_name_whatever_order_they_were_written_in(tmp_path: Path) -> None:
    """The order in which documents finish leaves no trace."""
    with Store.create(tmp_path) as store:
        for name in ("c", "a", "b"):
            store.write_document(_named(name))

        assert [record.document.name for record in store.documents()] == ["a", "b", "c"]


def test_writing_a_document_again_replaces_it(tmp_path: Path) -> None:
    """A document that was unreadable and now is not leaves one record, not two."""
    with Store.create(tmp_path) as store:
        store.write_unreadable(Unreadable("a", "a.txt", "empty"))
        store.write_document(RECORD)
        store.write_document(replace(RECORD, chunks=()))

        assert store.unreadable() == ()
        assert store.document("a").chunks == ()


def test_a_document_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A failure in the middle of a document takes back what was written before it."""
    broken = replace(RECORD, chunks=(replace(RECORD.chunks[0], index=object()),))  # type: ignore[arg-type]  # what no column takes
    with Store.create(tmp_path) as store:
        with pytest.raises(StoreError, match="the database says"):
            store.write_document(broken)

        assert store.names() == ()


def test_creating_again_empties_the_run_but_keeps_decisions(tmp_path: Path) -> None:
    """A rerun starts from nothing, except what people decided."""
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
        store.add_decisions([DECISION])
        store.add_decisions([replace(DECISION, why="再看一次")])
    with Store.create(tmp_path) as store:
        assert store.names() == ()
        assert [decision.why for decision in store.decisions()] == [DECISION.why, "再看一次"]


def test_a_finished_run_is_one_file(tmp_path: Path) -> None:
    """No journal is left beside the database."""
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)

    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_killed_run_keeps_the_documents_it_finished(tmp_path: Path) -> None:
    """What was written is there when the directory is opened, closed before or not."""
    killed, found = tmp_path / "killed", tmp_path / "found"
    with Store.create(killed) as store:
        store.write_document(RECORD)
        shutil.copytree(killed, found)  # as the disk is when a process is killed
    with Store.open(found) as store:
        assert store.document("a") == RECORD

    assert [path.name for path in found.iterdir()] == [FILE_NAME]


def test_a_run_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    """A reader sees the documents that are finished and does not stop the run."""
    with Store.create(tmp_path) as writer:
        writer.write_document(RECORD)
        with Store.open(tmp_path) as reader:
            assert reader.names() == ("a",)
            writer.write_document(_named("b"))
            assert reader.names() == ("a", "b")


def test_the_same_records_give_the_same_rows(tmp_path: Path) -> None:
    """Nothing in the database depends on the time or on the machine."""
    dumps = []
    for name in ("one", "two"):
        with Store.create(tmp_path / name) as store:
            store.write_document(RECORD)
            store.write_info(INFO)
        connection = sqlite3.connect(tmp_path / name / FILE_NAME)
        dumps.append(list(connection.iterdump()))
        connection.close()

    assert dumps[0] == dumps[1]


def test_a_directory_without_a_run_is_refused(tmp_path: Path) -> None:
    """The error names the directory and the file that is missing."""
    with pytest.raises(StoreError, match=f"not a run directory .*{FILE_NAME}"):
        Store.open(tmp_path)


def test_an_unfinished_run_has_no_info(tmp_path: Path) -> None:
    """A run that was interrupted says that it has to be run again."""
    with Store.create(tmp_path) as store, pytest.raises(StoreError, match="not finished"):
        store.info()


def test_an_unknown_document_is_refused_by_name(tmp_path: Path) -> None:
    """Asking for a document that is not there names it."""
    with Store.create(tmp_path) as store, pytest.raises(StoreError, match="no document 'z'"):
        store.document("z")


def test_a_place_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """A run directory cannot be made where a file already is."""
    (tmp_path / "run").write_text("")

    with pytest.raises(StoreError, match="run: File exists"):
        Store.create(tmp_path / "run")


def test_an_address_that_names_no_database_is_refused(tmp_path: Path) -> None:
    """A mistyped address is refused before anything is written, without its password."""
    with pytest.raises(StoreError, match="not a database address") as caught:
        Store.create(tmp_path, "nonsense://user:secret@host/runs")
    assert "secret" not in str(caught.value)


def test_an_address_serves_as_well_as_a_directory(tmp_path: Path) -> None:
    """The database may live anywhere SQLAlchemy can reach."""
    url = f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
    with Store.create(tmp_path / "run", url) as store:
        store.write_document(RECORD)
    with Store.open(tmp_path / "run", url) as store:
        assert store.document("a") == RECORD


@pytest.mark.parametrize("name", sorted(tables.tables.tables))
def test_every_table_can_be_made_in_postgresql(name: str) -> None:
    """No table needs what only SQLite has."""
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # not annotated there
    statement = CreateTable(tables.tables.tables[name])

    assert name in str(statement.compile(dialect=dialect))
