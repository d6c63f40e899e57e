"""What a model said in a reply in, the answer to a request out; or why it is none."""

import re

from pydantic import BaseModel

from pipeline.asking.answer import Answer, Usage
from pipeline.asking.answers import read_answer
from pipeline.asking.chunks import estimate_tokens
from pipeline.asking.completion import Completion
from pipeline.asking.request import Request
from pipeline.asking.thoughts import is_reasoning, split_reasoning, words_of
from pipeline.errors import (
    AnswerError,
    DeclinedAnswerError,
    InvalidAnswerError,
    TruncatedAnswerError,
)

# A grammar that allows any blanks lets some models write nothing else.
_LOOP_CHARS = 40

# What services say when they hold an answer back (OpenAI and Azure; Zhipu).
_FILTERED = frozenset({"content_filter", "sensitive"})
_REFUSAL_CHARS = 200

# Where an answer begins, and the first name in it if it has come that far.
_FIRST_NAME = re.compile(r'\{\s*(?:"(?P<name>[^"]*)")?')


def read_reply(
    reply: Completion, request: Request, shape: type[BaseModel], *, calls: int = 1
) -> Answer:
    """Return the answer in ``reply``, or raise AnswerError where it is not what was asked.

    ``calls`` is how often the request was sent for it.
    """
    said, apart = (_encodable(each) for each in words_of(reply, request.mode))
    thought, text = split_reasoning(said)
    is_cut_off = reply.finish_reason == "length"
    unfinished = said if is_cut_off and is_reasoning(said) else ""
    usage = _usage(reply, thought + unfinished + apart)
    if is_cut_off:
        raise _cut_off(request, shape, said, usage)
    if not text.strip() and (why := _silence(reply)):
        raise DeclinedAnswerError(why, request_key=request.key, text=said, usage=usage)
    try:
        read_answer(text, shape)
    except InvalidAnswerError as error:
        raise InvalidAnswerError(
            str(error), request_key=request.key, text=said, usage=usage
        ) from error
    finish = reply.finish_reason
    return Answer(request.key, text, usage, finish, calls=calls, mode=request.mode)


def _encodable(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


def _silence(reply: Completion) -> str:
    """Return why a model or its service says nothing, ``""`` if nobody says why."""
    if reply.refusal:
        return f"the model declines to answer: {' '.join(reply.refusal.split())[:_REFUSAL_CHARS]}"
    if reply.finish_reason in _FILTERED:
        return f"a filter of the service held the answer back (finish_reason={reply.finish_reason})"
    return ""


def _cut_off(request: Request, shape: type[BaseModel], said: str, usage: Usage) -> AnswerError:
    """Return the error for an answer that was ended by its limit, not by its model.

    One that does not even begin as the shape does was not held to it.
    """
    loop = "the server wrote blanks until it was stopped"
    astray = f"the answer does not begin as {shape.__name__} does, and stopped at its limit"
    problem = loop if said[-_LOOP_CHARS:].isspace() else astray if _is_astray(said, shape) else ""
    if problem:
        return InvalidAnswerError(problem, request_key=request.key, text=said, usage=usage)
    words = f"answer stopped at {request.max_tokens} tokens"
    if usage.reasoning_tokens:
        words += (
            f", {usage.reasoning_tokens} of them reasoning: raise reasoning_tokens, or tell the "
            "server in extra_body to reason less"
        )
    return TruncatedAnswerError(words, request_key=request.key, text=said, usage=usage)


def _is_astray(said: str, shape: type[BaseModel]) -> bool:
    text = split_reasoning(said)[1]
    if not text.strip() or is_reasoning(said):
        return False
    first = _FIRST_NAME.search(text)
    return first is None or (first["name"] is not None and first["name"] not in shape.model_fields)


def _usage(reply: Completion, thought: str) -> Usage:
    usage = reply.usage or Usage()
    reasoning = usage.reasoning_tokens or estimate_tokens(thought)
    return Usage(usage.prompt_tokens, usage.cached_tokens, usage.completion_tokens, reasoning)
