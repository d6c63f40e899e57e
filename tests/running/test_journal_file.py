from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.running.journal_file import JournalFile

TABLE = "CREATE TABLE IF NOT EXISTS named (name TEXT PRIMARY KEY)"
ADD = "INSERT INTO named VALUES (?)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a journal may be made, in a folder that is not there yet."""
    return tmp_path / "run" / "journal.sqlite"


@pytest.fixture
def file(path: Path) -> Iterator[JournalFile]:
    """Return a file with one table."""
    made = JournalFile(path, TABLE)
    yield made
    made.close()


def test_what_was_written_is_there_for_others_at_once(file: JournalFile, path: Path) -> None:
    """Another process that opens the file reads what the call before has written."""
    assert file.do(ADD, "first") == 1

    other = JournalFile(path, TABLE)
    assert other.first("SELECT name FROM named") == ("first",)
    assert other.first("SELECT name FROM named WHERE name = ?", "second") is None
    other.close()


def test_blocks_within_a_block_are_kept_or_lost_with_it(file: JournalFile) -> None:
    """What a block wrote before it failed is taken back, also where blocks lie within it."""

    def write_twice() -> None:
        with file.whole():
            file.do_each(ADD, [("first",), ("second",)])
            file.do(ADD, "first")

    with pytest.raises(StoreError, match=r"journal\.sqlite: the journal cannot be used \(UNIQUE"):
        write_twice()
    assert file.column("SELECT name FROM named") == []
    file.do_each(ADD, [("first",), ("second",)])
    assert [*file.rows("SELECT name FROM named ORDER BY name")] == [("first",), ("second",)]


def test_damaged_file_is_refused_and_let_go(path: Path) -> None:
    """What is no database is named, and stays closed, so that it can be removed."""
    path.parent.mkdir()
    path.write_bytes(b"nonsense " * 1000)

    with pytest.raises(StoreError, match="not a database"):
        JournalFile(path, TABLE)
