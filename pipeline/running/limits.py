"""What keeps a server busy and not overrun: slots, a pace, and patience when it is away."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.asking.chunks import estimate_tokens
from pipeline.asking.request import Request
from pipeline.errors import EndpointError, Trouble
from pipeline.running.halting import Halt
from pipeline.running.outage import Outage
from pipeline.running.pacing import Pace, keep_pace
from pipeline.running.slots import Slots
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.asking.connection import Connection

# The same signs as of a server that restarts: only a look at it can tell.
_PERHAPS_GONE = frozenset({Trouble.GONE, Trouble.UNAVAILABLE, Trouble.STALLED})

# After so many failures with nothing else between them a server is asked for one word:
# what it cannot give either is no fault of the requests.
_DOUBTED_AFTER = 4

# Slots to start with where nothing is set, and the most there may be: the embedded model
# has two, other servers are tried out.
EMBEDDED_SLOTS, USUAL_SLOTS, MOST_SLOTS = 2, 4, 32


@dataclass(slots=True)
class Spent:
    """What the attempts at one request took: how many, and seconds waiting and busy."""

    calls: int = 0
    waited_s: float = 0.0
    busy_s: float = 0.0


class Limits:
    """Entered with ``turn`` for every attempt at a request; ``calls`` counts them."""

    def __init__(self, settings: Settings, halt: Halt, tell: Callable[[str], None]) -> None:
        usual = USUAL_SLOTS if settings.base_url else EMBEDDED_SLOTS
        most = MOST_SLOTS if settings.base_url else EMBEDDED_SLOTS
        self.slots = Slots(settings.concurrency or usual, settings.concurrency or most)
        self._is_sized = settings.concurrency is not None or not settings.base_url
        self.calls = 0
        self._halt = halt
        self._connection: Connection | None = None
        self._spent: dict[str, Spent] = {}
        self._outage = Outage(halt, settings.wait_for_server_s, tell)
        self._failures = 0  # since the server last did what it should, or refused to
        self._requests = Pace(settings.requests_per_minute)
        self._tokens = Pace(settings.tokens_per_minute)

    def begin_with(self, slots: int | None) -> None:
        """Take the number of slots an earlier probe found, where nothing else is set."""
        if slots and not self._is_sized:
            self.slots = Slots(slots, max(slots, MOST_SLOTS))

    def watch(self, connection: "Connection") -> None:
        """Take ``connection`` for the one whose server may go away and come back."""
        self._connection = connection

    def spent(self, key: str) -> Spent:
        """Return what the attempts at the request ``key`` have taken, and forget it."""
        return self._spent.pop(key, None) or Spent()

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[None]:
        """Hold a place for one attempt at ``request``.

        Once the run is halted, UnsentError is raised instead.
        """
        began = time.monotonic()
        spent = self._spent.setdefault(request.key, Spent())
        await self._outage.over()
        turn = await self.slots.take()
        try:
            await self._admit(request)
            sent = time.monotonic()
            spent.calls += 1
            self.calls += 1
            spent.waited_s += sent - began
            try:
                yield
            finally:
                spent.busy_s += time.monotonic() - sent
            self.slots.grow((time.monotonic() - sent) / request.max_tokens)
            self._failures = 0
        except EndpointError as error:
            await self._after(error, turn, request.model)
            raise
        finally:
            self.slots.give_back()

    async def close(self) -> None:
        """Wait for nothing any more."""
        await self._outage.close()

    async def _admit(self, request: Request) -> None:
        await self._outage.over()
        tokens = estimate_tokens(request.system + request.user) + request.max_tokens
        await keep_pace(self._halt.sleep, self._requests.spend(1), self._tokens.spend(tokens))
        self._halt.check()

    async def _after(self, error: EndpointError, turn: int, model: str) -> None:
        """Make everybody wait where ``error`` is the server's fault; it costs no attempt then."""
        if error.trouble is None or error.trouble is Trouble.LIMITED:
            self._failures = 0
        else:
            self._failures += 1
        if error.trouble is None:
            return
        self.slots.shrink(error.trouble, turn)
        if self._connection is not None:
            self._doubt(self._connection, error, model)
            if await self._outage.is_real():
                await self._outage.over()
                error.trouble = Trouble.GONE

    def _doubt(self, watched: "Connection", error: EndpointError, model: str) -> None:
        """Look at the server, if ``error`` may be its fault.

        Nobody at an address that never answered is a wrong address; a server that takes
        requests and says nothing may hang.
        """
        if not watched.has_answered and error.trouble is not Trouble.STALLED:
            return
        if self._failures >= _DOUBTED_AFTER:
            self._outage.begin(error, lambda: watched.has_word(model))
        elif error.trouble in _PERHAPS_GONE:
            self._outage.begin(error, watched.is_there)
