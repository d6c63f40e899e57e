"""A scripted model that does what the documents tell it to: it is no model, but a bad one."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.fakes.scripted_server import Reply, says

_NUMBER = re.compile(r"^> (?P<id>m\d+):.*【(?P<echo>[^】]+)】", re.MULTILINE)


def obey(name: str, period: str = "2022年", region: str = "江门市", **more: Any) -> Reply | Any:
    """Play a model that takes every number for the statistic ``name``, echoed perfectly.

    ``more`` are keys it adds to each answer because it was told to.
    """
    return _replying(lambda echo: _meaning(name, echo, period, region) | more)


def _replying(answer: Callable[[str], dict[str, Any]]) -> Callable[[dict[str, Any]], Reply]:
    def reply(asked: dict[str, Any]) -> Reply:
        question = asked["messages"][-1]["content"]
        said = {found["id"]: answer(found["echo"]) for found in _NUMBER.finditer(question)}
        return says(json.dumps(said, ensure_ascii=False))

    return reply


def _meaning(name: str, echo: str, period: str, region: str) -> dict[str, Any]:
    label = "增长率" if echo.endswith("%") else "数值"
    return {"原文": echo, "指标": name, "类别": label, "时间": period, "地区": region}
