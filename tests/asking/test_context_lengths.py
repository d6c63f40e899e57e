"""Every kind of server has its own place for the length of its model's context."""

import asyncio
import json
from typing import Any

import pytest

from pipeline.asking.connection import Connection, EndpointOptions
from pipeline.asking.context_lengths import find_context
from tests.fakes.scripted_server import Reply, refuses, scripted_server

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

PLACES: dict[str, dict[str, Any]] = {
    "Ollama, what is loaded": {
        "/api/ps": {"models": [{"model": "m", "context_length": 4096}]},
        "/v1/models": {"data": [{"id": "m", "context_length": 131072}]},
    },
    "LM Studio": {"/api/v0/models": {"data": [{"id": "m", "loaded_context_length": 4096}]}},
    "vLLM": {"/v1/models": {"data": [{"id": "o"}, {"id": "m", "max_model_len": 4096}]}},
    "llama.cpp without props": {"/v1/models": {"data": [{"id": "m", "meta": {"n_ctx": 4096}}]}},
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_context_is_found_where_each_server_tells_it(place: dict[str, Any]) -> None:
    """What is loaded counts, not what the model could take."""
    assert found(place) == 4096


@pytest.mark.parametrize(
    "rows",
    [None, {}, {"data": None}, {"data": ["m"]}, {"data": [{"id": "m", "context_length": "?"}]}],
)
def test_server_that_tells_nothing_leaves_it_open(rows: Any) -> None:
    """What is no length of this model is not taken for one."""
    assert found({"/v1/models": rows}) is None


def found(place: dict[str, Any]) -> int | None:
    """Return the context of a server that has these places and no others."""

    def reply(asked: dict[str, Any]) -> Reply:
        told = place.get(asked["path"])
        return refuses(404, "no such path") if told is None else Reply(body=json.dumps(told))

    async def finding(base_url: str) -> int | None:
        async with Connection(EndpointOptions(base_url, timeout_s=5.0)) as connection:
            return await find_context(connection, "m")

    with scripted_server(reply) as script:
        return asyncio.run(finding(script.base_url))
