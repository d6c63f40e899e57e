"""A server that is gone, or fails whatever it is asked: everybody waits, one looks at it."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from pipeline.errors import EndpointError, Trouble, UnreachableError
from pipeline.running.halting import Halt

_FIRST_LOOK_S, _LONGEST_LOOK_S = 0.1, 5.0

IsThere = Callable[[], Awaitable[bool]]


class Outage:
    """Whether the server is away, and how long it is waited for.

    ``tell`` hears a sentence about it for whoever watches the run, an empty one in the
    end.  After ``patience_s`` the wait is over and every request meets the error.
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

    async def is_real(self) -> bool:
        """Wait until the server has been looked at, and tell whether it was away."""
        return self._looking is not None and await asyncio.shield(self._looking)

    def begin(self, error: EndpointError, is_there: IsThere) -> None:
        """Make everybody wait, because ``error`` looks as if the server were away."""
        if self._looking is None and self._error is None:
            self._looking = asyncio.create_task(self._look(error, is_there))

    async def close(self) -> None:
        """Look no longer."""
        if self._looking is not None:
            self._looking.cancel()

    async def _look(self, error: EndpointError, is_there: IsThere) -> bool:
        """Tell whether the server was away, once it is back or not waited for any more."""
        began, pause_s = time.monotonic(), 0.0
        try:
            while not self._halt.is_set:
                if await is_there():
                    return pause_s > 0
                gone_s = time.monotonic() - began
                if gone_s >= self._patience_s:
                    self._error = UnreachableError(f"{error} for {gone_s:.0f} s")
                    return True
                pause_s = min(_LONGEST_LOOK_S, 2 * pause_s or _FIRST_LOOK_S)
                self._tell(
                    f"waiting for the server: {_state(error)} for {gone_s:.0f} s, "
                    f"given up on after {self._patience_s:.0f} s (wait_for_server_s)"
                )
                await self._halt.sleep(min(pause_s, self._patience_s - gone_s))
            return True
        finally:
            self._tell("")
            self._looking = None


def _state(error: EndpointError) -> str:
    return "failing" if error.trouble is Trouble.BROKEN else "gone"
