"""What a model server said to one request."""

from dataclasses import dataclass

from pipeline.asking.mode import Mode


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one exchange, as counted by the server (0 where it does not say).

    ``cached_tokens`` are part of the prompt, ``reasoning_tokens`` part of the
    completion; the latter are estimated where the server printed its reasoning.
    """

    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    reasoning_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The text a model gave for the request ``key``, as it came after its reasoning.

    ``finish_reason`` is the server's word (``stop``, ``length``).  ``is_from_cache``
    says that nothing was sent, ``calls`` how often the request was sent until it was
    answered.  The text has been checked against the schema of the
    request but is kept as text: it is read again wherever it is needed.
    ``mode`` is the form it was asked for in.
    """

    key: str
    text: str
    usage: Usage
    finish_reason: str
    is_from_cache: bool = False
    calls: int = 1
    mode: Mode = Mode.JSON_SCHEMA
