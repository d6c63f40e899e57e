"""Records as they are finished in, progress reports out."""

import time
from collections.abc import Sequence
from dataclasses import replace

from pipeline.results.records import ChunkRecord
from pipeline.running.progress import Progress, Report


class Tally:
    """The running counts of a run; every change is reported."""

    def __init__(self, report: Report, *, documents: int) -> None:
        self.progress = Progress(documents=documents)
        self._report = report
        self._started = time.monotonic()

    def document_read(self, chunk_count: int) -> None:
        """Count the chunks of a document that are about to be asked about."""
        self._update(chunks=self.progress.chunks + chunk_count)

    def document_done(self) -> None:
        """Count a document that is finished, complete or not."""
        self._update(documents_done=self.progress.documents_done + 1)

    def chunk_done(self, records: Sequence[ChunkRecord]) -> None:
        """Count a chunk, asked about whole or in parts, and the tokens spent on it."""
        now = self.progress
        sent = [record for record in records if not record.is_from_cache]
        self._update(
            chunks_done=now.chunks_done + 1,
            chunks_failed=now.chunks_failed + (not all(each.is_complete for each in records)),
            from_cache=now.from_cache + (not sent),
            prompt_tokens=now.prompt_tokens + sum(each.usage.prompt_tokens for each in sent),
            completion_tokens=now.completion_tokens
            + sum(each.usage.completion_tokens for each in sent),
        )

    def document_lost(self, chunk_count: int) -> None:
        """Count the chunks of a document no more: it is begun anew."""
        now = self.progress
        self._update(chunks=now.chunks - chunk_count, chunks_done=now.chunks_done - chunk_count)

    def document_known(self, chunk_count: int) -> None:
        """Count a document whose chunks were all answered before."""
        now = self.progress
        self._update(
            documents_done=now.documents_done + 1,
            chunks=now.chunks + chunk_count,
            chunks_done=now.chunks_done + chunk_count,
            from_cache=now.from_cache + chunk_count,
        )

    def tell(self, note: str) -> None:
        """Report what the run is waiting for, or nothing once it works."""
        self._update(note=note)

    def _update(self, **changes: int | str) -> None:
        elapsed_s = time.monotonic() - self._started
        self.progress = replace(self.progress, elapsed_s=elapsed_s, **changes)  # type: ignore[arg-type] # as the fields are
        self._report(self.progress)
