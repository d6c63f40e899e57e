"""An open line to a server in, what that server can do out: a dozen short questions."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.asking.bodies import build_body
from pipeline.asking.connection import Connection
from pipeline.asking.mode import Mode
from pipeline.asking.probe_questions import (
    Answer,
    Colour,
    colour_request,
    count_request,
    random_request,
    reading_request,
)
from pipeline.asking.token_counts import PATH, count_per_char, has_tokenizer
from pipeline.asking.traits import Traits
from pipeline.errors import EndpointError, UnreachableError

_AT_ONCE = 4
_SEEDS = (7, 7, 8)
_NO_ANSWER: Mapping[str, Any] = {}


async def probe(connection: Connection, model: str, probed_on: str) -> Traits:
    """Ask the server at the end of ``connection`` what it can do, and try it.

    A question it refuses is a thing it cannot do; EndpointError is raised only where it
    answers nothing at all.
    """
    props = await connection.fetch("GET", "/props") or {}
    first = await _timed(connection, count_request(model))
    if first is None:
        raise EndpointError(f"{connection.address}: answers no question; is {model} loaded?")
    is_counting = await has_tokenizer(connection, model)
    traits = Traits(
        address=connection.address,
        model=model,
        probed_on=probed_on,
        server=str(props.get("build_info") or first[0].get("system_fingerprint") or ""),
        models=await connection.list_models(),
        context_tokens=await _context(connection, model, props),
        tokenizer=PATH if is_counting else "",
        tokens_per_char=await count_per_char(connection, model) if is_counting else None,
        completion_tokens_per_s=_rate(first, "completion_tokens"),
    )
    traits = await _with_modes(connection, traits)
    return await _with_habits(connection, traits, props, first[1])


async def _with_modes(connection: Connection, traits: Traits) -> Traits:
    """Try each mode with a prompt that asks for what its shape forbids."""
    schema = await _colour(connection, traits.model, Mode.JSON_SCHEMA)
    tools = await _colour(connection, traits.model, Mode.TOOLS)
    free = await _colour(connection, traits.model, Mode.JSON_OBJECT)
    return replace(
        traits,
        schema_binds=schema is not None and _colour_said(schema) == Colour.RED,
        loops_blanks=schema is not None and schema.isspace() and len(schema) > 1,
        tools=tools is not None and _colour_said(tools) is not None,
        json_object=free is not None and _is_object(free),
    )


async def _with_habits(
    connection: Connection, traits: Traits, props: Mapping[str, Any], alone_s: float
) -> Traits:
    said = [await _timed(connection, random_request(traits.model, seed=seed)) for seed in _SEEDS]
    words = [_text(each[0]) if each else "" for each in said]
    is_same, is_other = words[0] == words[1], words[0] != words[2]
    reading = await _timed(connection, reading_request(traits.model))
    return replace(
        traits,
        honours_seed=is_same if is_other else None,
        logprobs=bool(said[0] and said[0][0]["choices"][0].get("logprobs")),
        prompt_tokens_per_s=_rate(reading, "prompt_tokens"),
        slots=props.get("total_slots") or await _slots(connection, traits.model, alone_s),
    )


async def _slots(connection: Connection, model: str, alone_s: float) -> int:
    """Return how many requests pass at once, from the time that several take."""
    started = time.perf_counter()
    await asyncio.gather(*(_timed(connection, count_request(model)) for _ in range(_AT_ONCE)))
    together_s = time.perf_counter() - started
    return max(1, min(_AT_ONCE, round(_AT_ONCE * alone_s / together_s)))


async def _context(connection: Connection, model: str, props: Mapping[str, Any]) -> int | None:
    """Return the tokens a request may have, from llama.cpp's props or the list of models."""
    size = (props.get("default_generation_settings") or {}).get("n_ctx")
    if isinstance(size, int):
        return size
    listed = await connection.fetch("GET", "/v1/models") or {}
    for row in listed.get("data") or ():
        if isinstance(row, dict) and row.get("id") == model:
            found = row.get("max_model_len") or row.get("context_length")
            return found if isinstance(found, int) else None
    return None


async def _colour(connection: Connection, model: str, mode: Mode) -> str | None:
    """Return what was said in ``mode``, nothing where the server refused."""
    body = build_body(colour_request(model, mode), Answer)
    reply = await _timed(connection, body)
    if reply is None:
        return None
    message = reply[0]["choices"][0].get("message") or {}
    called = message.get("tool_calls") or []
    said = called[0]["function"].get("arguments") if mode is Mode.TOOLS and called else None
    return said if isinstance(said, str) else _text(reply[0])


async def _timed(
    connection: Connection, body: Mapping[str, Any]
) -> tuple[Mapping[str, Any], float] | None:
    """Return the reply to ``body`` and the seconds it took, nothing where it is refused."""
    started = time.perf_counter()
    try:
        reply = await connection.fetch("POST", "/v1/chat/completions", body)
    except UnreachableError:
        raise
    except EndpointError:
        return None
    if not reply or not reply.get("choices"):
        return None
    return reply, time.perf_counter() - started


def _text(reply: Mapping[str, Any]) -> str:
    content = (reply["choices"][0].get("message") or {}).get("content")
    return content if isinstance(content, str) else ""


def _colour_said(text: str) -> str | None:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    colour = value.get("colour") if isinstance(value, dict) else None
    return colour if isinstance(colour, str) else None


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _rate(timed: tuple[Mapping[str, Any], float] | None, count: str) -> float | None:
    if timed is None:
        return None
    tokens = (timed[0].get("usage") or _NO_ANSWER).get(count)
    return round(tokens / timed[1], 1) if isinstance(tokens, int) and timed[1] > 0 else None
