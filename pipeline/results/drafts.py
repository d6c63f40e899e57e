"""Documents as they are finished in, their exported lines out when the run is over.

Who has a document in memory writes its lines then: nothing has to be read again.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter

from pipeline.results.lines import as_text, dispute_lines, fact_lines, ledger_lines
from pipeline.results.manifest import document_line
from pipeline.results.records import DocumentRecord, RunInfo
from pipeline.results.settled import Settled
from pipeline.results.shares import Share, share_of


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document adds to the exports of a run, as long as nobody speaks against it."""

    facts: str
    ledger: str
    disputes: str
    entry: str
    share: Share


_DRAFT = TypeAdapter(Draft)


def draft_of(settled: Settled, info: RunInfo) -> Draft:
    """Return the lines of one document and its share in the sums of the run."""
    record: DocumentRecord = settled.record
    return Draft(
        facts="".join(map(as_text, fact_lines(record, info))),
        ledger="".join(map(as_text, ledger_lines(record))),
        disputes="".join(map(as_text, dispute_lines(record))),
        entry=as_text(document_line(settled)),
        share=share_of(record),
    )


class Drafts:
    """The drafts of one sitting, on disk and gone when it ends; leaving the block closes it."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("CREATE TABLE drafts (doc TEXT PRIMARY KEY, draft TEXT) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()

    def add(self, drafts: Mapping[str, Draft]) -> None:
        """Keep drafts by the names of their documents, in place of earlier ones."""
        rows = [(doc, _DRAFT.dump_json(draft).decode()) for doc, draft in drafts.items()]
        self._rows.executemany("INSERT OR REPLACE INTO drafts VALUES (?, ?)", rows)

    def drop(self, docs: Iterable[str]) -> None:
        """Forget the drafts of documents that have changed since."""
        self._rows.executemany("DELETE FROM drafts WHERE doc = ?", [(doc,) for doc in docs])

    def get(self, docs: Iterable[str]) -> dict[str, Draft]:
        """Return the drafts of documents, as far as there are any, by their names."""
        query = "SELECT draft FROM drafts WHERE doc = ?"
        found = ((doc, self._rows.execute(query, (doc,)).fetchone()) for doc in docs)
        return {doc: _DRAFT.validate_json(row[0]) for doc, row in found if row is not None}
