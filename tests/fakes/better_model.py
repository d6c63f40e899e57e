"""A scripted model that knows what some numbers mean and answers questions about them."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.scripted_server import Reply, says

# What is asked about stands in our brackets in the last lines of the question.
_ASKED = re.compile(r"^> m\d+:.*【(?P<number>.*)】", re.MULTILINE)


def knowing(meanings: Mapping[str, Mapping[str, str]]) -> Callable[[dict[str, Any]], Reply]:
    """Return a reply that gives, for the number asked about, the parts that are asked for.

    ``meanings`` are by the number as it is written; the parts have the names the model
    knows them by.
    """

    def reply(asked: dict[str, Any]) -> Reply:
        number = _ASKED.findall(asked["messages"][-1]["content"])[-1]
        schema = asked["response_format"]["json_schema"]["schema"]
        known = {"原文": number, **meanings[number]}
        answer = {name: known[name] for name in schema["properties"]}
        return says(json.dumps(answer, ensure_ascii=False))

    return reply
