"""The server that keeps what was said, in front of a scripted one."""

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.bench.kept_server import Costs, kept_server
from tests.fakes.scripted_server import refuses, says, scripted_server

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def _ask(base_url: str, words: str) -> Any:
    body = json.dumps({"messages": [words]}).encode()
    with urlopen(Request(f"{base_url}/chat/completions", body)) as reply:
        return json.loads(reply.read())["choices"][0]["message"]["content"]


def test_question_is_asked_once_and_costs_the_same_again(tmp_path: Path) -> None:
    """Told from disk, by another server even, an answer has the tokens and seconds it took."""
    with scripted_server(says("one"), says("two")) as script:
        with kept_server(script.base_url, tmp_path) as kept:
            first = [_ask(kept.base_url, words) for words in ("a", "b")]
            asked = kept.take_costs()
        with kept_server(script.base_url, tmp_path) as kept:
            again = [_ask(kept.base_url, words) for words in ("a", "b")]
            told = kept.take_costs()

    assert first == again == ["one", "two"]
    assert len(script.asked) == 2
    assert (asked.calls, asked.kept, asked.prompt_tokens, asked.completion_tokens) == (2, 0, 14, 10)
    assert (told.kept, told.prompt_tokens, told.completion_tokens) == (2, 14, 10)
    assert told.seconds == pytest.approx(asked.seconds)
    assert asked.seconds > 0


def test_question_is_asked_afresh_to_time_it(tmp_path: Path) -> None:
    """For the time being nothing is told from disk or kept there."""
    with (
        scripted_server(says("one"), says("two"), says("three")) as script,
        kept_server(script.base_url, tmp_path) as kept,
    ):
        said = [_ask(kept.base_url, "a")]
        with kept.afresh():
            said += [_ask(kept.base_url, words) for words in ("a", "b")]
        said.append(_ask(kept.base_url, "a"))
        costs = kept.take_costs()

    assert said == ["one", "two", "three", "one"]
    assert (costs.calls, costs.kept, len([*tmp_path.iterdir()])) == (4, 1, 1)


def test_answer_that_came_to_its_limit_is_counted(tmp_path: Path) -> None:
    """What was cut off is told from what ended by itself."""
    cut = says("1.000", finish_reason="length")
    with (
        scripted_server(cut, says("one")) as script,
        kept_server(script.base_url, tmp_path) as kept,
    ):
        for words in ("a", "b"):
            _ask(kept.base_url, words)

        assert kept.take_costs().cut == 1


def test_refusal_is_counted_and_not_kept(tmp_path: Path) -> None:
    """What the server refuses is passed on and asked again the next time."""
    with (
        scripted_server(refuses(500, "busy")) as script,
        kept_server(script.base_url, tmp_path) as kept,
    ):
        statuses = [kept.answer("/v1/chat/completions", b"{}")[0] for _ in range(2)]
        costs = kept.take_costs()

    assert statuses == [500, 500]
    assert len(script.asked) == 2
    assert (costs.calls, costs.refused, costs.kept) == (2, 2, 0)


def test_server_that_is_gone_is_a_refusal(tmp_path: Path) -> None:
    """Nothing behind the server is told as such, and not kept."""
    with kept_server("http://127.0.0.1:9/v1", tmp_path) as kept:
        status, _, said = kept.answer("/v1/chat/completions", b"{}")

    assert status == 502
    assert b"refused" in said
    assert not any(tmp_path.iterdir())


def test_costs_add_up() -> None:
    """The costs of two ways are those of both."""
    both = Costs(calls=1, seconds=0.5) + Costs(calls=2, kept=1, prompt_tokens=3)

    assert both == Costs(calls=3, kept=1, prompt_tokens=3, seconds=0.5)
