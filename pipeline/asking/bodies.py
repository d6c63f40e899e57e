"""A request in, the JSON object that travels to the server out."""

import json
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any

from pydantic import BaseModel

from pipeline.asking.mode import Mode
from pipeline.asking.request import Request

_FORMAT = Path(__file__).parents[2] / "prompts" / "format.v1.system.md"

# More shapes than a run has; making one costs as much as several requests.
_MOST_SHAPES = 512


def build_body(request: Request, shape: type[BaseModel]) -> dict[str, Any]:
    """Return the body of the chat completion that ``request`` asks for, ready to be sent."""
    return {
        "model": request.model,
        "messages": [
            {"role": "system", "content": _described(request) + request.system},
            {"role": "user", "content": request.user},
        ],
        "temperature": request.temperature,
        "seed": request.seed,
        "max_tokens": request.max_tokens,
        **_asking_for(shape, request.mode),
        **json.loads(request.extra_json),
    }


def _described(request: Request) -> str:
    """Return the shape in words for a server that is told it in no other way."""
    if request.mode in (Mode.JSON_SCHEMA, Mode.TOOLS):
        return ""
    return _format_words().substitute(schema=request.schema_json)


@lru_cache(1)
def _format_words() -> Template:
    return Template(_FORMAT.read_text(encoding="utf-8"))


@lru_cache(_MOST_SHAPES)
def _asking_for(shape: type[BaseModel], mode: Mode) -> dict[str, Any]:
    """Return the part of a body that says what the answer must look like."""
    if mode is Mode.TEXT:
        return {}
    if mode is Mode.JSON_OBJECT:
        return {"response_format": {"type": "json_object"}}
    if mode is Mode.TOOLS:
        return _as_tool(shape)
    return _as_schema(shape)


def _as_schema(shape: type[BaseModel]) -> dict[str, Any]:
    # It takes seconds to load, and whoever asks nothing needs none of it.
    from instructor import Mode as Way
    from instructor.v2.core.response import handle_response_model

    # The one mode that adds no words of its own to the prompt.
    _, body = handle_response_model(shape, mode=Way.JSON_SCHEMA)
    body.pop("messages", None)
    return body


def _as_tool(shape: type[BaseModel]) -> dict[str, Any]:
    # instructor's own tools mode needs titles in the schema, which would cost tokens.
    function = {"name": shape.__name__, "parameters": shape.model_json_schema()}
    return {
        "tools": [{"type": "function", "function": function}],
        "tool_choice": {"type": "function", "function": {"name": shape.__name__}},
    }
