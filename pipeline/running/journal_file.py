"""A SQLite file in which every writing is whole, and on disk when the call returns."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import StoreError


class JournalFile:
    """The file at ``path`` with the tables that the SQL ``tables`` makes; close it when done.

    Whatever goes wrong with it raises StoreError.
    """

    def __init__(self, path: Path, tables: str) -> None:
        self._path = path
        with self._own_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._rows = sqlite3.connect(path, isolation_level=None)
        with self.closed_on_error(), self._own_errors():
            self._rows.execute("PRAGMA journal_mode = WAL")
            self._rows.execute("PRAGMA synchronous = NORMAL")
            self._rows.executescript(tables)

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield what ``query`` finds."""
        with self._own_errors():
            yield from self._rows.execute(query, values)

    def first(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that ``query`` finds, if any."""
        with self._own_errors():
            row: tuple[Any, ...] | None = self._rows.execute(query, values).fetchone()
            return row

    def column(self, query: str, *values: object) -> list[Any]:
        """Return the first column of what ``query`` finds."""
        with self._own_errors():
            return [row[0] for row in self._rows.execute(query, values)]

    def do(self, statement: str, *values: object) -> int:
        """Write, and return how many rows that concerned."""
        with self._own_errors():
            return self._rows.execute(statement, values).rowcount

    def do_each(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Write once for each of ``rows``, all or none."""
        with self.whole():
            self._rows.executemany(statement, rows)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Keep all that is written in this block, or, if it fails, nothing of it."""
        with self._own_errors():
            if self._rows.in_transaction:  # part of a block around it
                yield
                return
            with self._rows:  # ends what has begun: kept if all went well, else taken back
                self._rows.execute("BEGIN")
                yield

    @contextmanager
    def closed_on_error(self) -> Iterator[None]:
        """Let go of the file if it turns out in this block that it cannot be used."""
        try:
            yield
        except StoreError:
            self._rows.close()
            raise

    @contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self._path}: the journal cannot be used ({error})") from error
