"""Tests of how recordings are kept."""

import json
from typing import Any

from tests import shared_yaml

PROMPT = "照抄编号后的数字。" * 60


def exchange(user: str, said: str) -> dict[str, Any]:
    """Return one exchange as it is handed to the serializer."""
    messages = [{"role": "system", "content": PROMPT}, {"role": "user", "content": user}]
    body = json.dumps({"messages": messages, "model": "m"}, ensure_ascii=False, sort_keys=True)
    answer = json.dumps({"choices": [said]}, ensure_ascii=False, sort_keys=True)
    return {
        "request": {"method": "POST", "uri": "http://x/v1", "body": body, "headers": {}},
        "response": {"status": {"code": 200}, "headers": {}, "body": {"string": answer}},
    }


def test_recording_comes_back_as_it_was() -> None:
    """What was written is read again, byte for byte of every body."""
    cassette = {"version": 1, "interactions": [exchange("甲", "一"), exchange("乙", "二")]}

    assert shared_yaml.deserialize(shared_yaml.serialize(cassette)) == cassette


def test_prompt_of_many_requests_is_kept_once() -> None:
    """The text that the requests share stands in the file once and readable."""
    text = shared_yaml.serialize(
        {"version": 1, "interactions": [exchange(str(place), "一") for place in range(9)]}
    )

    assert text.replace(" ", "").count("数字") <= 60
