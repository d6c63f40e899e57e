"""An address in, a database out whose complaints are sentences of ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from pipeline.errors import StoreError
from pipeline.results import tables

LOCK_WAIT_S = 2.0

# What SQLite says, and what it means to somebody who wants to read a run.
_SENTENCES = {
    "locked": "is in use by another process; try again when it is done",
    "disk is full": "cannot be written: the disk is full",
    "disk I/O": "cannot be written: the disk reports an error, or is full",
    "readonly": "cannot be written: it is read-only",
    "unable to open": "cannot be opened",
    "not a database": "is not a run: the file is damaged, or made by another program",
    "malformed": "is damaged",
}


def connect(place: Path | str) -> Engine:
    """Return an engine for the SQLite file or the SQLAlchemy address ``place``.

    ``postgresql://`` without a driver means psycopg, which the extra ``postgres`` brings.
    """
    if isinstance(place, str):
        url = make_url(place)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url)
    else:
        url = URL.create("sqlite", database=str(place))
        engine = create_engine(url, connect_args={"timeout": LOCK_WAIT_S})
    if engine.dialect.name == "sqlite":
        # Left to itself, Python's driver makes tables outside of the transaction.
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin)
    return engine


def hasten(engine: Engine) -> None:
    """Let a run of many commits go on without waiting for the disk at each.

    SQLite then writes ahead into a file beside the database.  Whatever becomes of the
    process, what was committed is there when the database is opened again.
    """
    _set(engine, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL")


def settle(engine: Engine) -> None:
    """Bring what was written ahead into the database and leave a single file.

    Where others still have it open, the last of them does so.
    """
    _set(engine, "PRAGMA journal_mode = DELETE", "PRAGMA synchronous = FULL")


def _set(engine: Engine, *statements: str) -> None:
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        for statement in statements:
            with suppress(sqlite3.OperationalError):  # in use: it stays as it is, and works
                cursor.execute(statement)


def _leave_transactions_to_us(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


@contextmanager
def own_errors(place: str) -> Iterator[None]:
    """Turn what the database, its driver or the disk reports into ``StoreError``."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"{place}: not a database address ({error})") from error
    except ModuleNotFoundError as error:
        remedy = 'for PostgreSQL pip install "shuzheng[postgres]"'
        raise StoreError(f"{place}: needs the package {error.name}; {remedy}") from error
    except DBAPIError as error:
        raise StoreError(f"{place}: {_sentence(str(error.orig))}") from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreError(f"{place}: {_sentence(str(error))}") from error
    except OSError as error:
        raise StoreError(f"{place}: {error.strerror or error}") from error
    except (ValueError, TypeError, ArithmeticError) as error:  # a column holds what it may not
        raise StoreError(f"{place}: is damaged ({error})") from error


def check_version(connection: Connection, place: str) -> bool:
    """Tell whether the database holds a run, or refuse it with ``StoreError``.

    False means that it is empty.  Tables of others and runs in another format are
    refused.
    """
    names = inspect(connection).get_table_names()
    if not names:
        return False
    if tables.about.name not in names:
        raise StoreError(f"{place}: is not a run: its tables were made by another program")
    query = select(tables.about.c.content).where(tables.about.c.name == "version")
    version = connection.execute(query).scalar()
    if version not in (None, tables.VERSION):
        raise StoreError(
            f"{place}: made by another version (format {version}, expected {tables.VERSION});"
            " use that version, or another directory for a new run"
        )
    return version is not None


def add_tables(connection: Connection) -> None:
    """Make the tables that a run of an earlier version, in the same format, does not have."""
    if not inspect(connection).has_table(tables.extras.name):
        tables.extras.create(connection)
        connection.commit()


def _sentence(complaint: str) -> str:
    known = (words for key, words in _SENTENCES.items() if key in complaint)
    return next(known, f"the database says: {complaint.splitlines()[0] if complaint else '?'}")
