"""Finished documents in, their records on disk: several in one step where they come fast."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.results.drafts import Drafts, PackedDraft
from pipeline.results.packing import PackedRows
from pipeline.results.store import Store
from pipeline.running.journal import Journal
from pipeline.running.journal_rows import FigureRow, FinishedDocument

# What waits at most to be written together.  A run that is killed proves it anew, from
# answers that are in its journal: nothing is asked again.
_MOST_DOCUMENTS, _MOST_ROWS, _LONGEST_S = 32, 2_000, 0.5


@dataclass(frozen=True, slots=True)
class Finished:
    """All that is written of one document; ``document`` is nothing where requests are unsent."""

    name: str
    rows: PackedRows
    figures: Sequence[FigureRow]
    draft: PackedDraft
    document: FinishedDocument | None


class Writing:
    """Writes records in the order they are given: to the store, and then to the journal.

    A document that comes half a second after the last is written at once.
    """

    def __init__(
        self,
        store: Store,
        journal: Journal,
        drafts: Drafts,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._journal = journal
        self._drafts = drafts
        self._clock = clock
        self._waiting: list[Finished] = []
        self._row_count = 0
        self._written_at = clock()

    def add(self, finished: Finished) -> None:
        """Write ``finished``, now or with the next ones."""
        self._waiting.append(finished)
        self._row_count += sum(map(len, finished.rows.values()))
        is_much = len(self._waiting) >= _MOST_DOCUMENTS or self._row_count >= _MOST_ROWS
        if is_much or self._clock() - self._written_at >= _LONGEST_S:
            self.flush()

    def flush(self) -> None:
        """Write everything that waits."""
        waiting, self._waiting, self._row_count = self._waiting, [], 0
        self._written_at = self._clock()
        if not waiting:
            return
        self._store.write_packed({each.name: each.rows for each in waiting})
        self._drafts.add({each.name: each.draft for each in waiting})
        self._journal.finish(
            *((each.document, each.figures) for each in waiting if each.document is not None)
        )
