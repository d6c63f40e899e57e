"""What will be asked, complete and without side effects."""

import hashlib
import json
from dataclasses import dataclass, fields
from functools import lru_cache

from pipeline.asking.mode import Mode


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that can change the answer, and nothing else.

    ``schema_json`` is the JSON schema the answer must follow, ``extra_json`` what the
    server gets beyond the OpenAI fields (``extra_body``), both canonical JSON.  ``mode``
    is the form in which the server at hand is asked for that schema: like its address, it
    makes no other question.  The
    server's address, the key and time limits are left out on purpose: the same
    question to the same model is the same question.
    """

    model: str
    system: str
    user: str
    schema_name: str
    schema_json: str
    temperature: float
    seed: int
    max_tokens: int
    extra_json: str = "{}"
    mode: Mode = Mode.JSON_SCHEMA

    @property
    def key(self) -> str:
        """Digest of every field but ``mode``: same key, same question, in any process."""
        return _digest(tuple((name, getattr(self, name)) for name in _ASKING))


_ASKING = tuple(each.name for each in fields(Request) if each.name != "mode")


@lru_cache(512)  # more requests than are under way at once; each wants its key several times
def _digest(content: tuple[tuple[str, object], ...]) -> str:
    canonical = json.dumps(dict(content), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
