"""Records as they are finished in, progress reports out."""

import time
from dataclasses import replace

from pipeline.results.records import ChunkRecord, Outcome
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

    def chunk_done(self, record: ChunkRecord) -> None:
        """Count a chunk and the tokens that were spent on it."""
        now, usage = self.progress, record.usage
        is_sent = not record.is_from_cache
        self._update(
            chunks_done=now.chunks_done + 1,
            chunks_failed=now.chunks_failed + (record.outcome not in (Outcome.DONE, Outcome.EMPTY)),
            from_cache=now.from_cache + record.is_from_cache,
            prompt_tokens=now.prompt_tokens + is_sent * usage.prompt_tokens,
            completion_tokens=now.completion_tokens + is_sent * usage.completion_tokens,
        )

    def _update(self, **counts: int) -> None:
        elapsed_s = time.monotonic() - self._started
        self.progress = replace(self.progress, elapsed_s=elapsed_s, **counts)  # type: ignore[arg-type] # one float among ints
        self._report(self.progress)
