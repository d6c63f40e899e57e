"""So many a minute: requests and tokens, as hosted services count them."""

import time
from collections.abc import Awaitable, Callable

# What may be spent at once, in seconds of the limit: services look at short windows too.
_BURST_S = 2.0


class Pace:
    """A bucket that fills evenly; nothing is held back where ``per_minute`` is nothing."""

    def __init__(self, per_minute: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_s = (per_minute or 0) / 60
        self._most = max(1.0, self._per_s * _BURST_S)
        self._left = self._most
        self._clock = clock
        self._seen = clock()

    def spend(self, amount: float) -> float:
        """Take ``amount`` and return the seconds to wait before it may be used.

        More than the bucket holds is taken on credit; what was too much comes back as a
        negative amount.
        """
        if not self._per_s:
            return 0.0
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._seen) * self._per_s)
        self._seen = now
        self._left -= amount
        return max(0.0, -self._left / self._per_s)


async def keep_pace(sleep: Callable[[float], Awaitable[None]], *waits_s: float) -> None:
    """Sleep for the longest of ``waits_s``; who halts a run may cut ``sleep`` short."""
    longest = max(waits_s)
    if longest > 0:
        await sleep(longest)
