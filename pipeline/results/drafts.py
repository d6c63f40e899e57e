"""Documents as they are finished in, their exported lines out when the run is over.

Who has a document in memory writes its lines then: nothing has to be read again.
"""

import sqlite3
import zlib
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


@dataclass(frozen=True, slots=True)
class PackedDraft:
    """A draft in few bytes, which costs nothing while nobody reads it.

    ``made_from`` names what is kept of the document for later runs, if anything is.
    """

    content: bytes
    made_from: str = ""


_SHARE = TypeAdapter(Share)
_BETWEEN = "\0"  # in no line of JSON
_QUICKLY = 1  # of zlib's levels


def pack_draft(draft: Draft) -> PackedDraft:
    """Return ``draft`` in few bytes."""
    share = _SHARE.dump_json(draft.share).decode()
    words = _BETWEEN.join((draft.facts, draft.ledger, draft.disputes, draft.entry, share))
    return PackedDraft(zlib.compress(words.encode(), _QUICKLY))


def unpack_draft(packed: PackedDraft) -> Draft:
    """Return the draft that was packed."""
    words = zlib.decompress(packed.content).decode()
    facts, ledger, disputes, entry, share = words.split(_BETWEEN)
    return Draft(facts, ledger, disputes, entry, _SHARE.validate_json(share))


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
        self._rows.execute("CREATE TABLE drafts (doc PRIMARY KEY, content, made_from)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()

    def add(self, drafts: Mapping[str, PackedDraft]) -> None:
        """Keep drafts by the names of their documents, in place of earlier ones."""
        rows = [(doc, draft.content, draft.made_from) for doc, draft in drafts.items()]
        self._rows.executemany("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", rows)

    def made_from(self, docs: Iterable[str]) -> dict[str, str]:
        """Return from what those of the documents were made of which anything is kept."""
        query = "SELECT doc, made_from FROM drafts WHERE doc = ? AND made_from != ''"
        return dict(row for doc in docs for row in self._rows.execute(query, (doc,)))

    def get(self, docs: Iterable[str]) -> dict[str, Draft]:
        """Return the drafts of documents, as far as there are any, by their names."""
        query = "SELECT content FROM drafts WHERE doc = ?"
        found = ((doc, self._rows.execute(query, (doc,)).fetchone()) for doc in docs)
        return {doc: unpack_draft(PackedDraft(row[0])) for doc, row in found if row is not None}
