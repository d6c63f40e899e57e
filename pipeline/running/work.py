"""Files in, their records in the store: many documents under way, one pool of requests."""

import asyncio
import os
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.disputing.reasked import Reasked
from pipeline.errors import DocumentError, PipelineError
from pipeline.results.drafts import Drafts
from pipeline.results.manifest import Tally
from pipeline.results.records import Outcome, RunInfo, Unreadable
from pipeline.results.store import Store
from pipeline.running.answering import Answering
from pipeline.running.asker import Asker
from pipeline.running.challenging import Challenger
from pipeline.running.chunk_asking import Asking, ask_chunk
from pipeline.running.halting import Halt
from pipeline.running.journal import Journal
from pipeline.running.kept import Kept, is_made_from
from pipeline.running.making import Made, Maker, Opened, Order
from pipeline.running.resuming import finished_document
from pipeline.running.stages import Asked, Posed, Question
from pipeline.running.tally import Tally as Counts
from pipeline.running.worker_process import WorkerLostError
from pipeline.running.writing import Finished, Writing
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
    info: RunInfo
    drafts: Drafts
    challenger: Challenger | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """A file on its way, and what was found there before it was read."""

    name: str
    path: Path
    found: os.stat_result

    @property
    def at(self) -> tuple[Path, os.stat_result]:
        """Return where it is, and what was found there."""
        return self.path, self.found


class Work:
    """The documents of one run on their way through the stages.

    ``maker`` works on them; ``answering`` answers what the models are asked, the first
    and the challenger.  ``problems`` has a sentence for each document that could not be
    read; ``counts`` are the sums over all documents, once they have been written.
    """

    def __init__(
        self, task: Task, asker: Asker, answering: Sequence[Answering], halt: Halt, maker: Maker
    ) -> None:
        self.problems: list[str] = []
        self.counts: Tally | None = None
        self._task = task
        self._asker = asker
        self._writing = Writing(task.store, task.journal, task.drafts)
        self._slots = asker.limits.slots
        halts = [halt, *([task.challenger.halt] if task.challenger else [])]
        self._voices = [*zip(order_of(task).questions, answering, halts, strict=True)]
        self._halt = halt
        self._maker = maker
        self._has_reasked = task.store.reasked_count() > 0  # nobody else writes during a run
        self._ended = asyncio.Event()
        self._opening: set[str] = set()  # documents that are being opened
        self._open = 0  # chunks that were begun and have not ended
        self._one_by_one = asyncio.Lock()

    async def extract(self, files: Iterable[tuple[str, Path]], tally: Counts) -> None:
        """Take every unfinished file through the stages; each is written when it is finished.

        No file is begun after a person has interrupted.
        """
        skipped = 0
        try:
            async with asyncio.TaskGroup() as group:
                for name, path in files:
                    if self._task.journal.document(name) is not None:
                        tally.document_done()
                        continue
                    await self._room()
                    if self._halt.is_interrupted:
                        skipped += 1
                        continue
                    self._opening.add(name)
                    group.create_task(self._extract_one(name, path, tally))
                    await asyncio.sleep(0)  # until it is being opened
        except* PipelineError as errors:
            raise _first(errors) from None
        self._writing.flush()
        if skipped:
            self.problems.append(f"documents not begun: {skipped:,}")

    async def _room(self) -> None:
        """Wait until the requests run out sooner than another document can be opened."""
        while (
            len(self._opening) >= self._maker.most_opening
            or self._open >= _AHEAD * self._slots.size
        ):
            self._ended.clear()
            await self._ended.wait()

    async def _extract_one(self, name: str, path: Path, tally: Counts) -> None:
        try:
            file = _File(name, path, path.stat())
            try:
                await self._take_through(file, self._maker, tally)
            except WorkerLostError:
                await self._take_through_apart(file, tally)
        except (DocumentError, OSError) as error:
            self.problems.append(str(error))
            self._task.store.write_unreadable(Unreadable(name, str(path), str(error)))
        finally:
            self._is_opened(name)
        tally.document_done()

    async def _take_through(self, file: _File, maker: Maker, tally: Counts) -> None:
        """Take one document through all stages, unless an earlier run has kept all of it."""
        opened = await maker.open(file.name, file.path)
        self._is_opened(file.name)
        if opened.kept is not None:
            if self._is_taken(file, opened.kept, tally):
                return
            opened = await maker.open(file.name, file.path, is_anew=True)
        count = len(opened.posed[0])
        tally.document_read(count)
        try:
            asked = await self._asked(file, opened, maker, tally)
            made = await maker.close(file.name, asked, self._reasked(opened.digest))
        except WorkerLostError:
            tally.document_lost(count)
            raise
        self._write(file, made, is_asked=_is_asked(asked))

    async def _take_through_apart(self, file: _File, tally: Counts) -> None:
        """Take a document, over which or beside which a process died, through another."""
        async with self._one_by_one:  # or nobody could tell which of them is to blame
            try:
                await self._take_through(file, self._maker.apart(), tally)
            except WorkerLostError:
                raise DocumentError(
                    f"{file.path}: the process that worked on it died, and so did the next one; "
                    "it may have run out of memory: split the file"
                ) from None

    def _is_opened(self, name: str) -> None:
        self._opening.discard(name)
        self._ended.set()

    async def _asked(
        self, file: _File, opened: Opened, maker: Maker, tally: Counts
    ) -> list[list[Asked]]:
        """Return how the asking about every chunk ended, for each model."""
        self._open += len(opened.posed[0])
        first, *others = (
            Asking(question, answering, halt, partial(maker.halve, file.name, voice))
            for voice, (question, answering, halt) in enumerate(self._voices)
        )
        told = await _all(self._ask(posed, first, tally) for posed in opened.posed[0])
        again = [
            await _all(ask_chunk(posed, asking) for posed in each)
            for asking, each in zip(others, opened.posed[1:], strict=True)
        ]
        return [told, *again]

    def _reasked(self, digest: str) -> Sequence[Reasked]:
        """Return what models said about these bytes when asked again, after an earlier run."""
        return self._task.store.reasked(digest) if self._has_reasked else ()

    def _write(self, file: _File, made: Made, *, is_asked: bool) -> None:
        """Write down a document; it is finished where every request was sent."""
        self._asker.problem = self._asker.problem or made.problem
        document = None
        if is_asked:
            whole = finished_document(file.name, made.digest, file.at, self._task.recipe_id)
            document = replace(whole, is_complete=made.is_complete)
        self._writing.add(Finished(file.name, made.rows, made.figures, made.draft, document))

    def _is_taken(self, file: _File, kept: Kept, tally: Counts) -> bool:
        """Take a document as an earlier run left it, if all that decides it is the same."""
        answering = self._voices[0][1]
        answers = answering.recall([key for key, _ in kept.answers])
        if answers is None or not is_made_from(kept, answers):
            return False
        answering.take(answers)
        document = finished_document(file.name, kept.digest, file.at, self._task.recipe_id)
        self._writing.add(Finished(file.name, kept.rows, kept.figures, kept.draft, document))
        tally.document_known(kept.chunk_count)
        return True

    async def _ask(self, posed: Posed, asking: Asking, tally: Counts) -> list[Asked]:
        try:
            asked = await ask_chunk(posed, asking)
        finally:
            self._open -= 1
            self._ended.set()
        tally.chunk_done([record for _, record in asked])
        return asked


def order_of(task: Task) -> Order:
    """Return what decides what is made of the documents of a task."""
    questions = (task.question, *([task.challenger.question] if task.challenger else ()))
    is_alone = task.challenger is None and task.store.reasked_count() == 0
    return Order(
        task.settings,
        questions,
        task.recipe_id,
        task.info,
        is_keeping=is_alone and task.settings.use_cache,
    )


def _is_asked(asked: Sequence[Sequence[Asked]]) -> bool:
    return all(record.outcome is not Outcome.UNSENT for each in asked for _, record in each)


async def _all(asking: Iterable[Awaitable[list[Asked]]]) -> list[Asked]:
    return [each for some in await asyncio.gather(*asking) for each in some]


def _first(errors: ExceptionGroup[PipelineError]) -> PipelineError:
    """Return the first error of those that ended the tasks; the others follow from it."""
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, ExceptionGroup) else first
