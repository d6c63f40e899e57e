"""The database of one run: made, gone on with or opened, used whole, and let go of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, delete

from pipeline.errors import StoreError
from pipeline.results import tables
from pipeline.results.database import add_tables, check_version, connect, hasten, own_errors, settle
from pipeline.results.statements import insert_rows
from pipeline.settings import without_password


class RunDatabase:
    """The tables of a run in a SQLite file, or at a SQLAlchemy address; close it when done.

    Whatever goes wrong with it raises ``StoreError``; while it is being opened, that lets
    go of it too.
    """

    def __init__(self, place: Path | str) -> None:
        self.place = without_password(place) if isinstance(place, str) else str(place)
        with own_errors(self.place):
            self._engine = connect(place)

    def start(self) -> None:
        """Make the tables of a run, and empty those of an earlier one of ours.

        The decisions of people stay, and what models said when asked again.  A database
        that is not ours is refused and left alone.
        """
        self.has_run()
        with self._closed_on_error(), self.writing() as connection:
            tables.tables.create_all(connection)
            for table in (tables.about, *tables.OF_DOCUMENTS):
                connection.execute(delete(table))
            insert_rows(connection, tables.about, [{"name": "version", "content": tables.VERSION}])
        with self._closed_on_error(), own_errors(self.place):
            hasten(self._engine)

    def go_on(self) -> None:
        """Get ready to write more into a run."""
        with self._closed_on_error(), own_errors(self.place):
            tables.tables.create_all(self._engine)
            hasten(self._engine)

    def open(self) -> None:
        """Get ready to read a run, or to decide on it; where there is none, refuse."""
        with self._closed_on_error(), self.reading() as connection:
            if not check_version(connection, self.place):
                raise StoreError(f"{self.place}: holds no run")
            add_tables(connection)

    def has_run(self) -> bool:
        """Tell whether a run is there; what is not ours, or of another version, is refused."""
        with self._closed_on_error(), self.reading() as connection:
            return check_version(connection, self.place)

    def close(self) -> None:
        """Let go of the database, which is a single file again."""
        try:
            with own_errors(self.place):
                settle(self._engine)
        finally:
            self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Keep all that is written in this block or, if it fails, nothing."""
        with own_errors(self.place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read in this block."""
        with own_errors(self.place), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except StoreError:
            self._engine.dispose()  # and nothing else: it may not be ours
            raise
