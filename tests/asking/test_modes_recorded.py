"""The embedded server asked in every form there is, from recordings."""

import asyncio
import json
from dataclasses import replace

import pytest

from pipeline.asking.answer import Answer
from pipeline.asking.embedded import MODEL_NAME
from pipeline.asking.endpoint import Endpoint, EndpointOptions
from pipeline.asking.mode import Mode
from pipeline.asking.request import Request
from pipeline.errors import TruncatedAnswerError
from schemas.facts import answer_shape

SHAPE = answer_shape(["m1"])
EXAMPLE = '{"m1":{"原文":"6座","指标":"公园","类别":"数值","时间":"2019年","地区":"望川县"}}'
REQUEST = Request(
    model=MODEL_NAME,
    system=f"说明数字的含义。\n\n2019年,望川县新建公园【m1:6座】。\n{EXAMPLE}\n\n",
    user="2020年,望川县新建充电桩【m1:1260个】。\n",
    schema_name="facts.v1",
    schema_json=json.dumps(SHAPE.model_json_schema(), ensure_ascii=False),
    temperature=0.0,
    seed=1,
    max_tokens=120,
)


async def asked(server_url: str, mode: Mode) -> Answer:
    """Ask in one form, without stepping down from it."""
    async with Endpoint(EndpointOptions(server_url, timeout_s=600, attempts=1)) as endpoint:
        return await endpoint.ask(replace(REQUEST, mode=mode), SHAPE)


@pytest.mark.vcr
@pytest.mark.parametrize("mode", [Mode.JSON_SCHEMA, Mode.JSON_OBJECT])
def test_form_that_binds_ends_with_the_answer(server_url: str, mode: Mode) -> None:
    """Held to JSON, the embedded model says what the number means and stops."""
    answer = asyncio.run(asked(server_url, mode))

    meaning = json.loads(answer.text)["m1"]
    assert (meaning["原文"], meaning["指标"], meaning["类别"]) == ("1260个", "充电桩", "数值")
    assert (answer.mode, answer.finish_reason) == (mode, "stop")
    assert answer.usage.completion_tokens < REQUEST.max_tokens


@pytest.mark.vcr
@pytest.mark.parametrize("mode", [Mode.TOOLS, Mode.TEXT])
def test_form_that_does_not_bind_goes_on_after_the_answer(server_url: str, mode: Mode) -> None:
    """Not held to anything, it makes up another question; of what is cut off nothing is taken."""
    with pytest.raises(TruncatedAnswerError, match="stopped at 120 tokens") as caught:
        asyncio.run(asked(server_url, mode))

    assert caught.value.text is not None
    assert caught.value.text.count("1260个") > 1
    usage = caught.value.usage
    assert usage is not None
    assert usage.completion_tokens == REQUEST.max_tokens
