"""How many requests may be under way at once: as many as the server bears."""

import asyncio
from collections import deque

from pipeline.errors import Trouble

# What is left of the slots when the server complains: half, as TCP does, where it says
# that it is too much, more where that is only likely.
_LEFT = {Trouble.LIMITED: 0.5, Trouble.STALLED: 0.7, Trouble.UNAVAILABLE: 0.7}

# A server that takes this many times the usual time for a token is overrun.
_BLOW_UP = 4.0
_LEFT_AFTER_BLOW_UP = 0.8
_SMOOTHING = 0.05


class Slots:
    """Places for requests under way, between one and ``most``, given out in turn.

    Every round of answers adds one, every complaint takes a part of them away, once for
    all requests that were under way together (additive increase, multiplicative
    decrease).
    """

    def __init__(self, start: int, most: int) -> None:
        self.size = float(start)
        self._most = max(start, most)
        self._taken = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._turn = 0
        self._cut_at = 0
        self._usual_s = 0.0
        self._lately_s = 0.0

    async def take(self) -> int:
        """Wait for a place and return the number of the turn, to be given back with it."""
        if self._taken >= int(self.size) or self._queue:
            await self._wait()
        else:
            self._taken += 1
        self._turn += 1
        return self._turn

    def give_back(self) -> None:
        """Let the next in line have the place."""
        self._taken -= 1
        self._hand_out()

    def grow(self, seconds_per_token: float) -> None:
        """Note an answer; a whole round of them makes one more place."""
        self._note(seconds_per_token)
        if self._taken >= int(self.size):
            self.size = min(self._most, self.size + 1 / self.size)

    def shrink(self, trouble: Trouble, turn: int) -> None:
        """Note that the request of ``turn`` met ``trouble``."""
        if trouble in _LEFT:
            self._cut(_LEFT[trouble], turn)

    def _note(self, seconds: float) -> None:
        """Compare the time for each token lately with the usual, and shrink if it blew up."""
        first = not self._usual_s
        self._lately_s = seconds if first else _mixed(self._lately_s, seconds, 4 * _SMOOTHING)
        self._usual_s = seconds if first else _mixed(self._usual_s, seconds, _SMOOTHING / 5)
        if self._lately_s > _BLOW_UP * self._usual_s:
            self._cut(_LEFT_AFTER_BLOW_UP, self._turn)
            self._lately_s = self._usual_s

    def _cut(self, left: float, turn: int) -> None:
        if turn > self._cut_at:  # those under way at the last cut say nothing new
            self.size = max(1.0, self.size * left)
            self._cut_at = self._turn

    async def _wait(self) -> None:
        place = asyncio.get_running_loop().create_future()
        self._queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._taken -= 1  # it was handed to us in the same moment
                self._hand_out()
            raise

    def _hand_out(self) -> None:
        while self._queue and self._taken < int(self.size):
            place = self._queue.popleft()
            if not place.done():
                self._taken += 1
                place.set_result(None)


def _mixed(before: float, now: float, share: float) -> float:
    return before + share * (now - before)
