"""The one door to the model server: a request in, an answer out."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Self, TypeVar

from pydantic import BaseModel
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception
from tenacity.wait import wait_exponential_jitter

from pipeline.asking.answer import Answer
from pipeline.asking.bodies import build_body
from pipeline.asking.completion import Completion
from pipeline.asking.connection import Connection, EndpointOptions
from pipeline.asking.replies import read_reply
from pipeline.asking.request import Request
from pipeline.errors import AnswerError, EndpointError, Trouble

__all__ = ["Endpoint", "EndpointOptions", "Turn"]

_Got = TypeVar("_Got")

# Entered for every attempt, with the request it is for: whoever keeps limits waits in it
# for a free place, and sees how the attempt ended when it is left.
Turn = Callable[[Request], AbstractAsyncContextManager[None]]

# Between two attempts; whoever halts a run may cut the pause short.
Sleep = Callable[[float], Awaitable[None]]


class Endpoint:
    """An open connection to one OpenAI-compatible server; leaving the block closes it."""

    def __init__(
        self,
        options: EndpointOptions,
        turn: Turn = lambda _request: nullcontext(),
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.connection = Connection(options)
        self._options = options
        self._turn = turn
        self._sleep = sleep

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.connection.__aexit__()

    async def ask(self, request: Request, shape: type[BaseModel]) -> Answer:
        """Send ``request`` and return the answer once it has been read through ``shape``.

        What may pass (no connection, 408, 409, 429, 5xx) is tried again; an answer
        that does not fit is never asked for again here.  Raises EndpointError where
        the server gave no answer and AnswerError where it gave a wrong one.
        """
        body, calls = build_body(request, shape), 0

        async def attempt() -> Completion:
            nonlocal calls
            async with self._turn(request):
                calls += 1
                return await self.connection.complete(body)

        try:
            return read_reply(await self._repeated(attempt), request, shape, calls=calls)
        except (EndpointError, AnswerError) as error:
            error.request_key, error.calls = request.key, calls
            raise

    async def list_models(self) -> tuple[str, ...]:
        """Return the names of the models the server offers."""
        return await self._repeated(self.connection.list_models)

    async def _repeated(self, attempt: Callable[[], Awaitable[_Got]]) -> _Got:
        """Return what ``attempt`` gives, tried again while what it meets may pass."""
        try:
            return await attempt()
        except EndpointError as error:
            if not _is_passing(error):
                raise
            # Few attempts fail: the others need not pay for all that counts them.
            return await self._tried_again(attempt, error)

    async def _tried_again(
        self, attempt: Callable[[], Awaitable[_Got]], first: EndpointError
    ) -> _Got:
        """Go on after the ``first`` error, which counts as an attempt."""
        failed: list[EndpointError] = [first]

        async def again() -> _Got:
            if failed:
                raise failed.pop()
            return await attempt()

        retrying = AsyncRetrying(
            retry=retry_if_exception(_is_passing),
            stop=self._is_enough,
            wait=self._pause_s,
            sleep=self._sleep,
            reraise=True,
        )
        return await retrying(again)

    def _is_enough(self, state: RetryCallState) -> bool:
        """Tell whether a request has had its share of attempts, or of waiting.

        A server that only asks to wait, or is gone after it was there, costs no attempt.
        """
        if _trouble(state) in _COSTLESS and self.connection.has_answered:
            return state.idle_for >= self._options.patience_s
        return state.attempt_number >= self._options.attempts

    def _pause_s(self, state: RetryCallState) -> float:
        longest = self._options.longest_wait_s
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait_s if isinstance(error, EndpointError) else None
        return min(longest, wait_exponential_jitter(max=longest)(state) if asked is None else asked)


_COSTLESS = frozenset({Trouble.LIMITED, Trouble.GONE})


def _trouble(state: RetryCallState) -> Trouble | None:
    error = state.outcome.exception() if state.outcome else None
    return error.trouble if isinstance(error, EndpointError) else None


def _is_passing(error: BaseException) -> bool:
    return isinstance(error, EndpointError) and error.trouble is not None
