"""The numbers of a run in, a table of them on disk out that is quick to filter and to sort.

It is a working copy: what stands in the store, with people's decisions applied.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import Any

from pipeline.proving.fact import Disposition, Status
from pipeline.results.browsing import NumberRow
from pipeline.results.lines import plain, shortest

Row = Mapping[str, Any]

_TABLE = """
CREATE TABLE numbers (
    document INTEGER, mention INTEGER, start INTEGER, stop INTEGER, quote TEXT, value TEXT,
    amount REAL, unit TEXT, base_value TEXT, base_unit TEXT, bound TEXT, kind TEXT, indicator TEXT,
    indicator_id TEXT, region TEXT, period TEXT, status TEXT, disposition TEXT, doc TEXT,
    score REAL,
    PRIMARY KEY (document, mention)
);
CREATE INDEX by_status ON numbers (status, score DESC, document, mention);
CREATE INDEX by_indicator ON numbers (indicator, status);
"""
_INSERT = f"INSERT OR REPLACE INTO numbers VALUES ({','.join('?' * 20)})"


class Register:
    """A table ``numbers`` of the facts and disputed numbers of a run; close it when done.

    ``document`` is the place of the document among the sorted names, from 1; ``score``
    is empty until it is known how likely the number is wrong.  Any thread may ask.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="shuzheng-review-")
        path = Path(self._folder.name) / "numbers.sqlite"
        self._lock = RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.row_factory = sqlite3.Row
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLE
        )

    def close(self) -> None:
        """Remove the table."""
        self._database.close()
        self._folder.cleanup()

    def fill(self, rows: Iterable[NumberRow], places: Mapping[str, int]) -> None:
        """Add the numbers of many documents, whose places are ``places`` by name."""
        with self._changing() as database:
            database.executemany(_INSERT, (_cells(row, places[row.doc], None) for row in rows))

    def replace(
        self, document: int, rows: Iterable[NumberRow], scores: Mapping[int, float]
    ) -> None:
        """Let the numbers of one document be ``rows``, with scores by mention."""
        with self._changing() as database:
            database.execute("DELETE FROM numbers WHERE document = ?", (document,))
            cells = (_cells(row, document, scores.get(row.mention)) for row in rows)
            database.executemany(_INSERT, cells)

    def score(self, document: int, scores: Mapping[int, float]) -> None:
        """Keep how likely the numbers of one document are wrong, by mention."""
        sql = "UPDATE numbers SET score = ? WHERE document = ? AND mention = ?"
        with self._changing() as database:
            database.executemany(sql, ((score, document, at) for at, score in scores.items()))

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return what a query of ours finds; ``values`` fill its question marks."""
        with self._lock, closing(self._database.execute(sql, values)) as found:
            return [dict(row) for row in found]

    def statuses(self) -> Counter[str]:
        """Return how many facts have which status."""
        sql = "SELECT status, count(*) AS n FROM numbers WHERE disposition = ? GROUP BY status"
        return Counter({row["status"]: row["n"] for row in self.rows(sql, (Disposition.FACT,))})

    def statuses_by_document(self) -> dict[int, Counter[str]]:
        """Return how many numbers of each document have which status."""
        sql = "SELECT document, status, count(*) AS n FROM numbers GROUP BY document, status"
        found: dict[int, Counter[str]] = {}
        for row in self.rows(sql):
            found.setdefault(row["document"], Counter())[row["status"]] = row["n"]
        return found

    def dispute_count(self) -> int:
        """Return how many numbers are disputed, facts or not."""
        sql = "SELECT count(*) AS n FROM numbers WHERE status = ?"
        return int(self.rows(sql, (Status.DISPUTED,))[0]["n"])

    def disputes(self, limit: int, skipped: Iterable[tuple[int, int]] = ()) -> list[Row]:
        """Return the likeliest errors first, those whose score is not known yet last."""
        passed = set(skipped)
        sql = (
            "SELECT document, mention, score FROM numbers WHERE status = ?"
            " ORDER BY score DESC, document, mention LIMIT ?"
        )
        rows = self.rows(sql, (Status.DISPUTED, limit + len(passed)))
        return [row for row in rows if (row["document"], row["mention"]) not in passed][:limit]

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN")
            yield self._database
            self._database.execute("COMMIT")


def _cells(row: NumberRow, document: int, score: float | None) -> tuple[Any, ...]:
    meaning = (row.kind, row.indicator, row.indicator_id, row.region, row.period)
    base = None if row.base_value is None else shortest(row.base_value)
    return (
        *(document, row.mention, row.start, row.end, _storable(row.quote), plain(row.value)),
        *(float(row.value), row.unit, base, row.base_unit, row.bound, *map(_storable, meaning)),
        *(row.status, row.disposition),
        *(_storable(row.doc), score),
    )


def _storable(text: str | None) -> str | None:
    return None if text is None else str(text).encode("utf-8", "replace").decode("utf-8")
