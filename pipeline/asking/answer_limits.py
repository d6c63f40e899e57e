"""An answer shape in, how long an answer that fits it can become out."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

# Of an answer about one number; no shape without fields of users' own needs as many.
_LEAST_TOKENS = 200

_QUOTES, _BRACKETS = 2, 2
_BETWEEN = len(":,")


def most_tokens(shape: type[BaseModel], tokens_per_char: float) -> int:
    """Return how many tokens an answer may have, so that none which fits ``shape`` is cut off.

    It is the longest such answer, written without blanks and escapes, in the model's
    tokens, at least one for each character.
    """
    chars = most_chars(shape)
    return max(_LEAST_TOKENS * len(shape.model_fields), math.ceil(chars * max(1, tokens_per_char)))


@lru_cache(512)  # more shapes than a run has; each is asked for again and again
def most_chars(shape: type[BaseModel]) -> int:
    """Return the length of the longest answer that fits ``shape``, without blanks and escapes."""
    schema = shape.model_json_schema()
    return _most_chars(schema, schema.get("$defs", {}))


def _most_chars(schema: Mapping[str, Any], known: Mapping[str, Any]) -> int:
    if "$ref" in schema:
        return _most_chars(known[schema["$ref"].rpartition("/")[2]], known)
    if "anyOf" in schema:
        return max(_most_chars(each, known) for each in schema["anyOf"])
    if "enum" in schema:
        return _QUOTES + max(map(len, schema["enum"]))
    if "properties" in schema:
        return _BRACKETS + sum(
            _QUOTES + len(name) + _BETWEEN + _most_chars(each, known)
            for name, each in schema["properties"].items()
        )
    most: int = schema["maxLength"]
    return _QUOTES + most
