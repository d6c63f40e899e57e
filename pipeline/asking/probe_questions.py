"""The questions of a probe: short, about nothing, and telling by what the answer may be."""

import json
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from pipeline.asking.mode import Mode
from pipeline.asking.request import Request


class Colour(StrEnum):
    """The only colour that the shape allows; the prompt asks for another."""

    RED = "red"


class Answer(BaseModel):  # noqa: D101 - a docstring would travel to the model
    colour: Colour


_MOST_TOKENS = 48

# What a reasoning model takes for a question as simple as these, and much more.
THINKING_TOKENS = 2048
_COUNT = "Count from one to fifty in words, separated by commas.\none, two, three,"
_RANDOM = "Here is a list of words picked at random:\n"
_FILLER = "Nothing in this line matters; it is here to be read, and to take some time. "


def colour_request(model: str, mode: Mode, extra_json: str, *, is_long: bool = False) -> Request:
    """Return the question that asks for blue where only red is allowed.

    ``is_long`` leaves room for thinking before the answer.
    """
    return Request(
        model=model,
        system="",
        user='Answer with exactly this JSON and nothing else: {"colour": "blue"}\n',
        schema_name="Answer",
        schema_json=json.dumps(Answer.model_json_schema()),
        temperature=0.0,
        seed=1,
        max_tokens=_MOST_TOKENS + (THINKING_TOKENS if is_long else 0),
        extra_json=extra_json,
        mode=mode,
    )


def count_request(model: str) -> dict[str, Any]:
    """Return the body of a question whose answer is as long as allowed."""
    return _body(model, _COUNT)


def random_request(model: str, *, seed: int) -> dict[str, Any]:
    """Return the body of a question whose answer only the seed decides."""
    return _body(model, _RANDOM) | {
        "temperature": 1.5,
        "seed": seed,
        "logprobs": True,
        "max_tokens": 16,
    }


def reading_request(model: str) -> dict[str, Any]:
    """Return the body of a question that takes long to read and no time to answer."""
    return _body(model, _FILLER * 40) | {"max_tokens": 1}


def _body(model: str, words: str) -> dict[str, Any]:
    return {
        "model": model,
        "messages": [{"role": "user", "content": words}],
        "temperature": 0.0,
        "max_tokens": _MOST_TOKENS,
    }
