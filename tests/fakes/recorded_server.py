"""A stand-in for a server that answers what was recorded of a real one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.fakes.scripted_server import Reply, refuses
from tests.shared_yaml import deserialize

# What decides an answer; how it is sent (whole or as a stream) does not.
_DECIDING = ("messages", "response_format", "model", "temperature", "seed", "max_tokens")


Replying = Callable[[dict[str, Any]], Reply]


def as_recorded(cassette: Path, otherwise: Replying | None = None) -> Replying:
    """Return a reply that gives the recorded answer to exactly the recorded question.

    Whatever else is asked is answered by ``otherwise``, or refused.
    """
    exchanges = deserialize(cassette.read_text(encoding="utf-8"))["interactions"]
    answers = {
        _question(json.loads(each["request"]["body"])): each["response"]["body"]["string"]
        for each in exchanges
        if each["request"]["body"]
    }

    def reply(asked: dict[str, Any]) -> Reply:
        answer = answers.get(_question(asked))
        if answer:
            return Reply(body=answer)
        return otherwise(asked) if otherwise else refuses(404, "this was never recorded")

    return reply


def _question(body: dict[str, Any]) -> str:
    return json.dumps([body.get(name) for name in _DECIDING], sort_keys=True)
