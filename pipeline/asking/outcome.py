"""How asking about one chunk ended."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.asking.answer import Answer
from pipeline.asking.chunk import Chunk


class ChunkState(StrEnum):
    """How asking about a chunk ended."""

    DONE = "done"
    EMPTY = "empty"
    FAILED = "failed"
    TRUNCATED = "truncated"
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class ChunkOutcome:
    """One chunk, how asking about it ended, and what was said.

    ``done`` has an answer; ``empty`` had no mention to ask about and was not sent;
    ``failed`` and ``truncated`` have an ``error`` in words and, where the server said
    anything, its text in ``said``; ``unsent`` was not asked because the run stopped.
    ``request_key`` is empty where there was no request.
    """

    chunk: Chunk
    state: ChunkState
    request_key: str = ""
    answer: Answer | None = None
    error: str = ""
    said: str = ""

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is missing: the chunk was answered or had no question."""
        return self.state in (ChunkState.DONE, ChunkState.EMPTY)
