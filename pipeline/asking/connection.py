"""One open line to a model server: a body in, a completion out; foreign errors stop here."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import httpx2
import openai
from pydantic import SecretStr

from pipeline.asking.completion import Completion, CompletionParts, NoCompletionError
from pipeline.asking.failures import FOREIGN, Asked
from pipeline.asking.lines import is_closed_line, open_client
from pipeline.asking.parameters import accepted, refused_parameters
from pipeline.asking.refusals import explain_refusal, suggested_wait_s
from pipeline.errors import EndpointError, Trouble

_STREAMING = {"stream": True, "stream_options": {"include_usage": True}}
_CONNECT_S = 10.0
_HEALTH_S = 5.0
_WORD_S = 20.0
_CLOSED_LINES = 3

# No tokenizer has tokens that are longer on average; a server that says more than its
# limit allows does not keep to it.
_CHARS_PER_TOKEN = 64
_ENOUGH_CHARS = 10_000
_MOST_BYTES = 64_000_000

_Got = TypeVar("_Got")

# The body of an answer is read as it comes; and no number is drawn to know a request by
# when it is sent again, which is nothing that the client does here.
_UNREAD: bool = True
_ONCE: openai.RequestOptions = {"idempotency_key": ""}


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """Where the model server is and how patient to be with it.

    ``timeout_s`` bounds the time in which nothing of an answer comes, not the answer.
    ``attempts`` counts the first try too; ``longest_wait_s`` bounds the pause before
    another, also where the server asks for a longer one.  A server that only asks to
    wait is waited for ``patience_s`` in all.
    """

    base_url: str
    api_key: SecretStr | None = None
    timeout_s: float = 180.0
    attempts: int = 4
    longest_wait_s: float = 60.0
    patience_s: float = 600.0
    is_streaming: bool = False


class _RefusedError(Exception):
    """A reply with an HTTP status that refuses, the server's words, and the wait it asks for."""

    def __init__(self, status: int, words: str, wait_s: float | None) -> None:
        super().__init__(words)
        self.status, self.words, self.wait_s = status, words, wait_s


class Connection:
    """An open client for one server; leaving the block closes it.

    ``address`` is the server's, without user, password and query; ``has_answered`` says
    whether it ever gave any reply, and ``left_out`` which parameters it has refused: it is
    asked without them from then on.
    """

    def __init__(self, options: EndpointOptions) -> None:
        self.has_answered = False
        self.left_out: set[str] = set()
        parts = urlsplit(options.base_url)
        public = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="")
        self.address = public.geturl()
        self._query = f"?{parts.query}" if parts.query else ""
        self._options = options
        key = options.api_key.get_secret_value() if options.api_key else ""
        self._asked = Asked(self.address, key, options.timeout_s)
        connect_s = min(_CONNECT_S, options.timeout_s)
        self._client = open_client(options.base_url, key, connect_s)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._client.close()

    async def complete(self, body: dict[str, Any]) -> Completion:
        """Send ``body`` and return what came back; every failure is an EndpointError.

        It is sent once, and again only where the server refuses a parameter that it can
        be asked without.  A server that goes on beyond ``max_tokens`` is cut short.
        """
        sent = body | _STREAMING if self._options.is_streaming else body
        most_chars = _ENOUGH_CHARS + _CHARS_PER_TOKEN * int(body.get("max_tokens", 0))
        while True:
            tried = accepted(sent, self.left_out)
            try:
                return await self._completed(_as_json(tried), most_chars)
            except _RefusedError as error:
                spared = refused_parameters(error.status, error.words, tried)
                if not spared:
                    refusal = explain_refusal(error.status, error.words, "")
                    refusal.wait_s = error.wait_s
                    raise refusal from error
                self.left_out |= spared

    async def _completed(self, sent: bytes, most_chars: int) -> Completion:
        try:
            async with asyncio.timeout(self._options.timeout_s) as clock:
                return await self._on_open_line(lambda: self._received(sent, clock, most_chars))
        except NoCompletionError as error:
            raise self._asked.no_completion(error) from error
        except openai.APIStatusError as error:
            self.has_answered = True
            words = self._asked.said(error.response.content)
            wait_s = suggested_wait_s(error.response.headers)
            raise _RefusedError(error.status_code, words, wait_s) from error
        except (*FOREIGN, TimeoutError) as error:
            raise self._asked.failure(error) from error

    async def list_models(self) -> tuple[str, ...]:
        """Return the names of the models the server offers."""
        status, data = await self._whole(self._at("/models"))
        if status >= 300:
            raise explain_refusal(status, self._asked.said(data), "")
        try:
            return tuple(str(model["id"]) for model in json.loads(data)["data"])
        except (TypeError, ValueError, KeyError) as error:
            raise EndpointError(f"{self.address}: no list of models there") from error

    async def fetch(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any] | None:
        """Return the JSON object at ``path`` of the server, nothing where it has none there.

        A path that begins with /v1 is one of the API.  No connection raises
        UnreachableError.
        """
        is_api = path.startswith("/v1/")
        url = self._at(path[3:]) if is_api else self.address.removesuffix("/v1") + path
        status, data = await self._whole(url, None if method == "GET" else _as_json(body or {}))
        try:
            found = json.loads(data)
        except ValueError:
            return None
        return found if status < 300 and isinstance(found, dict) else None

    async def is_there(self) -> bool:
        """Tell whether the server answers at all and is not still loading its model.

        llama.cpp lists its models while it loads them; only its health says so.
        """
        root = urlsplit(self.address)._replace(path="/health").geturl()
        return await self._is_well(self._at("/models")) and await self._is_well(root)

    async def has_word(self, model: str) -> bool:
        """Tell whether the server gets as far as a word of ``model``, or as a refusal."""
        say = {"messages": [{"role": "user", "content": "1"}], "max_tokens": 1}
        body = _as_json({"model": model, **say})
        return await self._is_well(self._at("/chat/completions"), body, _WORD_S)

    async def _is_well(
        self, url: str, body: bytes | None = None, most_s: float = _HEALTH_S
    ) -> bool:
        try:
            async with asyncio.timeout(most_s):
                status, _ = await self._whole(url, body)
        except (EndpointError, TimeoutError):
            return False
        return status < 500

    def _at(self, path: str) -> str:
        return self.address + path + self._query

    async def _whole(self, url: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Return status and body of a reply; what has a ``body`` is posted."""
        try:
            async with asyncio.timeout(self._options.timeout_s):
                response = await self._on_open_line(lambda: self._read(url, body))
        except openai.APIStatusError as error:
            response = error.response
        except (*FOREIGN, TimeoutError) as error:
            raise self._asked.failure(error) from error
        self.has_answered = True
        return response.status_code, response.content

    async def _on_open_line(self, ask: Callable[[], Awaitable[_Got]]) -> _Got:
        """Ask over another line where the server had closed one before it heard of the request.

        That is no failure of the request (RFC 9112, 9.3.1).  llama.cpp closes its line after
        every stream, and several may have been closed at once.
        """
        for _ in range(_CLOSED_LINES):
            try:
                return await ask()
            except openai.APIConnectionError as error:
                if not (self.has_answered and is_closed_line(error)):
                    raise
        return await ask()

    async def _read(self, url: str, body: bytes | None) -> httpx2.Response:
        if body is None:
            return await self._client.get(url, cast_to=httpx2.Response)
        return await self._client.post(url, content=body, cast_to=httpx2.Response)

    async def _received(self, body: bytes, clock: asyncio.Timeout, most_chars: int) -> Completion:
        loop, limit_s = asyncio.get_running_loop(), self._options.timeout_s
        response = await self._client.post(
            self._at("/chat/completions"),
            content=body,
            cast_to=httpx2.Response,
            stream=_UNREAD,
            options=_ONCE,
        )
        assert isinstance(response, httpx2.Response)  # what it is cast to
        self.has_answered = True
        kind = response.headers.get("content-type", "")
        parts = CompletionParts(is_stream=kind.startswith("text/event-stream"))
        try:
            async for data in response.aiter_raw():
                if parts.feed(data):
                    clock.reschedule(loop.time() + limit_s)
                if parts.is_stream and parts.size > most_chars:
                    parts.cut()
                    break
                if parts.size > _MOST_BYTES:
                    raise EndpointError(f"{self.address}: the reply has no end")
        finally:
            await response.aclose()
        if not parts.is_finished:
            raise EndpointError(f"{self.address}: the reply broke off", trouble=Trouble.BROKEN)
        return parts.whole()


def _as_json(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
