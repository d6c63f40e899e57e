"""Files in, their records in the store: many documents under way, one pool of requests."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.asking.chunk import Chunk
from pipeline.errors import DocumentError, PipelineError
from pipeline.results.manifest import Tally
from pipeline.results.records import Outcome, Unreadable
from pipeline.results.store import Store
from pipeline.running.answering import Answering
from pipeline.running.asker import Asker
from pipeline.running.challenging import Challenger
from pipeline.running.chunk_asking import ask_chunk
from pipeline.running.crossing import figure_rows
from pipeline.running.halting import Halt
from pipeline.running.journal import Journal
from pipeline.running.resuming import finished_document
from pipeline.running.stages import Asked, Prepared, Question, Voice, finish, prepare
from pipeline.running.tally import Tally as Counts
from pipeline.settings import Settings

# Requests that wait for each slot before another document is read: enough to keep the
# slots full across the border of two documents, few enough that memory does not grow
# with the number of documents.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Task:
    """What a run is about: how it asks, and where it keeps what comes of it."""

    question: Question
    settings: Settings
    recipe_id: str
    store: Store
    journal: Journal
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

    async def _room(self) -> None:
        """Wait until the requests run out sooner than another document can be read."""
        while self._open >= _AHEAD * self._slots.size:
            self._ended.clear()
            await self._ended.wait()

    async def _extract_one(self, name: str, path: Path, tally: Counts) -> None:
        task = self._task
        try:
            found = path.stat()
            prepared = prepare(name, path, task.settings, task.question.prompt.strategy)
        except (DocumentError, OSError) as error:
            self.problems.append(str(error))
            task.store.write_unreadable(Unreadable(name, str(path), str(error)))
        else:
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
            record = finish(prepared, voices, reasked)
            task.store.write_document(record)
            if all(chunk.outcome is not Outcome.UNSENT for chunk in record.chunks):
                document = finished_document(record, path, found, task.recipe_id)
                task.journal.finish(document, figure_rows(record.proof))
        tally.document_done()

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
