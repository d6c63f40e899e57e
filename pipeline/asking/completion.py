"""The bytes of a server's reply in, what the model said out: whole or piece by piece."""

import json
from dataclasses import dataclass, field
from typing import Any

from pipeline.asking.answer import Usage

_DATA = b"data:"
_DONE = b"[DONE]"

# Where servers that have no details count the tokens of the prompt they had ready
# (DeepSeek, Moonshot).
_CACHED = ("prompt_cache_hit_tokens", "cached_tokens")


class NoCompletionError(Exception):
    """The reply is no chat completion; ``said`` holds an error that the server put in it."""

    def __init__(self, said: str = "") -> None:
        super().__init__(said or "the reply is no chat completion")
        self.said = said


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model said in one reply.

    ``text`` is its message, ``arguments`` what it would call tools with, ``thought``
    the reasoning that came apart from both, ``refusal`` why it does not answer.
    ``usage`` is nothing where the server does not count.  ``server`` is what it calls
    itself (``system_fingerprint``), ``has_logprobs`` whether it says how sure it was.
    """

    text: str
    finish_reason: str
    thought: str = ""
    arguments: tuple[str, ...] = ()
    usage: Usage | None = None
    refusal: str = ""
    server: str = ""
    has_logprobs: bool = False


@dataclass(slots=True)
class CompletionParts:
    """A reply as it arrives: a stream of events, or one JSON object.

    Every dialect is taken as servers speak it: lines end with or without CR, usage
    comes in the last event or in one of its own, ``[DONE]`` may be missing; a message is
    a text or a list of parts, some of which are thoughts (Mistral).  ``size`` counts the
    characters said in a stream so far, the bytes of a reply that comes whole.
    """

    is_stream: bool
    size: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _text: list[str] = field(default_factory=list)
    _thought: list[str] = field(default_factory=list)
    _refusal: list[str] = field(default_factory=list)
    _arguments: dict[int, list[str]] = field(default_factory=dict)
    _finish_reason: str = ""
    _server: str = ""
    _has_logprobs: bool = False
    _usage: Usage | None = None
    _is_empty: bool = True

    def feed(self, data: bytes) -> bool:
        """Take more bytes and tell whether they hold anything of the answer."""
        self._bytes += data
        if not self.is_stream:
            self.size += len(data)
            return bool(data)
        *lines, rest = self._bytes.split(b"\n")
        self._bytes = bytearray(rest)
        heard = [self._take_line(bytes(line)) for line in lines]
        return any(heard)

    def cut(self) -> None:
        """Take a stream that has gone on for too long as ended by its limit."""
        self._finish_reason, self._bytes = "length", bytearray()

    def whole(self) -> Completion:
        """Return the completion once all has been fed, or raise NoCompletionError."""
        if self.is_stream:
            self._take_line(bytes(self._bytes))
        else:
            self._take(_parsed(bytes(self._bytes)), "message")
        if self._is_empty:
            raise NoCompletionError
        return Completion(
            text="".join(self._text),
            finish_reason=self._finish_reason,
            thought="".join(self._thought),
            arguments=tuple("".join(self._arguments[place]) for place in sorted(self._arguments)),
            usage=self._usage,
            refusal="".join(self._refusal),
            server=self._server,
            has_logprobs=self._has_logprobs,
        )

    @property
    def is_finished(self) -> bool:
        """Tell whether a stream said how the answer ended, and so did not break off."""
        return not self.is_stream or bool(self._finish_reason)

    def _take_line(self, line: bytes) -> bool:
        if not line.startswith(_DATA):
            return False  # a comment that keeps the connection alive, or an event's name
        data = line[len(_DATA) :].strip()
        if data and data != _DONE:
            self._take(_parsed(data), "delta")
        return True

    def _take(self, event: Any, part: str) -> None:
        if not isinstance(event, dict) or event.get("error"):
            raise NoCompletionError(_complaint(event))
        if isinstance(event.get("usage"), dict):
            self._usage = _read_usage(event["usage"])
        choices = event.get("choices")
        if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
            return
        self._finish_reason = choices[0].get("finish_reason") or self._finish_reason
        self._server = str(event.get("system_fingerprint") or self._server)
        self._has_logprobs = self._has_logprobs or bool(choices[0].get("logprobs"))
        self._take_message(choices[0].get(part))

    def _take_message(self, message: Any) -> None:
        if not isinstance(message, dict):
            return
        self._is_empty = False
        self._take_content(message.get("content"))
        thought = message.get("reasoning_content") or message.get("reasoning")
        self.size += _append(self._thought, thought)
        _append(self._refusal, message.get("refusal"))
        for place, call in enumerate(message.get("tool_calls") or ()):
            parts = self._arguments.setdefault(call.get("index", place), [])
            self.size += _append(parts, (call.get("function") or {}).get("arguments"))

    def _take_content(self, content: Any) -> None:
        if not isinstance(content, list):
            self.size += _append(self._text, content)
            return
        for part in content:
            if isinstance(part, dict) and "thinking" in part:
                self.size += _append_parts(self._thought, part["thinking"])
            else:
                self.size += _append_parts(self._text, part)


def read_completion(data: bytes) -> Completion:
    """Return the completion in the JSON ``data``, or raise NoCompletionError."""
    parts = CompletionParts(is_stream=False)
    parts.feed(data)
    return parts.whole()


def _append(parts: list[str], words: Any) -> int:
    """Append a text, and return its length; anything else is passed over."""
    if not isinstance(words, str):
        return 0
    parts.append(words)
    return len(words)


def _append_parts(parts: list[str], words: Any) -> int:
    """Append a text, or the texts of a list of parts, and return their length."""
    several = words if isinstance(words, list) else [words]
    return sum(
        _append(parts, part.get("text") if isinstance(part, dict) else part) for part in several
    )


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        raise NoCompletionError from None


def _complaint(event: Any) -> str:
    error = event.get("error") if isinstance(event, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    return message if isinstance(message, str) else ""


def _read_usage(usage: dict[str, Any]) -> Usage:
    prompt, completion = (
        usage.get(name) or {} for name in ("prompt_tokens_details", "completion_tokens_details")
    )
    cached = _count(prompt, "cached_tokens") or max(_count(usage, name) for name in _CACHED)
    return Usage(
        prompt_tokens=_count(usage, "prompt_tokens"),
        cached_tokens=cached,
        completion_tokens=_count(usage, "completion_tokens"),
        reasoning_tokens=_count(completion, "reasoning_tokens"),
    )


def _count(counts: Any, name: str) -> int:
    value = counts.get(name) if isinstance(counts, dict) else None
    return value if isinstance(value, int) else 0
