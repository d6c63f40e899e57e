"""Documents worked on in processes of their own, while this one asks and writes."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

from pipeline.asking.answer_cache import AnswerCache
from pipeline.asking.chunk import Chunk
from pipeline.disputing.reasked import Reasked
from pipeline.documents.finding import Files
from pipeline.errors import PipelineError
from pipeline.running.making import Here, Made, Maker, Making, Opened, Order
from pipeline.running.stages import Asked, Posed
from pipeline.running.worker import framed
from pipeline.running.worker_process import WorkerLostError, WorkerProcess

# A process takes most of a second to begin: fewer documents are done here by then.
_WORTH_DOCUMENTS, _WORTH_BYTES = 100, 2_000_000
_MOST_USUAL = 8

# Documents that are opened in advance for each process, so that it never waits for us.
_OPENING_EACH = 2


def worker_count(chosen: int | None, files: Files) -> int:
    """Return how many processes work on ``files``: as ``chosen``, else as it is worth it.

    One core is left for asking and writing.
    """
    if chosen is not None:
        return chosen
    if len(files) < _WORTH_DOCUMENTS and not _is_much(files):
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(_MOST_USUAL, (cores or 1) - 1)


class Workers:
    """A ``Maker`` in ``count`` processes; a document stays with the one that opened it.

    A process that dies costs nothing but time: the steps it had raise WorkerLostError, and
    another takes its place.
    """

    def __init__(self, order: bytes, count: int) -> None:
        self.most_opening = _OPENING_EACH * count
        self._order = order
        self._count = count
        self._spare: Workers | None = None
        self._starting = asyncio.Lock()
        self._processes: list[WorkerProcess] = []
        self._by_document: dict[str, WorkerProcess] = {}

    async def open(self, name: str, path: Path, *, is_anew: bool = False) -> Opened:
        """Read a file, in the process that has the least to do."""
        process = self._by_document.get(name) or await self._least_busy()
        self._by_document[name] = process
        try:
            return cast(Opened, await process.do("open", name, path, is_anew=is_anew))
        except (PipelineError, OSError, WorkerLostError):
            del self._by_document[name]
            raise

    async def halve(self, name: str, voice: int, chunk: Chunk) -> tuple[Posed, ...]:
        """Return the parts of a chunk."""
        parts = await self._by_document[name].do("halve", name, voice, chunk)
        return cast(tuple[Posed, ...], parts)

    async def close(
        self, name: str, asked: Sequence[Sequence[Asked]], reasked: Sequence[Reasked] = ()
    ) -> Made:
        """Prove what was answered."""
        process = self._by_document.pop(name)
        return cast(Made, await process.do("close", name, asked, reasked))

    def apart(self) -> "Workers":
        """Return one more process, that ends with these."""
        self._spare = self._spare or Workers(self._order, 1)
        return self._spare

    async def stop(self, *, is_at_once: bool) -> None:
        """End all processes: at once, or when they have done what they were told to."""
        if self._spare is not None:
            await self._spare.stop(is_at_once=is_at_once)
        for process in self._processes:
            await process.stop(is_at_once=is_at_once)

    async def _start(self) -> None:
        """Begin as many processes as are missing."""
        async with self._starting:
            for lost in [each for each in self._processes if each.is_lost]:
                self._processes.remove(lost)
                await lost.stop(is_at_once=True)
            while len(self._processes) < self._count:
                self._processes.append(await WorkerProcess.start(self._order))

    async def _least_busy(self) -> WorkerProcess:
        if len(self._processes) < self._count or any(each.is_lost for each in self._processes):
            await self._start()
        return min(self._processes, key=WorkerProcess.steps)


@asynccontextmanager
async def maker_for(order: Order, files: Files, cache: AnswerCache | None) -> AsyncIterator[Maker]:
    """Open who works on ``files``: this process, where others are not worth it."""
    count = worker_count(order.settings.workers, files)
    if count == 0:
        yield Here(Making(order, cache))
        return
    async with workers(order, cache.folder if cache else None, count) as opened:
        yield opened


@asynccontextmanager
async def workers(order: Order, cache_folder: Path | None, count: int) -> AsyncIterator[Workers]:
    """Open up to ``count`` processes, begun on first need; they end with the block."""
    opened, is_well = Workers(framed((order, cache_folder)), count), False
    try:
        yield opened
        is_well = True
    finally:
        await opened.stop(is_at_once=not is_well)


def _is_much(files: Files) -> bool:
    total = 0
    for _name, path in files:
        try:
            total += path.stat().st_size
        except OSError:
            continue  # it will be said when it is read
        if total >= _WORTH_BYTES:
            return True
    return False
