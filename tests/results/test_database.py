"""A database that is not ours, not whole or not free is refused with a sentence."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.results.store import FILE_NAME, Store
from tests.results.run_cases import PROOF, RECORD, document


def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A file that is no database is neither read nor overwritten."""
    content = b"not a database at all" * 100
    (tmp_path / FILE_NAME).write_bytes(content)

    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="damaged"):
        Store.create(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Tables that are not ours are neither read nor emptied."""
    _change(tmp_path, "create table customers (name text)", "insert into customers values ('x')")

    with pytest.raises(StoreError, match="another program"):
        Store.create(tmp_path)
    with pytest.raises(StoreError, match="another program"):
        Store.open(tmp_path)
    assert _rows(tmp_path, "select name from customers") == [("x",)]


def test_a_run_of_another_version_is_refused(tmp_path: Path) -> None:
    """The error names both versions of the format."""
    Store.create(tmp_path).close()
    _change(tmp_path, "update about set content = '99' where name = 'version'")

    with pytest.raises(StoreError, match="format 99, expected 3"):
        Store.open(tmp_path)


def test_a_value_out_of_its_vocabulary_is_reported_as_damage(tmp_path: Path) -> None:
    """A row that was tampered with is an error with the word, not a wrong record."""
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
    _change(tmp_path, "update facts set kind = 'guess'")

    with Store.open(tmp_path) as store, pytest.raises(StoreError, match=r"damaged .*guess"):
        store.document("a")


def test_a_missing_row_is_reported_as_damage(tmp_path: Path) -> None:
    """A ledger that lost a mention does not read back as a shorter one."""
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
    _change(tmp_path, "delete from ledger where place = 1")

    with Store.open(tmp_path) as store, pytest.raises(StoreError, match="damaged"):
        store.document("a")


def test_a_database_in_use_says_so(tmp_path: Path) -> None:
    """A lock held by another process is named, not waited for without end."""
    Store.create(tmp_path).close()
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("begin exclusive")
    try:
        with pytest.raises(StoreError, match="in use by another process"):
            Store.open(tmp_path)
    finally:
        other.close()


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    """A database that cannot grow reports a full disk and keeps what was there."""
    large = replace(RECORD, document=document("b", "字" * 1_000_000), proof=replace(PROOF, doc="b"))
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
        with store._database.writing() as connection:  # the one way to a small disk
            connection.exec_driver_sql("pragma max_page_count = 1")
        with pytest.raises(StoreError, match="disk is full"):
            store.write_document(large)

        assert store.names() == ("a",)


def _change(run_dir: Path, *statements: str) -> None:
    connection = sqlite3.connect(run_dir / FILE_NAME)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def _rows(run_dir: Path, query: str) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(run_dir / FILE_NAME)
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows
