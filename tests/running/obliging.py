"""A scripted reply that fits whatever was asked, so that a whole run can be played."""

import json
from typing import Any

from tests.fakes.scripted_server import Reply, says


def oblige(asked: dict[str, Any]) -> Reply:
    """Say the same about every number the request asks about."""
    schema = asked["response_format"]["json_schema"]["schema"]
    meaning = {"原文": "", "指标": "专利", "类别": "数值", "时间": "", "地区": ""}
    return says(json.dumps(dict.fromkeys(schema["properties"], meaning), ensure_ascii=False))
