"""Files in, their records in the store: many documents under way, one pool of requests."""

import asyncio
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pipeline.asking.chunk import Chunk
from pipeline.errors import DocumentError, PipelineError
from pipeline.results.drafts import Drafts, draft_of
from pipeline.results.manifest import Tally
from pipeline.results.packing import pack
from pipeline.results.records import DocumentRecord, Outcome, RunInfo, Unreadable
from pipeline.results.settled import Settled
from pipeline.results.store import Store
from pipeline.running.answering import Answering
from pipeline.running.asker import Asker
from pipeline.running.challenging import Challenger
from pipeline.running.chunk_asking import ask_chunk
from pipeline.running.crossing import figure_rows
from pipeline.running.halting import Halt
from pipeline.running.journal import Journal
from pipeline.running.kept import (
    is_keepable,
    is_made_from,
    keep_document,
    kept_id,
    kept_name,
    kept_text,
    read_kept,
)
from pipeline.running.resuming import finished_document, known_document
from pipeline.running.stages import Asked, Prepared, Question, Voice, finish, prepare
from pipeline.running.tally import Tally as Counts
from pipeline.running.writing import Finished, Writing
from pipeline.settings import Settings

# Requests that wait for each slot before another document is read: enough to keep the
# slots full across the border of two documents, few enough that memory does not grow
# with the number of documents.
_AHEAD = 2

# Of a file that is read whole to see whether it is known; longer ones are read once.
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Task:
    """What a run is about: how it asks, and where it keeps what comes of it."""

    question: Question
    settings: Settings
    recipe_id: str
    store: Store
    journal: Journal
    info: RunInfo
    drafts: Drafts
    challenger: Challenger | None = None


class Work:
    """The documents of one run on their way through the stages.

    ``problems`` has a sentence for each document that could not be read; ``counts`` are
    the sums over all documents, once they have been written.
    """

    def __init__(
        self,
        task: Task,
        asker: Asker,
        answering: Answering,
        halt: Halt,
        second: Answering | None = None,
    ) -> None:
        self.problems: list[str] = []
        self.counts: Tally | None = None
        self._task = task
        self._has_reasked = task.store.reasked_count() > 0  # nobody else writes during a run
        is_alone = not self._has_reasked and task.challenger is None
        self._is_keeping = is_alone and task.settings.use_cache
        self._asker = asker
        self._writing = Writing(task.store, task.journal, task.drafts)
        self._slots = asker.limits.slots
        self._answering = answering
        self._second = second
        self._halt = halt
        self._ended = asyncio.Event()
        self._open = 0  # chunks that were begun and have not ended

    async def extract(self, files: Iterable[tuple[str, Path]], tally: Counts) -> None:
        """Take every unfinished file through the stages; each is written when it is finished."""
        try:
            async with asyncio.TaskGroup() as group:
                for name, path in files:
                    if self._task.journal.document(name) is not None:
                        tally.document_done()
                        continue
                    await self._room()
                    group.create_task(self._extract_one(name, path, tally))
                    await asyncio.sleep(0)  # until it has been read and its chunks are counted
        except* PipelineError as errors:
            raise _first(errors) from None
        self._writing.flush()

    async def _room(self) -> None:
        """Wait until the requests run out sooner than another document can be read."""
        while self._open >= _AHEAD * self._slots.size:
            self._ended.clear()
            await self._ended.wait()

    async def _extract_one(self, name: str, path: Path, tally: Counts) -> None:
        task = self._task
        try:
            found = path.stat()
            if self._is_known(name, path, found, tally):
                return
            prepared = prepare(name, path, task.settings, task.question.prompt.strategy)
        except (DocumentError, OSError) as error:
            self.problems.append(str(error))
            task.store.write_unreadable(Unreadable(name, str(path), str(error)))
        else:
            self._write(await self._proven(prepared, tally), path, found)
        tally.document_done()

    async def _proven(self, prepared: Prepared, tally: Counts) -> DocumentRecord:
        """Ask about every chunk of a document and prove what comes back."""
        task = self._task
        tally.document_read(len(prepared.chunks))
        self._open += len(prepared.chunks)
        asking = (self._ask(chunk, prepared, tally) for chunk in prepared.chunks)
        asked = [each for some in await asyncio.gather(*asking) for each in some]
        digest = prepared.document.digest
        reasked = task.store.reasked(digest) if self._has_reasked else ()
        extra = task.question.prompt.extra
        voices = [Voice(task.question.options.model, asked, extra)]
        if task.challenger is not None:
            model = task.challenger.question.options.model
            voices.append(Voice(model, await self._challenge(prepared), extra))
        return finish(prepared, voices, reasked)

    def _write(self, record: DocumentRecord, path: Path, found: os.stat_result) -> None:
        """Write down a finished document, and keep it for later runs."""
        task, name = self._task, record.document.name
        rows, figures = pack(record), figure_rows(record.proof)
        draft = draft_of(Settled(record, record), task.info)
        is_asked = all(chunk.outcome is not Outcome.UNSENT for chunk in record.chunks)
        document = finished_document(record, path, found, task.recipe_id) if is_asked else None
        if is_asked and self._is_keeping and is_keepable(record):
            text = kept_text(keep_document(record, rows, figures, draft))
            if text is not None:
                kept = kept_name(task.recipe_id, name, path, record.document.digest)
                self._asker.keep_document(kept, text)
                draft = replace(draft, made_from=kept_id(kept, text))
        self._writing.add(Finished(name, rows, figures, draft, document))

    def _is_known(self, name: str, path: Path, found: os.stat_result, tally: Counts) -> bool:
        """Take a document as an earlier run left it, if all that decides it is the same."""
        if not self._is_keeping or found.st_size > _MOST_BYTES:
            return False
        task, digest = self._task, sha256(path.read_bytes()).hexdigest()
        place = kept_name(task.recipe_id, name, path, digest)
        text = self._asker.document(place)
        kept = read_kept(text) if text else None
        answers = self._answering.recall([key for key, _ in kept.answers]) if kept else None
        if not text or kept is None or answers is None or not is_made_from(kept, answers):
            return False
        self._answering.take(answers)
        document = known_document(name, digest, path, found, task.recipe_id)
        draft = replace(kept.draft, made_from=kept_id(place, text))
        self._writing.add(Finished(name, kept.rows, kept.figures, draft, document))
        tally.document_known(kept.chunk_count)
        return True

    async def _challenge(self, prepared: Prepared) -> list[Asked]:
        """Ask the second model about the same chunks."""
        challenger, second = self._task.challenger, self._second
        if challenger is None or second is None:
            return []
        asking = (
            ask_chunk(chunk, prepared, challenger.question, second, self._halt)
            for chunk in prepared.chunks
        )
        return [each for some in await asyncio.gather(*asking) for each in some]

    async def _ask(self, chunk: Chunk, prepared: Prepared, tally: Counts) -> list[Asked]:
        question = self._task.question
        asked = await ask_chunk(chunk, prepared, question, self._answering, self._halt)
        self._open -= 1
        self._ended.set()
        tally.chunk_done([record for _, record in asked])
        return asked


def _first(errors: ExceptionGroup[PipelineError]) -> PipelineError:
    """Return the first error of those that ended the tasks; the others follow from it."""
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, ExceptionGroup) else first
