"""Every error of ours, in one tree.

PipelineError                     anything below; carries the exit code of the command line
├── UsageError            (2)     what was asked for cannot be done as asked
│   ├── SettingsError             a setting has a value that is not allowed
│   ├── PromptError               a prompt file is missing or its placeholders do not fit
│   ├── GoldError                 an annotation file does not fit its documents
│   └── DecisionError             a person's decision does not fit the number it is about
│       └── ConflictError         somebody else decided otherwise in the meantime
├── BudgetError           (1)     the limit to what a run may cost is reached
├── DocumentError         (1)     one document cannot be read; the others go on
├── StoreError            (2)     a run directory cannot be read or written
├── CacheError            (2)     the answer cache cannot be used
├── EmbeddedModelError    (3)     the embedded model cannot be started
├── EndpointError         (1)     the server did not give an answer; costs one chunk
│   ├── UnreachableError  (3)     nobody answers at the address
│   ├── RefusedError      (2)     the server refuses us (401, 403, 404): asking again is pointless
│   │   └── ModeRefusedError      it takes no JSON schema, or no tools: another mode may do
│   └── OverflowingError  (1)     the request does not fit into the model's context
└── AnswerError           (1)     the server answered, but not what was asked; costs one chunk
    ├── InvalidAnswerError        the answer breaks its schema
    ├── DeclinedAnswerError       the model, or a filter before it, declines to answer
    └── TruncatedAnswerError      the answer stopped at the token limit
"""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.asking.answer import Usage


class PipelineError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code = 1


class UsageError(PipelineError):
    """What was asked for cannot be done as asked."""

    exit_code = 2


class SettingsError(UsageError):
    """A setting has a value that is not allowed."""


class PromptError(UsageError):
    """A prompt file is missing, or its placeholders do not fit."""


class GoldError(UsageError):
    """An annotation file does not fit the documents it annotates."""


class DecisionError(UsageError):
    """A person's decision does not fit the number it is about."""


class ConflictError(DecisionError):
    """Somebody else decided otherwise, and the person deciding has not seen it."""


class BudgetError(PipelineError):
    """The limit to what a run may cost is reached; with a higher one it goes on."""


class DocumentError(PipelineError):
    """One document cannot be read; the others go on."""


class StoreError(PipelineError):
    """A run directory cannot be read or written."""

    exit_code = 2


class CacheError(PipelineError):
    """The answer cache cannot be used."""

    exit_code = 2


class EmbeddedModelError(PipelineError):
    """The embedded model cannot be started."""

    exit_code = 3


class _AskedError(PipelineError):
    """An error that belongs to one request."""

    calls = 0  # how often the request was sent

    def __init__(
        self, message: str, *, request_key: str = "", text: str = "", usage: "Usage | None" = None
    ) -> None:
        super().__init__(message)
        self.request_key = request_key
        self.text = text
        self.usage = usage


class Trouble(StrEnum):
    """What may pass when a server gives no answer, and so is worth another try."""

    GONE = "gone"  # nobody listens at the address
    UNAVAILABLE = "unavailable"  # 502, 503, 504, 529: loading, overloaded, or a dead upstream
    LIMITED = "limited"  # 429: too many requests
    STALLED = "stalled"  # nothing came for longer than timeout_s
    BROKEN = "broken"  # 408, 409, other 5xx, a reply that broke off


class EndpointError(_AskedError):
    """The server did not give an answer to the request ``request_key``.

    ``trouble`` says what may pass, nothing where asking again is pointless; ``wait_s``
    are the seconds the server asks to wait before.
    """

    def __init__(
        self,
        message: str,
        *,
        request_key: str = "",
        trouble: Trouble | None = None,
        wait_s: float | None = None,
    ) -> None:
        super().__init__(message, request_key=request_key)
        self.trouble = trouble
        self.wait_s = wait_s


class UnreachableError(EndpointError):
    """Nobody answers at the address."""

    exit_code = 3


class RefusedError(EndpointError):
    """The server refuses us (401, 403, 404), so asking again is pointless."""

    exit_code = 2


class ModeRefusedError(RefusedError):
    """The server refuses the form in which it was asked to answer."""


class OverflowingError(EndpointError):
    """The request does not fit into the model's context."""


class AnswerError(_AskedError):
    """The server answered, but not what was asked; ``text`` is what it said.

    ``usage`` are the tokens that were spent on it.
    """


class InvalidAnswerError(AnswerError):
    """The answer breaks its schema."""


class DeclinedAnswerError(AnswerError):
    """The model, or a filter of its service, declines to answer."""


class TruncatedAnswerError(AnswerError):
    """The answer stopped at the token limit."""
