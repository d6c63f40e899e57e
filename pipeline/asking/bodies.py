"""A request in, the JSON object that travels to the server out."""

import json
from functools import lru_cache
from typing import Any

from instructor import Mode
from instructor.v2.core.response import handle_response_model
from pydantic import BaseModel

from pipeline.asking.request import Request

# The one mode that adds no words of its own to the prompt.
_MODE = Mode.JSON_SCHEMA

# More shapes than a run has; making one costs as much as several requests.
_MOST_SHAPES = 512


def build_body(request: Request, shape: type[BaseModel]) -> dict[str, Any]:
    """Return the body of the chat completion that ``request`` asks for, ready to be sent."""
    return {
        "model": request.model,
        "messages": [
            {"role": "system", "content": request.system},
            {"role": "user", "content": request.user},
        ],
        "temperature": request.temperature,
        "seed": request.seed,
        "max_tokens": request.max_tokens,
        **_asking_for(shape),
        **json.loads(request.extra_json),
    }


@lru_cache(_MOST_SHAPES)
def _asking_for(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the part of a body that says what the answer must look like."""
    _, body = handle_response_model(shape, mode=_MODE)
    body.pop("messages", None)
    return body
