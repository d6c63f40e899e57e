"""One open line to a model server: a body in, a completion out; foreign errors stop here."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2
import openai
from pydantic import SecretStr

from pipeline.asking.completion import Completion, CompletionParts, NoCompletionError
from pipeline.asking.refusals import explain_refusal, suggested_wait_s
from pipeline.errors import EndpointError, Trouble, UnreachableError

_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}
_STREAMING = {"stream": True, "stream_options": {"include_usage": True}}
_STALLED: Trouble | None = Trouble.STALLED
_BROKEN_LINE = (httpx2.ReadError, httpx2.WriteError, httpx2.CloseError, httpx2.ProtocolError)
_CONNECT_S = 10.0
_HEALTH_S = 5.0

# llama.cpp closes a line that was silent for five seconds: ours are given up before.
_LINES = httpx2.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=2.0)


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


class Connection:
    """An open client for one server; leaving the block closes it.

    ``has_answered`` says whether the server ever gave any reply.
    """

    def __init__(self, options: EndpointOptions) -> None:
        self.has_answered = False
        self.address = _public_address(options.base_url)
        self._options = options
        self._client = _open_client(options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._client.close()

    async def complete(self, body: dict[str, Any]) -> Completion:
        """Send ``body`` once and return what came back; every failure is an EndpointError."""
        sent = body | _STREAMING if self._options.is_streaming else body
        try:
            async with asyncio.timeout(self._options.timeout_s) as clock:
                try:
                    return await self._received(sent, clock)
                except openai.APIConnectionError as error:
                    if not (self.has_answered and _is_closed_line(error)):
                        raise
                    return await self._received(sent, clock)
        except NoCompletionError as error:
            raise self._no_completion(error) from error
        except openai.APIStatusError as error:
            self.has_answered = True
            raise self._refusal(error) from error
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, TimeoutError) as error:
            raise self._failure(error) from error

    async def list_models(self) -> tuple[str, ...]:
        """Return the names of the models the server offers."""
        try:
            models = [model.id async for model in self._client.models.list()]
        except openai.APIStatusError as error:
            raise self._refusal(error) from error
        except openai.OpenAIError as error:
            raise self._failure(error) from error
        except (AttributeError, TypeError, ValueError) as error:  # what its parser raises
            raise EndpointError(f"{self.address}: no list of models there") from error
        self.has_answered = True
        return tuple(models)

    async def fetch(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any] | None:
        """Return the JSON object at ``path`` of the server, nothing where it has none there.

        A path that begins with /v1 is one of the API.  No connection raises
        UnreachableError.
        """
        root = self._options.base_url.removesuffix("/v1")
        url = self._options.base_url + path[3:] if path.startswith("/v1/") else root + path
        try:
            async with asyncio.timeout(self._options.timeout_s):
                if method == "GET":
                    response = await self._client.get(url, cast_to=httpx2.Response)
                else:
                    response = await self._client.post(url, body=body, cast_to=httpx2.Response)
                found = response.json()
        except openai.APIStatusError:
            return None
        except (openai.OpenAIError, httpx2.HTTPError, TimeoutError) as error:
            raise self._failure(error) from error
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    async def is_there(self) -> bool:
        """Tell whether the server answers at all and is not still loading its model.

        llama.cpp lists its models while it loads them; only its health says so.
        """
        root = urlsplit(self._options.base_url)._replace(path="/health", query="").geturl()
        return await self._is_well("/models") and await self._is_well(root)

    async def _is_well(self, path: str) -> bool:
        try:
            async with asyncio.timeout(min(_HEALTH_S, self._options.timeout_s)):
                await self._client.get(path, cast_to=httpx2.Response)
        except openai.APIStatusError as error:
            return error.status_code < 500
        except (openai.OpenAIError, TimeoutError):
            return False
        return True

    async def _received(self, body: dict[str, Any], clock: asyncio.Timeout) -> Completion:
        loop, limit_s = asyncio.get_running_loop(), self._options.timeout_s
        stream = await self._client.post(
            "/chat/completions",
            body=body,
            cast_to=object,
            stream=True,  # of bytes: whether the model streams is said in the body
            stream_cls=openai.AsyncStream[object],
        )
        response = stream.response
        self.has_answered = True
        kind = response.headers.get("content-type", "")
        parts = CompletionParts(is_stream=kind.startswith("text/event-stream"))
        try:
            async for data in response.aiter_bytes():
                if parts.feed(data):
                    clock.reschedule(loop.time() + limit_s)
        finally:
            await response.aclose()
        if not parts.is_finished:
            raise EndpointError(f"{self.address}: the reply broke off", trouble=Trouble.BROKEN)
        return parts.whole()

    def _no_completion(self, error: NoCompletionError) -> EndpointError:
        if error.said:  # a server that fails in the middle of a stream says so in it
            return explain_refusal(500, self._without_key(error.said), "")
        return EndpointError(f"{self.address}: the reply is no chat completion")

    def _failure(self, error: BaseException) -> EndpointError:
        cause = error if isinstance(error, httpx2.HTTPError) else error.__cause__ or error
        reason = self._without_key(str(cause) or type(cause).__name__)
        if _is_stalled(error) and not isinstance(cause, httpx2.ConnectTimeout):
            words, trouble = f"no answer within {self._options.timeout_s:g} s (timeout_s)", _STALLED
        elif isinstance(cause, _BROKEN_LINE):
            words, trouble = f"the connection broke ({reason})", Trouble.BROKEN
        elif isinstance(error, openai.APIConnectionError):
            gone = f"{self.address}: nobody answers ({reason})"
            return UnreachableError(gone, trouble=Trouble.GONE)
        else:
            words, trouble = f"the reply is no chat completion ({reason})", None
        return EndpointError(f"{self.address}: {words}", trouble=trouble)

    def _refusal(self, error: openai.APIStatusError) -> EndpointError:
        refusal = explain_refusal(error.status_code, self._without_key(str(error.message)), "")
        refusal.wait_s = suggested_wait_s(error.response.headers)
        return refusal

    def _without_key(self, words: str) -> str:
        key = self._options.api_key.get_secret_value() if self._options.api_key else ""
        return words.replace(key, "…") if key else words


def _is_closed_line(error: openai.APIConnectionError) -> bool:
    """Tell whether a server had closed a line it kept open before it heard of the request.

    That is no failure of the request (RFC 9112, 9.3.1): a new line is opened for it.
    """
    cause = error.__cause__
    return isinstance(cause, httpx2.RemoteProtocolError) and "without sending" in str(cause)


def _is_stalled(error: BaseException) -> bool:
    return isinstance(error, openai.APITimeoutError | TimeoutError | httpx2.TimeoutException)


def _open_client(options: EndpointOptions) -> openai.AsyncOpenAI:
    # A proxy from the environment cannot reach a server on this machine.
    is_local = (urlsplit(options.base_url).hostname or "") in _LOCAL_HOSTS
    key = options.api_key.get_secret_value() if options.api_key else ""
    patience = httpx2.Timeout(None, connect=min(_CONNECT_S, options.timeout_s))
    return openai.AsyncOpenAI(
        base_url=options.base_url,
        api_key=key or "none",  # given always, or the client takes OPENAI_API_KEY
        organization="",  # the same for OPENAI_ORG_ID and OPENAI_PROJECT_ID
        project="",
        timeout=patience,  # what else may take how long is for the clock to say
        max_retries=0,  # repeating is ours to decide
        http_client=openai.DefaultAsyncHttpxClient(trust_env=not is_local, limits=_LINES),
    )


def _public_address(base_url: str) -> str:
    """Return ``base_url`` without user, password and query."""
    parts = urlsplit(base_url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
