"""A server that is gone: everybody waits, one looks whether it is back."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from pipeline.errors import EndpointError, UnreachableError
from pipeline.running.halting import Halt

_FIRST_LOOK_S, _LONGEST_LOOK_S = 0.1, 5.0

IsThere = Callable[[], Awaitable[bool]]


class Outage:
    """Whether the server is gone, for how long, and what it is waited for.

    ``note`` is a sentence about it for whoever watches the run, empty while it is there.
    After ``patience_s`` the wait is over and every request meets the error.
    """

    def __init__(self, halt: Halt, patience_s: float, tell: Callable[[str], None]) -> None:
        self._halt = halt
        self._patience_s = patience_s
        self._tell = tell
        self._looking: asyncio.Task[bool] | None = None
        self._error: EndpointError | None = None

    async def over(self) -> None:
        """Return once the server is there; raise the error if it does not come back."""
        if self._looking is not None:
            await asyncio.shield(self._looking)
        if self._error is not None:
            raise self._error

    def begin(self, error: EndpointError, is_there: IsThere) -> None:
        """Make everybody wait, because ``error`` looks as if the server were gone."""
        if self._looking is None and self._error is None:
            self._looking = asyncio.create_task(self._look(error, is_there))

    async def close(self) -> None:
        """Look no longer."""
        if self._looking is not None:
            self._looking.cancel()

    async def _look(self, error: EndpointError, is_there: IsThere) -> bool:
        began, pause_s = time.monotonic(), 0.0
        try:
            while not self._halt.is_set:
                if await is_there():
                    return True
                gone_s = time.monotonic() - began
                if gone_s >= self._patience_s:
                    self._error = UnreachableError(f"{error} for {gone_s:.0f} s")
                    return False
                pause_s = min(_LONGEST_LOOK_S, 2 * pause_s or _FIRST_LOOK_S)
                self._tell(
                    f"waiting for the server: gone for {gone_s:.0f} s, "
                    f"given up on after {self._patience_s:.0f} s (wait_for_server_s)"
                )
                await self._halt.sleep(min(pause_s, self._patience_s - gone_s))
            return False
        finally:
            self._tell("")
            self._looking = None
