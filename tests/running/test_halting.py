"""Tests of the reasons to send nothing more."""

import asyncio
import os
import signal
import time

import pytest

from pipeline.running.halting import Halt, halt_on_interrupt


async def interrupted_twice(*, is_busy: bool) -> None:
    """Press Ctrl-C until it is heard, and once more, while waiting or while computing."""
    halt = Halt()
    with halt_on_interrupt(halt):
        os.kill(os.getpid(), signal.SIGINT)
        while not halt.is_set:
            await asyncio.sleep(0)
        os.kill(os.getpid(), signal.SIGINT)
        if is_busy:
            time.sleep(5)
        await asyncio.sleep(5)


@pytest.mark.parametrize("is_busy", [False, True], ids=["waiting", "computing"])
def test_second_interrupt_ends_the_run_at_once(is_busy: bool) -> None:
    """Nothing is waited for any more, and Ctrl-C means afterwards what it meant before."""
    before = signal.getsignal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(interrupted_twice(is_busy=is_busy))

    assert signal.getsignal(signal.SIGINT) is before
