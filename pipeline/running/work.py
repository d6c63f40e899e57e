"""Files in, their records in the store: many documents under way, one request pool."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from pipeline.asking.chunk import Chunk
from pipeline.errors import DocumentError, PipelineError
from pipeline.results.records import ChunkRecord, Unreadable
from pipeline.results.store import Store
from pipeline.running.asker import Asker
from pipeline.running.crossing import Crossing
from pipeline.running.halting import Halt
from pipeline.running.stages import Prepared, Question, ask_chunk, finish, prepare
from pipeline.running.tally import Tally
from pipeline.settings import Settings

# Documents under way for each request slot: enough to keep the slots full across the
# border of two documents, few enough that memory does not grow with their number.
_AHEAD = 2


class Work:
    """The documents of one run on their way through the stages.

    ``problems`` has a sentence for each document that could not be read, and
    ``is_complete`` says whether every document was finished whole.
    """

    def __init__(self, question: Question, settings: Settings, store: Store, halt: Halt) -> None:
        self.problems: list[str] = []
        self.is_complete = True
        self._question = question
        self._settings = settings
        self._store = store
        self._halt = halt
        self._crossing = Crossing()

    async def extract(self, files: Sequence[tuple[str, Path]], asker: Asker, tally: Tally) -> None:
        """Take every file through the stages; each is written as soon as it is finished.

        Last come the contradictions between documents, once all of them are known.
        """
        places = asyncio.Semaphore(_AHEAD * self._settings.concurrency)
        try:
            async with asyncio.TaskGroup() as group:
                for name, path in files:
                    await places.acquire()
                    task = group.create_task(self._extract_one(name, path, asker, tally))
                    task.add_done_callback(lambda _task: places.release())
        except* PipelineError as errors:
            raise _first(errors) from None
        self._crossing.write(self._store)

    async def _extract_one(self, name: str, path: Path, asker: Asker, tally: Tally) -> None:
        try:
            prepared = prepare(name, path, self._settings, self._question.prompt.strategy)
        except DocumentError as error:
            self.problems.append(str(error))
            self.is_complete = False
            self._store.write_unreadable(Unreadable(name, str(path), str(error)))
        else:
            tally.document_read(len(prepared.chunks))
            asking = (self._ask(prepared, chunk, asker, tally) for chunk in prepared.chunks)
            records = await asyncio.gather(*asking)
            reasked = self._store.reasked(prepared.document.digest)
            record = finish(prepared, records, self._question.options.model, reasked)
            self._store.write_document(record)
            self._crossing.add(record.proof)
            self.is_complete &= record.is_complete
        tally.document_done()

    async def _ask(
        self, prepared: Prepared, chunk: Chunk, asker: Asker, tally: Tally
    ) -> ChunkRecord:
        record = await ask_chunk(prepared, chunk, self._question, asker, self._halt)
        tally.chunk_done(record)
        return record


def _first(errors: ExceptionGroup[PipelineError]) -> PipelineError:
    """Return the first error of those that ended the tasks; the others follow from it."""
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, ExceptionGroup) else first
