"""What one part of the comparison is: a name, how it is run, and the tables it gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are shown; ``notes`` stand below, one sentence each.

    The first ``words`` columns hold words and are set flush left, the rest figures.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    words: int = 1

    def markdown(self) -> str:
        """Return the table as GitHub shows it."""
        ruler = ("---" if place < self.words else "---:" for place in range(len(self.columns)))
        lines = [_line(row) for row in (self.columns, tuple(ruler), *self.rows)]
        notes = [f"- {note}" for note in self.notes]
        parts = [f"### {self.title}", "\n".join(lines), *(["\n".join(notes)] if notes else [])]
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class Bench:
    """How thorough a run is, and where it says what it is doing.

    ``most_documents`` is the size of the largest run of tables that grow.
    """

    say: Callable[[str], None]
    is_quick: bool = False
    most_documents: int = 10_000

    @property
    def repeats(self) -> int:
        """Return how often each measured piece of work is done."""
        return 3 if self.is_quick else 5


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the comparison.

    ``peers`` are the distributions whose versions belong beside the figures.
    """

    name: str
    title: str
    says: str
    run: Callable[[Bench], Iterator[Table]]
    peers: Sequence[str] = ()


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
