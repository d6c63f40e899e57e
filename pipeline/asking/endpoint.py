"""The one door to the model server: a request in, an answer out; foreign errors stop here."""

import json
import logging
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import instructor
import openai
from instructor.core.exceptions import InstructorError
from openai.types import Model
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, SecretStr
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from pipeline.asking.answer import Answer, Usage
from pipeline.asking.answers import read_answer, split_reasoning
from pipeline.asking.chunks import estimate_tokens
from pipeline.asking.refusals import explain_refusal
from pipeline.asking.request import Request
from pipeline.errors import (
    EndpointError,
    InvalidAnswerError,
    PipelineError,
    TruncatedAnswerError,
    UnreachableError,
)

_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}

# It logs the server's words, which may hold a key, and what it logs is raised anyway.
logging.getLogger("instructor").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """Where the model server is and how patient to be with it.

    ``attempts`` counts the first try too; ``longest_wait_s`` bounds the pause before
    another, also where the server asks for a longer one.
    """

    base_url: str
    api_key: SecretStr | None = None
    timeout_s: float = 180.0
    attempts: int = 4
    longest_wait_s: float = 60.0


class Endpoint:
    """An open connection to one OpenAI-compatible server; leaving the block closes it."""

    def __init__(self, options: EndpointOptions) -> None:
        self._options = options
        self._client = _open_client(options)
        # The one mode that adds no words of its own to the prompt.
        self._chat = instructor.from_openai(self._client, mode=instructor.Mode.JSON_SCHEMA)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.close()

    async def ask(self, request: Request, shape: type[BaseModel]) -> Answer:
        """Send ``request`` and return the answer once it has been read through ``shape``.

        What may pass (no connection, 408, 409, 429, 5xx) is tried again; an answer
        that does not fit is never asked for again here.  Raises EndpointError where
        the server gave no answer and AnswerError where it gave a wrong one.
        """
        try:
            completion: object = await self._retrying()(self._send, request, shape)
        except (openai.OpenAIError, InstructorError) as error:
            raise self._explained(error, request.key) from error
        return _read(completion, request, shape)

    async def list_models(self) -> tuple[str, ...]:
        """Return the names of the models the server offers."""
        try:
            models: list[Model] = await self._retrying()(self._models)
        except openai.OpenAIError as error:
            raise self._explained(error, "") from error
        except (AttributeError, TypeError, ValueError) as error:  # what its parser raises
            address = _public_address(self._options.base_url)
            raise EndpointError(f"{address}: no list of models there") from error
        return tuple(model.id for model in models)

    async def _models(self) -> list[Model]:
        return [model async for model in self._client.models.list()]

    async def _send(self, request: Request, shape: type[BaseModel]) -> object:
        try:
            _, completion = await self._chat.chat.completions.create_with_completion(
                response_model=shape,
                max_retries=0,  # a second try is a second question, with its own key
                model=request.model,
                temperature=request.temperature,
                seed=request.seed,
                max_tokens=request.max_tokens,
                messages=[
                    {"role": "system", "content": request.system},
                    {"role": "user", "content": request.user},
                ],
                extra_body=json.loads(request.extra_json),
            )
        except InstructorError as error:
            return _completion_in(error)
        return completion

    def _retrying(self) -> AsyncRetrying:
        return AsyncRetrying(
            retry=retry_if_exception(_is_passing),
            stop=stop_after_attempt(self._options.attempts),
            wait=self._pause_s,
            reraise=True,
        )

    def _pause_s(self, state: RetryCallState) -> float:
        longest = self._options.longest_wait_s
        error = state.outcome.exception() if state.outcome else None
        asked = _suggested_wait_s(error)
        return min(longest, wait_exponential_jitter(max=longest)(state) if asked is None else asked)

    def _explained(self, error: Exception, key: str) -> PipelineError:
        address = _public_address(self._options.base_url)
        if isinstance(error, openai.APITimeoutError):
            seconds = f"{self._options.timeout_s:g} s"
            return EndpointError(
                f"{address}: no answer within {seconds} (timeout_s)", request_key=key
            )
        if isinstance(error, openai.APIConnectionError):
            reason = str(error.__cause__ or error)
            return UnreachableError(f"{address}: nobody answers ({reason})", request_key=key)
        if isinstance(error, openai.APIStatusError):
            words = _without(self._options.api_key, str(error.message))
            return explain_refusal(error.status_code, words, key)
        return EndpointError(f"{address}: the reply is no chat completion", request_key=key)


def _open_client(options: EndpointOptions) -> openai.AsyncOpenAI:
    # A proxy from the environment cannot reach a server on this machine.
    is_local = (urlsplit(options.base_url).hostname or "") in _LOCAL_HOSTS
    key = options.api_key.get_secret_value() if options.api_key else ""
    return openai.AsyncOpenAI(
        base_url=options.base_url,
        api_key=key or "none",  # given always, or the client takes OPENAI_API_KEY
        organization="",  # the same for OPENAI_ORG_ID and OPENAI_PROJECT_ID
        project="",
        timeout=options.timeout_s,
        max_retries=0,  # repeating is ours to decide
        http_client=openai.DefaultAsyncHttpxClient(trust_env=not is_local),
    )


def _is_passing(error: BaseException) -> bool:
    if isinstance(error, openai.APIStatusError):
        return error.status_code in (408, 409, 429) or error.status_code >= 500
    return isinstance(error, openai.APIConnectionError)


def _suggested_wait_s(error: BaseException | None) -> float | None:
    if not isinstance(error, openai.APIStatusError):
        return None
    try:
        return max(0.0, float(error.response.headers.get("retry-after", "")))
    except ValueError:
        return None  # absent, or a date: our own pause is as good


def _completion_in(error: InstructorError) -> object:
    """Return what the server did answer, or raise what kept it from answering."""
    completion = getattr(error, "last_completion", None)
    if completion is not None:
        return completion
    cause = error.__cause__
    raise cause if isinstance(cause, openai.OpenAIError) else error


def _read(completion: object, request: Request, shape: type[BaseModel]) -> Answer:
    if not isinstance(completion, ChatCompletion) or not completion.choices:
        raise EndpointError("the reply is no chat completion", request_key=request.key)
    choice = completion.choices[0]
    said = (choice.message.content or "").encode(errors="backslashreplace").decode()
    thought, text = split_reasoning(said)
    if choice.finish_reason == "length":
        raise TruncatedAnswerError(
            f"answer stopped at {request.max_tokens} tokens", request_key=request.key, text=said
        )
    try:
        read_answer(text, shape)
    except InvalidAnswerError as error:
        raise InvalidAnswerError(str(error), request_key=request.key, text=said) from error
    return Answer(request.key, text, _usage(completion, thought), choice.finish_reason)


def _usage(completion: ChatCompletion, thought: str) -> Usage:
    usage = completion.usage
    if usage is None:
        return Usage(reasoning_tokens=estimate_tokens(thought))
    prompt, answer = usage.prompt_tokens_details, usage.completion_tokens_details
    return Usage(
        prompt_tokens=usage.prompt_tokens,
        cached_tokens=(prompt.cached_tokens or 0) if prompt else 0,
        completion_tokens=usage.completion_tokens,
        reasoning_tokens=((answer.reasoning_tokens or 0) if answer else 0)
        or estimate_tokens(thought),
    )


def _without(secret: SecretStr | None, words: str) -> str:
    key = secret.get_secret_value() if secret else ""
    return words.replace(key, "…") if key else words


def _public_address(base_url: str) -> str:
    """Return ``base_url`` without user, password and query."""
    parts = urlsplit(base_url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
