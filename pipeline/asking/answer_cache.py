"""Answers already paid for, kept on disk as text under the key of their request."""

import hashlib
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import time
from typing import Self

import diskcache
from pydantic import TypeAdapter, ValidationError

from pipeline.asking.answer import Answer
from pipeline.asking.request import Request
from pipeline.errors import CacheError

_ANSWER = TypeAdapter(Answer)
_LOG = logging.getLogger(__name__)
# Before the names of finished documents, and of what is kept of one beside it; keys of
# requests are digests.
_DOCUMENT = "document "
BESIDE = "beside "
_FOREIGN = (sqlite3.Error, diskcache.Timeout, OSError)


# The oldest answers, down to where those stored after them take no more than so many bytes.
_BEYOND = """
DELETE FROM Cache WHERE rowid IN (
    SELECT rowid FROM (
        SELECT rowid, sum(length(CAST(value AS BLOB)))
            OVER (ORDER BY store_time DESC, rowid DESC) AS bytes FROM Cache
    ) WHERE bytes > ?
)
"""


class _DamagedError(Exception):
    """A row of the cache is not what was stored."""


class _TextDisk(diskcache.Disk):  # type: ignore[misc] # untyped base
    """Keep text inside the database and nothing else: no row is ever unpickled."""

    def put(self, key: object) -> tuple[str, bool]:
        if not isinstance(key, str):
            raise TypeError(f"a key is a str, not {type(key).__name__}")
        return key, True

    def get(self, key: object, raw: bool) -> str:
        return str(key)

    def store(self, value: object, read: object, key: object = None) -> tuple[int, int, None, str]:
        if not isinstance(value, str):
            raise TypeError(f"a value is a str, not {type(value).__name__}")
        return len(value), diskcache.core.MODE_RAW, None, value

    def fetch(self, mode: int, filename: object, value: object, read: object) -> str:
        if mode != diskcache.core.MODE_RAW or not isinstance(value, str):
            raise _DamagedError("not stored by us")
        return value


@dataclass(frozen=True, slots=True)
class CacheStats:
    """How many answers a cache holds, and finished documents, and the bytes its files take."""

    answer_count: int
    byte_count: int
    document_count: int = 0


class AnswerCache:
    """A ``folder`` of answers; leaving the block closes it.  Failures are never stored.

    Several processes may use one folder at the same time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._remembered: dict[str, Answer] = {}
        with self._own_errors("opened"):
            folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(folder / diskcache.core.DBNAME)) as rows:
                rows.execute("PRAGMA schema_version")  # the library leaves what is damaged open
            self._rows = diskcache.Cache(str(folder), disk=_TextDisk, eviction_policy="none")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._rows.close()

    def get(self, request: Request) -> Answer | None:
        """Return the stored answer to ``request``, if there is a sound one.

        A damaged entry counts as none and is logged as a warning.
        """
        return self.find(request.key)

    def find(self, key: str) -> Answer | None:
        """Return the stored answer to the request ``key``, likewise."""
        if key in self._remembered:
            return self._remembered[key]
        body = self._body(key, "asked")
        try:
            return None if body is None else _read_answer(body)
        except _DamagedError as error:
            _LOG.warning("answer %s… is damaged (%s): asked again", key[:12], error)
            return None

    def document(self, name: str) -> str | None:
        """Return what is kept of the finished document ``name``, if it is there and sound."""
        return self._body(_DOCUMENT + name, "made")

    def keep_document(self, name: str, text: str) -> None:
        """Keep the text of a finished document, or raise CacheError.

        A name that begins with ``BESIDE`` is not counted as a document of its own.
        """
        key = _DOCUMENT + name
        with self._own_errors("written"):
            self._rows.set(key, f"{_digest(key, text)}\n{text}")

    def put(self, request: Request, answer: Answer) -> None:
        """Store ``answer`` under the key of ``request``, or raise CacheError."""
        with self._own_errors("written"):
            self._rows.set(request.key, _row(answer))

    def keep(self, request: Request, answer: Answer) -> str | None:
        """Store ``answer``; where that fails, remember it and return why."""
        try:
            self.put(request, answer)
        except CacheError as error:
            self._remembered[request.key] = replace(answer, is_from_cache=True)
            return str(error)
        return None

    def stats(self) -> CacheStats:
        """Count the answers and the bytes on disk."""
        with self._own_errors("read"):
            count, byte_count = len(self._rows), self._rows.volume()
        with self._sql() as rows:
            counting = "SELECT count(*) FROM Cache WHERE key LIKE ? || '%'"
            documents, beside = (
                rows.execute(counting, (prefix,)).fetchone()[0]
                for prefix in (_DOCUMENT, _DOCUMENT + BESIDE)
            )
        return CacheStats(count - documents, byte_count, documents - beside)

    def verify(self, *, is_dropped: bool = False) -> tuple[str, ...]:
        """Return the keys of the damaged entries, which are dropped if ``is_dropped``."""
        with self._own_errors("read"):
            damaged = tuple(key for key in self._rows.iterkeys() if not self._is_sound(key))
        if is_dropped and damaged:
            with self._sql() as rows:
                rows.execute("DELETE FROM Cache WHERE typeof(key) != 'text'")
                rows.executemany("DELETE FROM Cache WHERE key = ?", [(key,) for key in damaged])
        return damaged

    def prune(self, *, max_bytes: int | None = None, older_than_s: float | None = None) -> int:
        """Drop answers stored before so many seconds, then the oldest beyond ``max_bytes``.

        Return how many were dropped; the bytes are those of the answers.
        """
        with self._sql() as rows:
            before = rows.execute("SELECT count(*) FROM Cache").fetchone()[0]
            if older_than_s is not None:
                rows.execute("DELETE FROM Cache WHERE store_time < ?", (time() - older_than_s,))
            if max_bytes is not None:
                rows.execute(_BEYOND, (max_bytes,))
            return int(before - rows.execute("SELECT count(*) FROM Cache").fetchone()[0])

    def clear(self) -> int:
        """Delete every answer and return how many there were."""
        self._remembered.clear()
        with self._own_errors("cleared"):
            return int(self._rows.clear())

    def _is_sound(self, key: str) -> bool:
        try:
            body = _read_row(self._rows.get(key), key)
            if not key.startswith(_DOCUMENT):
                _read_answer(body)
        except _DamagedError:
            return False
        return True

    def _body(self, key: str, again: str) -> str | None:
        try:
            with self._own_errors("read"):
                row = self._rows.get(key)
            return None if row is None else _read_row(row, key)
        except _DamagedError as error:
            _LOG.warning("entry %s… is damaged (%s): %s again", key[:12], error, again)
            return None

    @contextmanager
    def _sql(self) -> Iterator[sqlite3.Connection]:
        """Open the table itself for one transaction: what the library has no call for."""
        with self._own_errors("written"):
            rows = sqlite3.connect(self.folder / diskcache.core.DBNAME, timeout=60)
            with closing(rows), rows:
                yield rows

    @contextmanager
    def _own_errors(self, what: str) -> Iterator[None]:
        try:
            yield
        except _FOREIGN as error:
            message = f"the answer cache cannot be {what} ({error}): choose another cache_dir"
            raise CacheError(f"{self.folder}: {message}") from error


def _row(answer: Answer) -> str:
    body = _ANSWER.dump_json(answer).decode()
    return f"{_digest(answer.key, body)}\n{body}"


def _read_row(row: object, key: str) -> str:
    if not isinstance(row, str):
        raise _DamagedError("not text")
    digest, _, body = row.partition("\n")
    if digest != _digest(key, body):
        raise _DamagedError("its digest differs")
    return body


def _read_answer(body: str) -> Answer:
    try:
        return replace(_ANSWER.validate_json(body), is_from_cache=True)
    except ValidationError as error:
        raise _DamagedError("written by another version") from error


def _digest(key: str, body: str) -> str:
    return hashlib.sha256(f"{key}\n{body}".encode()).hexdigest()
