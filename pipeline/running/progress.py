"""How far a run has come, for whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts since the start of a run.

    ``chunks`` grows while documents are being read; ``note`` is a sentence about what
    the run is waiting for, empty while it is working.  Tokens are those of answers
    that were sent for, not of answers from the cache.  ``unit`` is what the chunks are.
    """

    documents: int = 0
    documents_done: int = 0
    chunks: int = 0
    chunks_done: int = 0
    chunks_failed: int = 0
    from_cache: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    elapsed_s: float = 0.0
    note: str = ""
    unit: str = "chunks"

    @property
    def left_s(self) -> float | None:
        """Return the seconds left at the rate so far, or nothing if none is known yet."""
        asked = self.chunks_done - self.from_cache
        if asked < 1 or not self.elapsed_s:
            return None
        return self.elapsed_s / asked * (self.chunks - self.chunks_done)


Report = Callable[[Progress], None]
