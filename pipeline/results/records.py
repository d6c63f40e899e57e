"""What is kept of a run: one record for each document, one for the run itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.asking.answer import Usage
from pipeline.cleaning.clean_text import Metadata
from pipeline.documents.document import Document
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading
from pipeline.proving.extras import ExtraAnswer
from pipeline.proving.proof import Proof
from pipeline.spans import Span


class Outcome(StrEnum):
    """How the asking about one chunk ended."""

    DONE = "done"
    EMPTY = "empty"
    FAILED = "failed"
    TRUNCATED = "truncated"
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """One request about the chunk ``index``, whose clean characters are ``span``.

    ``outcome`` is empty where there was nothing to ask, unsent where the run stopped
    before.  ``request_key`` names the question, ``answer`` is the model's text as it
    came and ``error`` says in one sentence what went wrong, each ``""`` if there is
    none.  ``calls`` counts what was sent to the server, retries included, and
    ``wasted_tokens`` what was spent on earlier answers that could not be used.  The
    seconds are those of waiting for a place and of waiting for the server.  ``mode`` is
    the form in which it was answered (``json_schema``, ``tools``, …).
    """

    index: int
    span: Span
    mentions: tuple[int, ...]
    outcome: Outcome
    request_key: str = ""
    error: str = ""
    answer: str = ""
    usage: Usage = field(default_factory=Usage)
    calls: int = 0
    is_from_cache: bool = False
    wasted_tokens: int = 0
    waited_s: float = 0.0
    busy_s: float = 0.0
    mode: str = ""

    @property
    def is_complete(self) -> bool:
        """Tell whether the chunk was answered, or had nothing to ask."""
        return self.outcome in (Outcome.DONE, Outcome.EMPTY)


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document and everything that was made of it.

    ``mentions`` and ``readings`` are those of its ledger, and the proof has a row for
    each of them.  ``extras`` are the answers to the fields of a user schema.
    """

    document: Document
    metadata: Metadata
    region: str | None
    mentions: tuple[Mention, ...]
    readings: tuple[Reading | None, ...]
    chunks: tuple[ChunkRecord, ...]
    proof: Proof
    extras: tuple[ExtraAnswer, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(self.mentions), len(self.readings), len(self.proof.rows)}
        if len(lengths) > 1:
            raise ValueError(f"{self.document.name}: mentions, readings and rows: {lengths}")

    @property
    def is_complete(self) -> bool:
        """Tell whether no chunk failed, was cut off or never sent."""
        return all(chunk.is_complete for chunk in self.chunks)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that could not be read, and why, in one sentence."""

    name: str
    source: str
    error: str


@dataclass(frozen=True, slots=True)
class RunInfo:
    """How a run was made.

    ``settings`` has secrets masked.  ``prompt`` and ``schema`` are names such as
    ``facts.v1``, each with the digest of what was really used.  ``timings_s`` are
    seconds by stage: the one part of a run that may differ between two equal runs.
    ``price`` is that of a million tokens of the model, if it is known.  ``extra`` has
    the fields of the user schema, what each means by its name, empty without one.
    """

    version: str
    model: str
    prompt: str
    prompt_digest: str
    schema: str
    schema_digest: str
    settings: Mapping[str, str] = field(default_factory=dict)
    timings_s: Mapping[str, float] = field(default_factory=dict)
    price: Mapping[str, float | None] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
