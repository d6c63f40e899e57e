"""An open line to a server in, how many tokens a request may have there out."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.asking.connection import Connection

# Where servers tell it, those first that tell what is loaded and not what the model could
# take: Ollama cuts longer prompts without a word.  Each with the names of its list, of the
# model and of the length.
_LOADED = (
    ("/api/ps", "models", ("model", "name"), ("context_length",)),  # Ollama
    ("/api/v0/models", "data", ("id",), ("loaded_context_length",)),  # LM Studio
)
_LISTED = (
    "max_model_len",  # vLLM, SGLang
    "context_length",  # OpenRouter
    "context_window",  # Groq
    "loaded_context_length",
    "max_context_length",  # Mistral
)


async def find_context(
    connection: Connection, model: str, props: Mapping[str, Any] | None = None
) -> int | None:
    """Return the tokens that question and answer may have together, if the server tells.

    ``props`` is what llama.cpp says of itself.  The model should have answered before:
    some servers load it only then.
    """
    size = _length((props or {}).get("default_generation_settings"), ("n_ctx",))
    if size:
        return size
    for path, rows, names, lengths in _LOADED:
        listed = await connection.fetch("GET", path)
        for row in _rows(listed, rows):
            if model in (row.get(name) for name in names) and (size := _length(row, lengths)):
                return size
    listed = await connection.fetch("GET", "/v1/models")
    for row in _rows(listed, "data"):
        if row.get("id") == model:
            return _length(row, _LISTED) or _length(row.get("meta"), ("n_ctx",))
    return None


def _rows(listed: Mapping[str, Any] | None, name: str) -> Iterator[Mapping[str, Any]]:
    rows = (listed or {}).get(name)
    yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _length(row: Any, names: tuple[str, ...]) -> int | None:
    found = [row.get(name) for name in names] if isinstance(row, dict) else []
    return next((each for each in found if isinstance(each, int) and each > 0), None)
