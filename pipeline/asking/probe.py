"""An open line to a server in, what that server can do out: a dozen short questions."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.asking.bodies import build_body
from pipeline.asking.completion import Completion
from pipeline.asking.connection import Connection
from pipeline.asking.context_lengths import find_context
from pipeline.asking.mode import Mode
from pipeline.asking.probe_questions import (
    Answer,
    Colour,
    colour_request,
    count_request,
    random_request,
    reading_request,
)
from pipeline.asking.thoughts import is_reasoning, split_reasoning, words_of
from pipeline.asking.token_counts import PATH, count_per_char, has_tokenizer
from pipeline.asking.traits import Traits
from pipeline.errors import EndpointError, RefusedError, UnreachableError

_AT_ONCE = 4
_SEEDS = (7, 7, 8)
_BLANKS = 24


@dataclass(frozen=True, slots=True)
class Probed:
    """Whom to probe: a model at the end of a line, asked with ``extra_json`` besides.

    ``tell`` hears, before each part, what is being found out.
    """

    connection: Connection
    model: str
    extra_json: str = "{}"
    tell: Callable[[str], None] = lambda _doing: None


@dataclass(frozen=True, slots=True)
class _Reply:
    """One answer of the server, and the seconds it took."""

    completion: Completion
    seconds: float

    @property
    def is_thinking(self) -> bool:
        """Tell whether any of it is reasoning."""
        said, usage = self.completion, self.completion.usage
        counted = usage.reasoning_tokens if usage else 0
        inside = is_reasoning(said.text) or bool(split_reasoning(said.text)[0].strip())
        return bool(said.thought.strip() or counted or inside)


async def probe(probed: Probed, probed_on: str) -> Traits:
    """Ask the server what it can do, and try it.

    A question it refuses is a thing it cannot do; EndpointError is raised only where it
    answers nothing at all.
    """
    connection, model = probed.connection, probed.model
    probed.tell("does it answer, and how fast")
    props = await connection.fetch("GET", "/props") or {}
    first = await _first(probed)
    probed.tell("context and tokens")
    is_counting = await has_tokenizer(connection, model)
    traits = Traits(
        address=connection.address,
        model=model,
        probed_on=probed_on,
        server=str(props.get("build_info") or first.completion.server),
        models=await _models(connection),
        context_tokens=await find_context(connection, model, props),
        tokenizer=PATH if is_counting else "",
        tokens_per_char=await count_per_char(connection, model) if is_counting else None,
        thinks=first.is_thinking,
        completion_tokens_per_s=_rate(first, "completion_tokens"),
    )
    traits = await _with_modes(probed, traits)
    traits = await _with_habits(probed, traits, props, first.seconds)
    return replace(traits, left_out=tuple(sorted(connection.left_out)))


async def _with_modes(probed: Probed, traits: Traits) -> Traits:
    """Try each mode with a prompt that asks for what its shape forbids."""
    replies = {}
    for mode in (Mode.JSON_SCHEMA, Mode.TOOLS, Mode.JSON_OBJECT):
        probed.tell(f"is it bound by {mode}")
        replies[mode] = await _colour(probed, mode)
    schema, tools, free = (
        words_of(reply.completion, mode)[0] if reply else None for mode, reply in replies.items()
    )
    return replace(
        traits,
        schema_binds=schema is not None and _colour_said(schema) == Colour.RED,
        loops_blanks=schema is not None and _ends_in_blanks(schema),
        tools=tools is not None and _colour_said(tools) is not None,
        json_object=free is not None and _parsed(free) is not None,
        thinks=traits.thinks or any(reply.is_thinking for reply in replies.values() if reply),
    )


async def _with_habits(
    probed: Probed, traits: Traits, props: Mapping[str, Any], alone_s: float
) -> Traits:
    probed.tell("are seeds honoured")
    said = [await _asked(probed, random_request(probed.model, seed=seed)) for seed in _SEEDS]
    words = [each.completion.text + each.completion.thought if each else "" for each in said]
    is_same, is_other = words[0] == words[1], words[0] != words[2]
    probed.tell("how fast it reads, and how many at once")
    reading = await _asked(probed, reading_request(probed.model))
    slots = props.get("total_slots")
    return replace(
        traits,
        honours_seed=is_same if is_other and "seed" not in probed.connection.left_out else None,
        logprobs=bool(said[0] and said[0].completion.has_logprobs),
        prompt_tokens_per_s=_rate(reading, "prompt_tokens"),
        slots=slots if isinstance(slots, int) and slots > 0 else await _slots(probed, alone_s),
    )


async def _slots(probed: Probed, alone_s: float) -> int:
    """Return how many requests pass at once, from the time that several take."""
    started = time.perf_counter()
    await asyncio.gather(*(_asked(probed, count_request(probed.model)) for _ in range(_AT_ONCE)))
    together_s = time.perf_counter() - started
    return max(1, min(_AT_ONCE, round(_AT_ONCE * alone_s / together_s)))


async def _colour(probed: Probed, mode: Mode) -> _Reply | None:
    """Return what was said in ``mode``, nothing where the server refused.

    A model that was still thinking when it was stopped is asked once more, with room.
    """
    reply = None
    for is_long in (False, True):
        request = colour_request(probed.model, mode, probed.extra_json, is_long=is_long)
        reply = await _asked(probed, build_body(request, Answer))
        if reply is None or reply.completion.finish_reason != "length" or not reply.is_thinking:
            break
    return reply


async def _first(probed: Probed) -> _Reply:
    """Return the first reply, or raise EndpointError with the reason why there is none."""
    try:
        return await _sent(probed, count_request(probed.model))
    except (UnreachableError, RefusedError):
        raise
    except EndpointError as error:
        words = f"answers no question; is {probed.model} loaded? ({error})"
        raise EndpointError(f"{probed.connection.address}: {words}") from error


async def _models(connection: Connection) -> tuple[str, ...]:
    """Return the models on offer, none where the server does not list them."""
    try:
        return await connection.list_models()
    except UnreachableError:
        raise
    except EndpointError:
        return ()


async def _asked(probed: Probed, body: Mapping[str, Any]) -> _Reply | None:
    """Return the reply to ``body``, nothing where it is refused or is no completion."""
    try:
        return await _sent(probed, body)
    except UnreachableError:
        raise
    except EndpointError:
        return None


async def _sent(probed: Probed, body: Mapping[str, Any]) -> _Reply:
    started = time.perf_counter()
    completion = await probed.connection.complete({**body, **json.loads(probed.extra_json)})
    return _Reply(completion, time.perf_counter() - started)


def _colour_said(text: str) -> str | None:
    colour = (_parsed(text) or {}).get("colour")
    return colour if isinstance(colour, str) else None


def _parsed(text: str) -> dict[str, Any] | None:
    """Return the JSON object that is all of an answer, nothing where it is anything else."""
    try:
        value = json.loads(split_reasoning(text)[1])
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _ends_in_blanks(text: str) -> bool:
    return len(text) - len(text.rstrip()) >= _BLANKS


def _rate(reply: _Reply | None, count: str) -> float | None:
    usage = reply.completion.usage if reply else None
    tokens = getattr(usage, count) if usage else 0
    return round(tokens / reply.seconds, 1) if reply and tokens and reply.seconds > 0 else None
