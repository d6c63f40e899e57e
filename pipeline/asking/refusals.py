"""An HTTP status and the server's words in, an error of ours with its remedy out."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time

from pipeline.errors import EndpointError, ModeRefusedError, OverflowingError, RefusedError, Trouble

# How servers say that a request is too long (llama.cpp, vLLM, SGLang, hosted APIs).
# It must not match a complaint about the length of something else.
_OVERFLOW = re.compile(
    r"""
    context[ _](?:length|size|window)     # "maximum context length", "exceed_context_size"
    | n_ctx                               # llama.cpp
    | prompt[ ]is[ ]too[ ]long            # hosted APIs
    | (?:input|prompt|request)[ ][^.]{0,40}tokens[^.]{0,40}(?:exceed|longer|maximum)
    """,
    re.VERBOSE | re.IGNORECASE,
)

# How servers say that they take no JSON schema, or no tools.  It must not match a
# complaint about the JSON of the whole request.
_SCHEMA = re.compile(
    r"""
    response_format | json_schema | json_object | grammar | guided | structured[ _]output
  | json[ ]mode                          # DashScope, where a model thinks
  | \btools?\b | tool_choice | function[ _]call
    """,
    re.VERBOSE | re.IGNORECASE,
)

_NO_MODEL = re.compile(r"\bmodel\b[^.]{0,80}(?:not found|not exist|unknown|invalid)", re.IGNORECASE)

# How hosted services say with 429 that waiting will not help.
_NO_CREDIT = re.compile(
    r"insufficient[ _](?:quota|balance|credit)|exceeded your current quota", re.I
)

# A dead upstream (RFC 9110, 15.6.3-5), a model being loaded, an overloaded service (529).
_UNAVAILABLE = frozenset({502, 503, 504, 529})

_REFUSALS = frozenset({400, 404, 422, 500, 501})
_OTHER_SERVER = (
    "the server takes no JSON schema as response_format: use a server that does, "
    "such as llama.cpp, vLLM, SGLang or Ollama (setting base_url)"
)
_MOST_CHARS = 300


def explain_refusal(status: int, words: str, key: str) -> EndpointError:
    """Return the error for the HTTP ``status`` of the request ``key``.

    RefusedError where asking again is pointless, OverflowingError where the chunk is
    too long for the model's context, EndpointError otherwise, with the trouble that
    may pass if there is any.

    >>> type(explain_refusal(401, "no such key", "")).__name__
    'RefusedError'
    """
    said = f" (HTTP {status}: {' '.join(words.split())[:_MOST_CHARS]})"
    if status in (400, 413, 422, 500) and _OVERFLOW.search(words):
        return OverflowingError(
            "the chunk does not fit into the model's context: lower chunk_tokens or "
            f"serve the model with a longer context{said}",
            request_key=key,
        )
    if status in _REFUSALS and _SCHEMA.search(words):
        return ModeRefusedError(_OTHER_SERVER + said, request_key=key)
    remedy = _remedy(status, words)
    if remedy:
        return RefusedError(remedy + said, request_key=key)
    return EndpointError(
        f"the server gave no answer{said}", request_key=key, trouble=_trouble(status)
    )


def _trouble(status: int) -> Trouble | None:
    if status == 429:
        return Trouble.LIMITED
    if status in _UNAVAILABLE:
        return Trouble.UNAVAILABLE
    return Trouble.BROKEN if status in (408, 409) or status >= 500 else None


def _remedy(status: int, words: str) -> str | None:
    if status == 401:
        return "the server does not accept the API key: set the variable named by api_key_env"
    if status == 402 or (status == 429 and _NO_CREDIT.search(words)):
        return "the account has no credit left: add some, or set another api_key_env"
    if status == 403:
        return "the server denies access: the API key may not use this model (setting model)"
    if status == 404 or (status == 400 and _NO_MODEL.search(words)):
        return "the server has no such model or address: check the settings model and base_url"
    return None


def suggested_wait_s(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a server asks to wait (RFC 9110, 10.2.3), or nothing.

    Milliseconds, as some hosted services send them, seconds and dates are read; a date
    counts from the server's own clock where it tells the time.

    >>> suggested_wait_s({"retry-after": "1.5"})
    1.5
    """
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        return max(0.0, float(headers["retry-after"]))
    except KeyError:
        return None
    except ValueError:
        until = _seconds(headers.get("retry-after", ""))
        now = _seconds(headers.get("date", "")) or time()
        return None if until is None else max(0.0, until - now)


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None
