"""The ways of asking, as data: which words, how much at once, what is offered for choice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.errors import SettingsError

SMALL, LARGE, AUTO = "small", "large", "auto"

# The most that the usual tokenizers take in Chinese reports.
TOKENS_PER_CHAR = 0.75


@dataclass(frozen=True, slots=True)
class Strategy:
    """One way of asking about the numbers of a document.

    ``prompt`` names the prompt files, ``schema`` the answer shape.  A request has at
    most ``max_tokens`` of text and ``max_mentions`` numbers.  The fields in ``chosen``
    (``indicator``, ``period``, ``region``) must be answered from the options that the
    text gives, the indicator in other words as well where ``is_open``; ``is_listed``
    shows the options in the prompt.  ``is_number_first`` repeats the number before the
    clause it stands in; without ``has_text`` that clause and the date before it are all
    of the text that is shown.  ``example_count`` keeps only that many examples of the
    prompt, those whose number looks most like the one asked about, and
    ``has_catalogue`` offers names of the catalogue too.  ``tokens_per_char`` is what the
    model's tokenizer takes, as far as it is known, ``longest_chars`` the most that is shown
    of a sentence, where the model's context leaves room for so much only.
    """

    name: str
    prompt: str = "facts.v1"
    schema: str = "facts.v1"
    max_tokens: int = 80
    max_mentions: int = 1
    chosen: frozenset[str] = frozenset()
    is_open: bool = False
    is_listed: bool = False
    is_number_first: bool = False
    has_text: bool = True
    example_count: int | None = None
    has_catalogue: bool = False
    tokens_per_char: float = TOKENS_PER_CHAR
    longest_chars: int | None = None


FREE = Strategy("free-one")

_CLAUSE = Strategy("clause-one", "facts.v2", "facts.v2", is_number_first=True, has_text=False)
_PERIOD = frozenset({"period"})
_ALL = frozenset({"indicator", "period", "region"})

STRATEGIES: Mapping[str, Strategy] = {
    strategy.name: strategy
    for strategy in (
        FREE,
        Strategy("free-eight", max_tokens=700, max_mentions=8),
        replace(FREE, name="number-first", is_number_first=True),
        replace(FREE, name="kind-first", schema="facts.v2", is_number_first=True),
        replace(FREE, name="hints", is_listed=True),
        replace(FREE, name="choices", chosen=_ALL),
        replace(FREE, name="choices-open", chosen=_ALL, is_open=True),
        replace(FREE, name="choices-listed", chosen=_ALL, is_listed=True),
        replace(FREE, name="choices-catalogue", chosen=_ALL, has_catalogue=True),
        replace(FREE, name="alike", example_count=6),
        _CLAUSE,
        replace(_CLAUSE, name="clause-period", chosen=_PERIOD),
        replace(_CLAUSE, name="clause-choices", chosen=_PERIOD | {"region"}),
        replace(_CLAUSE, name="clause-alike", example_count=8),
    )
}

PROFILES: Mapping[str, str] = {SMALL: "clause-period", LARGE: "free-eight"}

# The size in a model's name: qwen3-0.6b, gemma-3-270m, llama-3.1-8b.  It must not match
# a quantisation (q4_k_m) or a context length (128k).
_SIZE = re.compile(r"(?<![a-z\d.])(?P<size>\d{1,4}(?:\.\d{1,2})?)(?P<scale>[mb])(?![a-z\d])", re.I)
_SMALL_BILLIONS = 2.0
_SMALL_CONTEXT = 4096


def find_strategy(name: str) -> Strategy:
    """Return the strategy ``name``, or raise SettingsError naming those there are."""
    try:
        return STRATEGIES[name]
    except KeyError:
        raise SettingsError(
            f"strategy = {name!r}: must be one of {', '.join(STRATEGIES)}"
        ) from None


def profile_of(model: str, context_tokens: int | None = None) -> str:
    """Return the profile for a model by the size in its name, else by its context.

    >>> profile_of("gemma-3-270m-q4_k_m"), profile_of("Qwen3-8B"), profile_of("some-model")
    ('small', 'large', 'large')
    """
    billions = [
        float(found["size"]) * (0.001 if found["scale"] in "mM" else 1)
        for found in _SIZE.finditer(model.rpartition("/")[2])
    ]
    if billions:
        return SMALL if max(billions) <= _SMALL_BILLIONS else LARGE
    return SMALL if context_tokens and context_tokens < _SMALL_CONTEXT else LARGE
