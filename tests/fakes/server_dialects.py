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


def rambling(asked: dict[str, Any]) -> Reply:
    """Answer like Ollama with a model that does not think: the schema is dropped in silence."""
    if "tools" in asked:
        return calls(GOOD)
    return says("## The number\n\nSeven, which is to say" * 9, finish_reason="length")


def hosted_reasoning(asked: dict[str, Any]) -> Reply:
    """Answer like OpenAI's reasoning models: neither ``max_tokens`` nor a temperature."""
    if "max_tokens" in asked:
        words = "Unsupported parameter: 'max_tokens' is not supported with this model. "
        return refuses(400, words + "Use 'max_completion_tokens' instead.")
    if "temperature" in asked:
        words = "Unsupported value: 'temperature' does not support 0 with this model. "
        return refuses(400, words + "Only the default (1) value is supported.")
    return says(GOOD, completion_tokens_details={"reasoning_tokens": 64})


def strict_hosted(asked: dict[str, Any]) -> Reply:
    """Answer like Mistral: unknown parameters are refused, messages are lists of parts."""
    unknown = [name for name in ("seed", "stream_options") if name in asked]
    if unknown:
        found = [{"type": "extra_forbidden", "loc": ["body", name]} for name in unknown]
        return refuses(422, json.dumps({"detail": found}))
    thought = {"type": "thinking", "thinking": [{"type": "text", "text": "Seven of what?"}]}
    return message(content=[thought, {"type": "text", "text": GOOD}])


def gemini(asked: dict[str, Any]) -> Reply:
    """Answer like Gemini: the error comes in a list."""
    if "seed" in asked:
        words = 'Invalid JSON payload received. Unknown name "seed": Cannot find field.'
        return Reply(status=400, body=json.dumps([{"error": {"code": 400, "message": words}}]))
    return says(GOOD)


def bound_while_thinking(asked: dict[str, Any]) -> Reply:
    """Answer like vLLM with a reasoning parser whose grammar binds from the first word on."""
    return message(content=None, reasoning_content=GOOD)


def leaking_channels(asked: dict[str, Any]) -> Reply:
    """Answer like a server that does not know the format of gpt-oss."""
    thought = "<|channel|>analysis<|message|>Seven {of} what?<|end|>"
    return says(f"{thought}<|start|>assistant<|channel|>final<|message|>{GOOD}<|return|>")


def message(*, finish_reason: str = "stop", **parts: Any) -> Reply:
    """Return a completion whose message has these parts."""
    reply = json.loads(says(None, finish_reason=finish_reason).body)
    reply["choices"][0]["message"] |= parts
    return Reply(body=json.dumps(reply))


def calls(arguments: str) -> Reply:
    """Return a completion that calls a tool with ``arguments`` and says nothing else."""
    call = {"id": "1", "type": "function", "function": {"name": "Facts", "arguments": arguments}}
    return message(tool_calls=[call])
