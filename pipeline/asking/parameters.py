"""A body and the words of a refusal in, the same body without what the server does not take out.

Hosted services refuse single parameters: ``temperature`` and ``max_tokens`` (OpenAI's
reasoning models, which want ``max_completion_tokens``), ``seed`` and ``stream_options``
(Mistral, Gemini, Azure), ``logprobs`` (Groq, reasoning models).
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

# What an answer can be given without, or can be called by another name.
SPARED = ("temperature", "seed", "stream_options", "logprobs", "max_tokens")
_RENAMED = {"max_tokens": "max_completion_tokens"}

# How servers say that they do not know a parameter, or not this value of it.  It must not
# match a complaint about its size ("max_tokens is too large").
_NOT_TAKEN = re.compile(
    r"""
    unsupported | unrecognized | unknown[ ](?:name|parameter|field|argument)
  | extra[ ]inputs | extra_forbidden | cannot[ ]find[ ]field | unexpected[ ]keyword
  | (?:not|n't)[ ](?:be[ ]|currently[ ])?(?:support|permit|allow|accept) | only[ ]the[ ]default
  | strictly[ ]positive
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STATUSES = frozenset({400, 403, 422, 501})


def refused_parameters(status: int, words: str, body: Mapping[str, Any]) -> frozenset[str]:
    """Return which parameters of ``body`` a server refuses that it can be asked without.

    >>> sorted(refused_parameters(400, "Unsupported parameter: 'max_tokens'", {"max_tokens": 9}))
    ['max_tokens']
    """
    if status not in _STATUSES or not _NOT_TAKEN.search(words):
        return frozenset()
    return frozenset(
        name for name in SPARED if name in body and re.search(rf"\b{name}\b", words) is not None
    )


def accepted(body: Mapping[str, Any], left_out: Collection[str]) -> dict[str, Any]:
    """Return ``body`` without the parameters ``left_out``, or with their other names.

    The limit of an answer is never left out, only called by its newer name.

    >>> accepted({"max_tokens": 9, "seed": 1}, {"max_tokens", "seed"})
    {'max_completion_tokens': 9}
    """
    kept = {name: value for name, value in body.items() if name not in left_out}
    renamed = {_RENAMED[name]: body[name] for name in left_out if name in body and name in _RENAMED}
    return kept | renamed
