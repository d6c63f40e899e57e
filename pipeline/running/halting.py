"""Reasons to send nothing more: a person, or an error that every request would meet."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from pipeline.errors import PipelineError


class UnsentError(Exception):
    """A request that was not sent, because the run had been halted."""


class Halt:
    """Whether a run should still send requests, and if not, why.

    What halts it halts the halts ``beside`` it too, and not the reverse: a second server
    that is gone is no reason to stop asking the first.
    """

    def __init__(self) -> None:
        self.error: PipelineError | None = None
        self.is_interrupted = False
        self._is_called = asyncio.Event()
        self._beside: list[Halt] = []

    def beside(self) -> "Halt":
        """Return a halt of its own that is called with this one."""
        self._beside.append(Halt())
        return self._beside[-1]

    @property
    def is_set(self) -> bool:
        """Tell whether nothing more should be sent."""
        return self.error is not None or self.is_interrupted

    def check(self) -> None:
        """Raise UnsentError once nothing more should be sent."""
        if self.is_set:
            raise UnsentError

    def stop(self, error: PipelineError) -> None:
        """Send nothing more because of ``error``; the first one counts."""
        self.error = self.error or error
        self._is_called.set()
        for other in self._beside:
            other.stop(error)

    def interrupt(self) -> None:
        """Send nothing more because a person said so."""
        self.is_interrupted = True
        self._is_called.set()
        for other in self._beside:
            other.interrupt()

    async def sleep(self, seconds: float) -> None:
        """Sleep, but not beyond the moment when nothing more should be sent."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_called.wait()


@contextmanager
def halt_on_interrupt(halt: Halt) -> Iterator[None]:
    """Let the first Ctrl-C finish what is under way and the second stop at once.

    The second ends the block with KeyboardInterrupt; whatever was on disk stays whole.
    Outside the main thread signals are somebody else's business, and this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        is_second, halt.is_interrupted = halt.is_interrupted, True
        if not is_second:
            loop.call_soon_threadsafe(halt.interrupt)
        elif asyncio.current_task(loop) is task:
            raise KeyboardInterrupt  # it is busy, and would not hear of it
        elif task is not None:
            loop.call_soon_threadsafe(task.cancel)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    except asyncio.CancelledError:
        raise (KeyboardInterrupt if halt.is_interrupted else asyncio.CancelledError) from None
    finally:
        signal.signal(signal.SIGINT, before)
