import asyncio
import json
import logging
import socket
from dataclasses import replace

import pytest
from pydantic import SecretStr

from pipeline.asking.answer import Answer, Usage
from pipeline.asking.endpoint import Endpoint, EndpointOptions
from pipeline.asking.request import Request
from pipeline.errors import (
    EndpointError,
    InvalidAnswerError,
    OverflowingError,
    PipelineError,
    RefusedError,
    TruncatedAnswerError,
    UnreachableError,
)
from schemas.facts import answer_shape
from tests.fakes.scripted_server import Reply, Script, refuses, says, scripted_server, streams

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

SHAPE = answer_shape(["m1"])
SCHEMA = json.dumps(SHAPE.model_json_schema(), ensure_ascii=False)
REQUEST = Request("some-model", "instructions", "text", "facts.v1", SCHEMA, 0.0, 3, 100)
GOOD = '{"m1":{"原文":"7件","指标":"专利","类别":"数值","时间":"","地区":""}}'
KEY = "sk-very-secret-0123456789"


def options(base_url: str) -> EndpointOptions:
    """Be impatient, so that no test waits."""
    return EndpointOptions(base_url, SecretStr(KEY), timeout_s=5.0, attempts=3, longest_wait_s=0.01)


def ask(script: Script, request: Request = REQUEST) -> Answer:
    """Ask the scripted server once."""
    return asyncio.run(ask_with(options(script.base_url), request))


async def ask_with(chosen: EndpointOptions, request: Request = REQUEST) -> Answer:
    """Ask the server that ``chosen`` names."""
    async with Endpoint(chosen) as endpoint:
        return await endpoint.ask(request, SHAPE)


def test_good_answer_comes_back_as_its_text() -> None:
    """A fitting answer is returned as text, with tokens and the server's finish reason."""
    with scripted_server(says(GOOD, prompt_tokens_details={"cached_tokens": 4})) as script:
        answer = ask(script)

    assert answer == Answer(REQUEST.key, GOOD, Usage(7, 4, 5), "stop")


def test_what_is_sent_is_the_request_and_nothing_else() -> None:
    """No word is added to the messages, and the schema is the one in the request key."""
    with scripted_server(says(GOOD)) as script:
        ask(script, replace(REQUEST, extra_json='{"top_k":1}'))

    assert script.asked == [
        {
            "model": "some-model",
            "messages": [
                {"role": "system", "content": "instructions"},
                {"role": "user", "content": "text"},
            ],
            "temperature": 0.0,
            "seed": 3,
            "max_tokens": 100,
            "top_k": 1,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "Facts", "schema": json.loads(SCHEMA)},
            },
        }
    ]


@pytest.mark.parametrize(
    "text",
    [GOOD, f"```json\n{GOOD}\n```", f"<think>seven patents</think>\n{GOOD}"],
    ids=["bare", "in a code fence", "after reasoning"],
)
def test_answer_may_come_wrapped(text: str) -> None:
    """A code fence or printed reasoning around a good answer does no harm."""
    with scripted_server(says(text)) as script:
        assert ask(script).finish_reason == "stop"


def test_printed_reasoning_is_taken_off_and_counted() -> None:
    """Reasoning is no part of the answer text, and its tokens are estimated."""
    with scripted_server(says(f"<think>{'想' * 8}</think>{GOOD}")) as script:
        answer = ask(script)

    assert answer.text == GOOD
    assert answer.usage.reasoning_tokens == 6


@pytest.mark.parametrize(
    "text",
    ["I think m1 is a patent count.", "", None, "{}", GOOD[:-1], GOOD.replace("数值", "数目")],
    ids=["prose", "empty", "nothing", "a mention missing", "cut off", "unknown label"],
)
def test_wrong_answer_is_refused_with_its_text(text: str | None) -> None:
    """An answer that does not fit is asked for once, and kept for a person to read."""
    with scripted_server(says(text)) as script, pytest.raises(InvalidAnswerError) as caught:
        ask(script)

    assert caught.value.text == (text or "")
    assert caught.value.request_key == REQUEST.key
    assert len(script.asked) == 1


def test_answer_at_the_token_limit_is_truncated() -> None:
    """An answer that stopped at the limit is called truncated, not invalid."""
    with (
        scripted_server(says(GOOD[:20], finish_reason="length")) as script,
        pytest.raises(TruncatedAnswerError) as caught,
    ):
        ask(script)

    assert caught.value.text == GOOD[:20]


def test_thought_that_never_ends_is_counted_and_the_remedy_told() -> None:
    """A model stopped while it was thinking has spent its tokens on that."""
    cut = says("<think>" + "想" * 80, finish_reason="length")
    with (
        scripted_server(cut) as script,
        pytest.raises(TruncatedAnswerError, match="reasoning_tokens") as caught,
    ):
        ask(script)

    assert caught.value.usage is not None
    assert caught.value.usage.reasoning_tokens >= 60


@pytest.mark.parametrize("said", ["# Seven patents, that is", '{"answer": "there are'])
def test_long_answer_that_went_astray_is_not_called_cut_off(said: str) -> None:
    """What does not begin as the shape does would not fit with a higher limit either."""
    reply = says(said, finish_reason="length")
    with (
        scripted_server(reply) as script,
        pytest.raises(InvalidAnswerError, match="does not begin as Facts"),
    ):
        ask(script)


PASSING = [
    refuses(429, "slow down", Retry_After="0"),
    refuses(429, "slow down", Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"),
    refuses(500, "internal"),
    refuses(503, "loading"),
    refuses(408, "timeout"),
    refuses(409, "conflict"),
]


@pytest.mark.parametrize("reply", PASSING, ids=lambda reply: str(reply.status))
def test_trouble_that_passes_is_tried_again(reply: Reply) -> None:
    """After an error that may pass the same request is sent again."""
    with scripted_server(reply, says(GOOD)) as script:
        answer = ask(script)

    assert answer.text == GOOD
    assert script.asked[0] == script.asked[1]


def test_trouble_that_stays_costs_the_chunk() -> None:
    """When every attempt fails the error says what the server said."""
    with (
        scripted_server(refuses(500, "out of memory")) as script,
        pytest.raises(EndpointError, match=r"HTTP 500: .*out of memory"),
    ):
        ask(script)

    assert len(script.asked) == 3


FINAL = [
    (refuses(401, "bad key"), RefusedError, "api_key_env"),
    (refuses(403, "not yours"), RefusedError, "model"),
    (refuses(404, "no such model"), RefusedError, "base_url"),
    (refuses(400, "model `x` does not exist"), RefusedError, "settings model"),
    (refuses(400, "'response_format' must be text"), RefusedError, "base_url"),
    (refuses(400, "maximum context length is 512 tokens"), OverflowingError, "chunk_tokens"),
    (refuses(400, "exceed_context_size_error"), OverflowingError, "chunk_tokens"),
    (refuses(400, "something else"), EndpointError, "something else"),
    (refuses(402, "Insufficient Balance"), RefusedError, "no credit"),
    (refuses(429, "You exceeded your current quota"), RefusedError, "no credit"),
]


@pytest.mark.parametrize(("reply", "kind", "named"), FINAL)
def test_refusal_is_final_and_names_the_remedy(
    reply: Reply, kind: type[PipelineError], named: str
) -> None:
    """A refusal is never repeated, and its message names the setting to look at."""
    with scripted_server(reply) as script, pytest.raises(kind, match=named):
        ask(script)

    assert len(script.asked) == 1


@pytest.mark.parametrize(
    "body",
    ["<html>proxy login</html>", "{}", "[]", '{"choices": []}', '"text"'],
    ids=["html", "empty object", "list", "no choices", "string"],
)
def test_reply_that_is_no_completion_is_an_error_of_ours(body: str) -> None:
    """Whatever a server at the address returns, only our own errors leave the wall."""
    with scripted_server(Reply(body=body)) as script, pytest.raises(EndpointError):
        ask(script)


def test_stalled_server_is_given_up_on() -> None:
    """A server that never answers costs the chunk, not the run."""
    with scripted_server(Reply(is_stalled=True)) as script:
        impatient = EndpointOptions(script.base_url, timeout_s=0.1, attempts=2, longest_wait_s=0)
        with pytest.raises(EndpointError, match=r"no answer within 0\.1 s \(timeout_s\)"):
            asyncio.run(ask_with(impatient))

    assert len(script.asked) == 2


def test_slow_answer_is_waited_for_while_it_comes() -> None:
    """The limit is on the time without a token, not on the time of the whole answer."""
    with scripted_server(streams(*GOOD, pause_s=0.02)) as script:
        slow = EndpointOptions(script.base_url, timeout_s=0.5, attempts=1, is_streaming=True)
        answer = asyncio.run(ask_with(slow))

    assert answer.text == GOOD
    assert answer.usage == Usage(7, 0, 5)
    assert script.asked[0]["stream"] is True


def test_signs_of_life_are_no_tokens() -> None:
    """A stream that only keeps the connection open is given up on like silence."""
    alive = Reply(events=(": keep-alive",) * 20, pause_s=0.05)
    with scripted_server(alive) as script:
        impatient = EndpointOptions(script.base_url, timeout_s=0.15, attempts=1, is_streaming=True)
        with pytest.raises(EndpointError, match="no answer within"):
            asyncio.run(ask_with(impatient))


@pytest.mark.parametrize(
    "broken",
    [
        streams(GOOD[:20], finish_reason=None),
        replace(says(GOOD), breaks_off=True),
        Reply(events=('data: {"error": {"message": "slot failed"}}',)),
    ],
    ids=["stream", "body", "error in a stream"],
)
def test_reply_that_breaks_off_is_asked_for_again(broken: Reply) -> None:
    """Half an answer is no answer: the request is repeated."""
    with scripted_server(broken, says(GOOD)) as script:
        answer = ask(script)

    assert (answer.text, answer.calls) == (GOOD, 2)


def test_streamed_answer_is_the_same_as_a_whole_one() -> None:
    """However a server cuts its answer into events, the text is the same."""
    pieces = [GOOD[place : place + 3] for place in range(0, len(GOOD), 3)]
    with scripted_server(streams(*pieces), says(GOOD)) as script:
        streamed, whole = ask(script), ask(script)

    assert streamed == whole


def test_pause_the_server_asks_for_costs_no_attempt() -> None:
    """Being told to wait is no failure: the request goes on as long as there is patience."""
    busy = [refuses(429, "slow down", Retry_After="0")] * 9
    with scripted_server(*busy, says(GOOD)) as script:
        assert ask(script).calls == 10


def test_nobody_at_the_address_is_named_without_password() -> None:
    """An unreachable server is named by its address, without user and password."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(UnreachableError, match=rf"http://127\.0\.0\.1:{port}/v1: nobody") as caught:
        asyncio.run(ask_with(options(f"http://me:hidden@127.0.0.1:{port}/v1")))

    assert "hidden" not in str(caught.value)


def test_key_is_sent_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    """The key goes to the server, and into no message, log or representation."""
    caplog.set_level(logging.DEBUG)
    with (
        scripted_server(refuses(401, f"the key {KEY} is unknown")) as script,
        pytest.raises(RefusedError) as caught,
    ):
        ask(script)

    assert script.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(caught.value)
    assert KEY not in caplog.text
    assert KEY not in repr(options(script.base_url))


def test_surroundings_do_not_leak_into_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies, keys and organisations meant for other services stay out."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_ORG_ID", "org-elsewhere")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-elsewhere")
    with scripted_server(says(GOOD)) as script:
        asyncio.run(ask_with(EndpointOptions(script.base_url)))

    sent = " ".join(script.headers[0].values())
    assert KEY not in sent
    assert "elsewhere" not in sent


def test_models_of_a_server_are_listed() -> None:
    """The names of the models are those the server gives."""
    body = json.dumps({"object": "list", "data": [{"id": "one", "object": "model"}]})

    with scripted_server(Reply(body=body)) as script:
        assert asyncio.run(list_models(script)) == ("one",)


def test_list_of_models_that_is_none_is_an_error_of_ours() -> None:
    """A web page where the list of models should be is reported as such."""
    with (
        scripted_server(Reply(body="<html>login</html>")) as script,
        pytest.raises(EndpointError, match="no list of models"),
    ):
        asyncio.run(list_models(script))


async def list_models(script: Script) -> tuple[str, ...]:
    """Ask the scripted server for its models."""
    async with Endpoint(options(script.base_url)) as endpoint:
        return await endpoint.list_models()


def test_server_that_keeps_to_no_limit_is_cut_short() -> None:
    """A stream that would never end is left once it says more than the limit allows."""
    asked_for = REQUEST.max_tokens * 64 + 10_000
    pieces = ['{"m1":{"原文":"', *["字" * 1000] * (asked_for // 1000 + 2)]
    endless = streams(*pieces, finish_reason=None)

    with scripted_server(endless) as script, pytest.raises(TruncatedAnswerError) as caught:
        asyncio.run(ask_with(replace(options(script.base_url), is_streaming=True)))

    assert asked_for < len(caught.value.text) < asked_for + 3000
    assert len(script.asked) == 1
