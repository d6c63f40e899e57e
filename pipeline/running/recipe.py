"""What decides the answers and the results of a run, in words that can be compared."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.running.against import describe_runs
from pipeline.running.stages import Question
from pipeline.settings import Settings, describe_settings
from schemas.facts import answer_shape

# How a server is reached and how patiently it is asked changes no answer.
_ELSEWHERE = frozenset(
    {
        *(
            "base_url",
            "api_key_env",
            "concurrency",
            "workers",
            "requests_per_minute",
            "tokens_per_minute",
        ),
        *("attempts", "timeout_s", "wait_for_server_s", "stream", "use_cache", "cache_dir"),
        *("store", "reviewer", "model", "prices", "max_tokens_total", "max_cost"),
    }
)
_ROOT = Path(__file__).parents[2]

# Under which a journal has the settings of its last sitting.
REPEATED = "settings"

Recipe = Mapping[str, str]


def recipe_of(question: Question, settings: Settings) -> Recipe:
    """Return everything that decides what a document's results are, by its name."""
    shape = json.dumps(answer_shape(["m1"]).model_json_schema(), sort_keys=True)
    chosen = {
        name: words for name, words in describe_settings(settings).items() if name not in _ELSEWHERE
    }
    extra = question.prompt.extra
    asked = {"user_schema": f"{extra.name} {_digest(repr(extra))[:12]}"} if extra else {}
    return chosen | {
        **asked,
        "against": describe_runs(settings.against),
        "model": question.options.model,
        "prompt": f"{question.prompt.name} {question.prompt.digest[:12]}",
        "schema": _digest(shape)[:12],
        "way": _digest(repr(question.prompt.strategy))[:12],
        "program": _program(),
    }


def repeated_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings that a later sitting needs to ask the same; no address, no secret."""
    others = _ELSEWHERE - {"use_cache", "cache_dir", "prices"}
    return settings.model_dump(mode="json", exclude=set(others))


def digest_of(recipe: Recipe) -> str:
    """Return a digest of ``recipe``: the same digest, the same results."""
    return _digest(json.dumps(dict(recipe), sort_keys=True, ensure_ascii=False))


def differences(before: Recipe, now: Recipe) -> str:
    """Say what has changed between two recipes.

    >>> differences({"model": "a", "seed": "1"}, {"model": "b", "seed": "1"})
    'model: a → b'
    """
    names = sorted(before.keys() | now.keys())
    changed = [name for name in names if before.get(name) != now.get(name)]
    return "; ".join(f"{name}: {before.get(name, '–')} → {now.get(name, '–')}" for name in changed)


@cache
def _program() -> str:
    """Return a digest of our own code and tables: another program, other readings."""
    found = hashlib.sha256()
    for folder in ("pipeline", "schemas"):
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".tsv", ".toml"}:
                found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
