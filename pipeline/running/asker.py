"""Requests in, answers out: from disk if known, else from a server opened on first need."""

import asyncio
import json
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Self
from weakref import WeakValueDictionary

from pydantic import BaseModel

from pipeline.asking.answer import Answer
from pipeline.asking.answer_cache import AnswerCache
from pipeline.asking.embedded import MODEL_NAME, EmbeddedServer
from pipeline.asking.ladder import Ladder
from pipeline.asking.request import Request
from pipeline.asking.templates import ModelOptions
from pipeline.errors import CacheError, SettingsError
from pipeline.running.halting import Halt
from pipeline.running.limits import Limits
from pipeline.running.probing import known_traits
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.asking.endpoint import Endpoint

ANSWERS = "answers"


class Asker:
    """Answers requests; a run that finds every answer on disk never opens a server.

    ``problem`` says why answers could not be kept, if that happened.  ``cache`` is where
    they are, open as long as the asker.  ``tell`` hears what the run is waiting for.
    """

    def __init__(
        self, settings: Settings, halt: Halt, tell: Callable[[str], None] = lambda _note: None
    ) -> None:
        self.problem: str | None = None
        self.limits = Limits(settings, halt, tell)
        self._settings = settings
        self._halt = halt
        self._opening = asyncio.Lock()
        self._open = AsyncExitStack()
        self._under_way: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.cache: AnswerCache | None = None
        self._endpoint: Endpoint | None = None
        self._ladder = Ladder()
        self._left_out: tuple[str, ...] = ()

    async def __aenter__(self) -> Self:
        if self._settings.use_cache:
            cache = AnswerCache(self._settings.cache_dir / ANSWERS)
            self.cache = self._open.enter_context(cache)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.limits.close()
        await self._open.aclose()

    @property
    def calls(self) -> int:
        """Return how many requests were sent, repeated ones included."""
        return self.limits.calls

    @property
    def notes(self) -> list[str]:
        """Return sentences about what the server would not take, if it was asked anything."""
        left_out = sorted(self._endpoint.connection.left_out) if self._endpoint else []
        words = f"the server refuses {', '.join(left_out)}: it was asked without"
        return [words] if left_out else []

    async def model_options(self) -> ModelOptions:
        """Return which model to ask and how.

        The server is opened only where its model's name has to be learnt from it.
        """
        settings = self._settings
        if settings.base_url is None and settings.model not in (None, MODEL_NAME):
            raise SettingsError(
                f"model = {settings.model!r} needs the address of its server: set base_url, "
                "or leave model out to use the embedded one"
            )
        model = settings.model or await self._only_model()
        if (traits := known_traits(settings, model)) is not None:
            self._ladder = Ladder(traits.mode)
            self._left_out = traits.left_out
            self.limits.begin_with(traits.slots)
        return ModelOptions(
            model=model,
            temperature=settings.temperature,
            seed=settings.seed,
            extra_json=json.dumps(settings.extra_body, sort_keys=True, ensure_ascii=False),
            spare_tokens=settings.reasoning_tokens,
        )

    def alone(self, key: str) -> asyncio.Lock:
        """Return the lock under which the request ``key`` is asked, once for all who ask."""
        return self._under_way.setdefault(key, asyncio.Lock())

    async def ask(self, request: Request, shape: type[BaseModel]) -> Answer:
        """Return the answer to ``request``; errors of server and answer pass through.

        Equal requests under way at the same time are sent once.  What would have to be
        sent after the run was halted raises UnsentError.
        """
        async with self.alone(request.key):
            known = self.known(request)
            if known is not None:
                return known
            try:
                answer = await self.send(request, shape)
            finally:
                self.limits.spent(request.key)
            self.keep(request, answer)
            return answer

    def known(self, request: Request) -> Answer | None:
        """Return the answer on disk, if there is one."""
        return self.cache.get(request) if self.cache else None

    def find(self, keys: Iterable[str]) -> list[Answer] | None:
        """Return the answers to all these requests, nothing where one is not on disk."""
        found = [self.cache.find(key) if self.cache else None for key in keys]
        known = [answer for answer in found if answer is not None]
        return known if len(known) == len(found) else None

    def document(self, name: str) -> str | None:
        """Return what is kept of the finished document ``name``, if anything is."""
        return self.cache.document(name) if self.cache else None

    def keep_document(self, name: str, text: str) -> None:
        """Keep the text of a finished document for later runs, unless that fails."""
        if self.cache is not None and self.problem is None:
            try:
                self.cache.keep_document(name, text)
            except CacheError as error:
                self.problem = str(error)

    def keep(self, request: Request, answer: Answer) -> None:
        """Keep ``answer`` for later runs; where that fails, ``problem`` says why."""
        if self.cache is not None:
            self.problem = self.cache.keep(request, answer) or self.problem

    async def send(self, request: Request, shape: type[BaseModel]) -> Answer:
        """Ask the server, in the most binding form that it can do."""
        self._halt.check()
        endpoint = await self._server(request.system)
        return await self._ladder.ask(request, shape, endpoint.ask)

    async def _server(self, words: str = "") -> "Endpoint":
        # Its libraries take seconds to load, and a run from the cache needs none of them.
        from pipeline.asking.endpoint import Endpoint, EndpointOptions

        async with self._opening:
            if self._endpoint is None:
                settings = self._settings
                options = EndpointOptions(
                    base_url=settings.base_url or await self._embedded_url(words),
                    api_key=settings.api_key(),
                    timeout_s=settings.timeout_s,
                    attempts=settings.attempts,
                    patience_s=settings.wait_for_server_s,
                    is_streaming=settings.stream,
                )
                endpoint = Endpoint(options, self.limits.turn, self._halt.sleep)
                self._endpoint = await self._open.enter_async_context(endpoint)
                endpoint.connection.left_out.update(self._left_out)
                self.limits.watch(endpoint.connection)
            return self._endpoint

    async def _embedded_url(self, words: str) -> str:
        server = EmbeddedServer(self._settings.cache_dir)
        await asyncio.to_thread(server.__enter__)
        self._open.callback(server.__exit__)
        if words:
            await asyncio.to_thread(server.make_ready, words)
        return server.base_url

    async def _only_model(self) -> str:
        if self._settings.base_url is None:
            return MODEL_NAME
        models = await (await self._server()).list_models()
        if len(models) != 1:
            offered = ", ".join(models) or "none"
            raise SettingsError(f"model is not set and the server offers {offered}; set model")
        return models[0]
