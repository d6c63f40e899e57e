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
    """What a document adds to the exports of a run, as long as nobody speaks against it.

    ``made_from`` names what is kept of the document for later runs, if anything is.
    """

    facts: str
    ledger: str
    disputes: str
    entry: str
    share: Share
    made_from: str = ""


_SHARE = TypeAdapter(Share)
_TEXTS = ("facts", "ledger", "disputes", "entry", "made_from")
_COLUMNS = ", ".join((*_TEXTS, "share"))
_MARKS = ", ".join("?" * (len(_TEXTS) + 2))


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
        self._rows.execute(f"CREATE TABLE drafts (doc PRIMARY KEY, {_COLUMNS}) WITHOUT ROWID")

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
        rows = [
            (doc, *(getattr(draft, name) for name in _TEXTS), _SHARE.dump_json(draft.share))
            for doc, draft in drafts.items()
        ]
        self._rows.executemany(f"INSERT OR REPLACE INTO drafts VALUES ({_MARKS})", rows)

    def made_from(self, docs: Iterable[str]) -> dict[str, str]:
        """Return from what those of the documents were made of which anything is kept."""
        query = "SELECT doc, made_from FROM drafts WHERE doc = ? AND made_from != ''"
        return dict(row for doc in docs for row in self._rows.execute(query, (doc,)))

    def get(self, docs: Iterable[str]) -> dict[str, Draft]:
        """Return the drafts of documents, as far as there are any, by their names."""
        query = f"SELECT {_COLUMNS} FROM drafts WHERE doc = ?"
        found = ((doc, self._rows.execute(query, (doc,)).fetchone()) for doc in docs)
        return {
            doc: Draft(**dict(zip(_TEXTS, row, strict=False)), share=_SHARE.validate_json(row[-1]))
            for doc, row in found
            if row is not None
        }
