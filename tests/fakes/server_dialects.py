"""Scripted stand-ins for kinds of servers, each with the faults that kind is known for.

They answer for whatever number they are asked about, in the form their kind would; they
are no models.
"""

import json
from typing import Any

from tests.fakes.scripted_server import Reply, refuses, says

MEANING = {"原文": "7件", "指标": "专利", "类别": "数值", "时间": "", "地区": ""}
GOOD = json.dumps({"m1": MEANING}, ensure_ascii=False)


def binding(asked: dict[str, Any]) -> Reply:
    """Answer like llama.cpp or vLLM: the schema binds."""
    return says(GOOD if "response_format" in asked else "The answer is 7.")


def ignoring_schema(asked: dict[str, Any]) -> Reply:
    """Answer like an old Ollama: response_format is passed over, tools work."""
    return calls(GOOD) if "tools" in asked else says('{"answer": "seven patents"}')


def without_tools(asked: dict[str, Any]) -> Reply:
    """Answer like Ollama with a model that has no tools: refused, and so is the schema."""
    if "tools" in asked:
        return refuses(400, "registry.ollama.ai/library/gemma3:270m does not support tools")
    if asked.get("response_format", {}).get("type") == "json_schema":
        return refuses(400, "invalid format: json_schema is not supported")
    return says(GOOD)


def text_only(asked: dict[str, Any]) -> Reply:
    """Answer like LM Studio with an old engine: nothing but text, in a fence, comma and all."""
    if "response_format" in asked:
        return refuses(400, "'response_format.type' must be 'json_schema' or 'text'")
    if "tools" in asked:
        return refuses(400, "tool_choice: object form is not supported")
    return says(f"```json\n{GOOD[:-2]},}},}}\n```")


def hosted(asked: dict[str, Any]) -> Reply:
    """Answer like a hosted API with a reasoning model: json_object only, thoughts first."""
    kind = asked.get("response_format", {}).get("type")
    if kind == "json_schema":
        return refuses(400, "This response_format type is unavailable now")
    if "tools" in asked:
        return refuses(400, "Thinking mode does not support this tool_choice")
    return says(f"<think>Seven of what?</think>{GOOD}")


def looping_blanks(asked: dict[str, Any]) -> Reply:
    """Answer like a grammar that allows blanks for ever, until the limit; tools work."""
    if "tools" in asked:
        return calls(GOOD)
    return says('{"m1":' + " \n" * asked["max_tokens"], finish_reason="length")


def calls(arguments: str) -> Reply:
    """Return a completion that calls a tool with ``arguments`` and says nothing else."""
    reply = json.loads(says(None).body)
    call = {"id": "1", "type": "function", "function": {"name": "Facts", "arguments": arguments}}
    reply["choices"][0]["message"]["tool_calls"] = [call]
    return Reply(body=json.dumps(reply))
