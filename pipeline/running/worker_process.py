"""One process beside this one: steps in, their results out in the same order."""

import asyncio
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from typing import Any, Self

from pipeline.errors import PipelineError
from pipeline.running.worker import COMMAND, LENGTH_BYTES, framed, unframed

_BUFFER_BYTES = 1 << 20
_LAST_STEP_S = 10.0


class WorkerLostError(Exception):
    """A process ended while it had something to do."""


class WorkerProcess:
    """A process that was started; ``is_lost`` once it is there no more."""

    def __init__(self, process: Process) -> None:
        self.is_lost = False
        self._process = process
        self._is_ready = False
        self._waiting: deque[asyncio.Future[Any]] = deque()
        self._hearing = asyncio.ensure_future(self._hear())

    @classmethod
    async def start(cls, order: bytes) -> Self:
        """Begin a process, and do not wait until it is ready."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *COMMAND,
            stdin=PIPE,
            stdout=PIPE,
            limit=_BUFFER_BYTES,
            process_group=0,  # Ctrl-C in a terminal is for this process to answer
        )
        worker = cls(process)
        worker._write(order)
        return worker

    def steps(self) -> int:
        """Return how many steps it has still to do."""
        return len(self._waiting)

    async def do(self, step: str, *args: object, **more: object) -> object:
        """Return the result of a step, or raise the error it ended with.

        A process that dies meanwhile raises WorkerLostError, one that never got ready
        PipelineError.
        """
        if self.is_lost:
            raise self._lost()
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        self._write(framed((step, args, more)))
        result = await answer
        if isinstance(result, PipelineError | OSError | WorkerLostError):
            raise result
        return result

    async def stop(self, *, is_at_once: bool) -> None:
        """End the process, at once or after what it still has to do."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(0 if is_at_once else _LAST_STEP_S):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        await self._hearing

    def _write(self, frame: bytes) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(frame)

    async def _hear(self) -> None:
        source = self._process.stdout
        try:
            while source is not None:
                length = int.from_bytes(await source.readexactly(LENGTH_BYTES))
                self._take(await source.readexactly(length))
        except (asyncio.IncompleteReadError, ConnectionError):
            self.is_lost = True
            while self._waiting:
                self._answer(self._lost())

    def _take(self, data: bytes) -> None:
        result, said = unframed(data)
        for name, level, message in said:
            logging.getLogger(name).log(level, "%s", message)
        if self._is_ready:
            self._answer(result)
        self._is_ready = True

    def _answer(self, result: object) -> None:
        answer = self._waiting.popleft()
        if not answer.done():  # else nobody waits for it any more
            answer.set_result(result)

    def _lost(self) -> Exception:
        if self._is_ready:
            return WorkerLostError()
        return PipelineError(
            "a process to work on documents did not start (what it said stands above); "
            "with workers = 0 none is needed"
        )
