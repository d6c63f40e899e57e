import asyncio
import json
from typing import Any

import pytest

from pipeline.asking.connection import Connection, EndpointOptions
from pipeline.asking.mode import Mode
from pipeline.asking.probe import Probed, probe
from pipeline.asking.traits import Traits
from pipeline.errors import EndpointError, RefusedError, UnreachableError
from tests.fakes.scripted_server import Playing, Reply, refuses, says, scripted_server
from tests.fakes.server_dialects import calls, message

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

MODELS = Reply(
    body=json.dumps(
        {"object": "list", "data": [{"id": "m", "object": "model", "max_model_len": 8192}]}
    )
)
BLUE, RED = '{"colour": "blue"}', '{"colour": "red"}'


def llama(asked: dict[str, Any]) -> Reply:
    """Answer like llama.cpp: props, a tokenizer, a schema that binds, seeds that count."""
    if asked.get("path") == "/props":
        props = {"build_info": "b7", "total_slots": 4}
        return Reply(body=json.dumps(props | {"default_generation_settings": {"n_ctx": 4096}}))
    if "content" in asked:
        return Reply(body='{"tokens": [1, 2]}')
    if "path" in asked:
        return MODELS
    if "tools" in asked:
        return calls(RED)
    if "response_format" in asked:
        return says(RED if asked["response_format"]["type"] == "json_schema" else BLUE)
    return says(f"words of {asked.get('seed')}")


def ignoring(asked: dict[str, Any]) -> Reply:
    """Answer like a server that passes over everything it is not made for."""
    if asked.get("path") == "/v1/models":
        return MODELS
    if "path" in asked or "content" in asked:
        return refuses(404, "no such path")
    if "tools" in asked:
        return refuses(400, "tools are not supported")
    return says(BLUE)


def looping(asked: dict[str, Any]) -> Reply:
    """Answer like a grammar that lets the model write blanks for ever, once it has begun."""
    is_schema = asked.get("response_format", {}).get("type") == "json_schema"
    return says("{" + " \n" * 30, finish_reason="length") if is_schema else ignoring(asked)


def thinking(asked: dict[str, Any]) -> Reply:
    """Answer like a hosted reasoning model: a thousand tokens of thought, then what binds."""
    if "temperature" in asked or "max_tokens" in asked:
        name = "temperature" if "temperature" in asked else "max_tokens"
        return refuses(400, f"Unsupported parameter: '{name}' is not supported with this model.")
    if asked.get("path") or asked.get("max_completion_tokens", 0) > 1000:
        return llama(asked)
    return message(content="", reasoning_content="So they want blue, but ", finish_reason="length")


def probed(playing: Playing, extra_json: str = "{}") -> Traits:
    """Probe a scripted server."""

    async def probing(base_url: str) -> Traits:
        async with Connection(EndpointOptions(base_url, timeout_s=5.0)) as connection:
            return await probe(Probed(connection, "m", extra_json), "2026-01-02")

    with scripted_server(playing) as script:
        return asyncio.run(probing(script.base_url))


def test_a_capable_server_is_known_by_what_it_does() -> None:
    """Everything is found out by trying it or from what the server tells about itself."""
    found = probed(llama)

    assert (found.server, found.probed_on, found.models) == ("b7", "2026-01-02", ("m",))
    assert (found.context_tokens, found.slots, found.tokenizer) == (4096, 4, "/tokenize")
    assert (found.schema_binds, found.tools, found.json_object) == (True, True, True)
    assert (found.loops_blanks, found.honours_seed, found.mode) == (False, True, Mode.JSON_SCHEMA)


@pytest.mark.parametrize(("per_char", "found"), [(0.6, 0.6), (1.2345, 1.235), (9, None), (0, None)])
def test_tokens_per_character_are_counted_by_the_server(
    per_char: float, found: float | None
) -> None:
    """The densest sample decides, rounded up; what cannot be a count is not believed."""

    def counting(asked: dict[str, Any]) -> Reply:
        if "content" not in asked:
            return llama(asked)
        assert asked["content"] == asked["prompt"]
        return Reply(body=json.dumps({"tokens": [1] * round(per_char * len(asked["content"]))}))

    counted = probed(counting)

    assert counted.tokenizer == "/tokenize"
    assert counted.tokens_per_char == (pytest.approx(found, abs=0.01) if found else None)


def test_a_schema_that_is_passed_over_does_not_bind() -> None:
    """A server that writes what the shape forbids is asked in another form."""
    found = probed(ignoring)

    assert (found.schema_binds, found.tools, found.json_object) == (False, False, True)
    assert (found.mode, found.context_tokens, found.tokenizer) == (Mode.JSON_OBJECT, 8192, "")
    assert found.honours_seed is None


def test_blanks_without_end_are_noticed() -> None:
    """A server that fills its limit with blanks is not asked in that form."""
    found = probed(looping)

    assert (found.loops_blanks, found.schema_binds, found.mode) == (True, False, Mode.JSON_OBJECT)


def test_a_model_that_thinks_first_is_given_room() -> None:
    """Being stopped in thought says nothing about what binds; and what is refused is noted."""
    found = probed(thinking)

    assert (found.thinks, found.schema_binds, found.mode) == (True, True, Mode.JSON_SCHEMA)
    assert found.left_out == ("max_tokens", "temperature")


def test_what_is_sent_along_in_a_run_is_sent_along_in_a_probe() -> None:
    """A model told not to think by ``extra_body`` is probed as it will be asked."""
    extra = {"chat_template_kwargs": {"enable_thinking": False}}

    def told(asked: dict[str, Any]) -> Reply:
        if "messages" in asked:
            assert extra.items() <= asked.items()
        return llama(asked)

    assert probed(told, json.dumps(extra)).thinks is False


def test_a_wrong_key_is_told_as_such() -> None:
    """A server that lets nobody in is not one that can do nothing."""
    with pytest.raises(RefusedError, match="api_key_env"):
        probed(refuses(401, "no such key"))


def test_a_server_without_answers_is_an_error() -> None:
    """A probe of a server that refuses every question says so."""
    with pytest.raises(EndpointError, match="answers no question"):
        probed(refuses(500, "broken"))


def test_nobody_there_is_an_error() -> None:
    """A probe of an address where nobody listens says so."""

    async def probing() -> None:
        async with Connection(EndpointOptions("http://127.0.0.1:9/v1")) as connection:
            await probe(Probed(connection, "m"), "2026-01-02")

    with pytest.raises(UnreachableError):
        asyncio.run(probing())
