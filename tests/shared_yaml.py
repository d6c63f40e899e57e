"""Recordings as readable YAML: bodies as objects, and what many of them share only once."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

# The same safe loader and dumper, ten times as fast where libyaml is there.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What is shorter is not worth a name.
_LONG = 300

# The part of a request that says what the answer must look like.
_SCHEMA_KEYS = {"json_schema", "type"}


def serialize(cassette: dict[str, Any]) -> str:
    """Return the text of a cassette; the same exchanges give the same text."""
    exchanges = [_opened(exchange) for exchange in cassette["interactions"]]
    counts = Counter(text for exchange in exchanges for text in _long_parts(exchange))
    shared = {text: f"s{place}" for place, text in enumerate(t for t in counts if counts[t] > 1)}
    document = {
        "version": cassette["version"],
        "shared": {name: json.loads(text) for text, name in shared.items()},
        "interactions": [_named(exchange, shared) for exchange in exchanges],
    }
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=True, width=100))


def deserialize(text: str) -> dict[str, Any]:
    """Return the cassette that ``serialize`` wrote."""
    document = yaml.load(text, _LOADER)
    exchanges = [_spelled_out(each, document["shared"]) for each in document["interactions"]]
    return {"version": document["version"], "interactions": list(map(_closed, exchanges))}


def _opened(exchange: dict[str, Any]) -> dict[str, Any]:
    request, response = exchange["request"], exchange["response"]
    body = json.loads(request["body"]) if request["body"] else None
    said = json.loads(response["body"]["string"])
    return exchange | {"request": request | {"body": body}, "response": response | {"body": said}}


def _closed(exchange: dict[str, Any]) -> dict[str, Any]:
    request, response = exchange["request"], exchange["response"]
    body = _line(request["body"]) if request["body"] is not None else None
    said = {"string": _line(response["body"])}
    return exchange | {"request": request | {"body": body}, "response": response | {"body": said}}


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _long_parts(value: Any) -> Iterator[str]:
    """Yield the texts and answer schemas that are long enough to be worth sharing."""
    if isinstance(value, str) or (isinstance(value, dict) and value.keys() == _SCHEMA_KEYS):
        if len(_line(value)) > _LONG:
            yield _line(value)
    elif isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _long_parts(child)


def _named(value: Any, shared: dict[str, str]) -> Any:
    if isinstance(value, dict | list | str) and _line(value) in shared:
        return {"shared": shared[_line(value)]}
    if isinstance(value, dict):
        return {key: _named(child, shared) for key, child in value.items()}
    if isinstance(value, list):
        return [_named(child, shared) for child in value]
    return value


def _spelled_out(value: Any, shared: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"shared"}:
            return shared[value["shared"]]
        return {key: _spelled_out(child, shared) for key, child in value.items()}
    if isinstance(value, list):
        return [_spelled_out(child, shared) for child in value]
    return value
