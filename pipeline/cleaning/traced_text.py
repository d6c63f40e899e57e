"""Text under repair in which every character keeps its place in the raw text."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.spans import Span

# The characters from start up to end are replaced by the text, which may be empty.
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class TracedText:
    """``text`` in which character ``i`` was read from ``raw[starts[i]:ends[i]]``.

    ``starts`` and ``ends`` never decrease.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def untouched(cls, raw: str) -> "TracedText":
        """Return ``raw`` with each character at its own place."""
        return cls(raw, range(len(raw)), range(1, len(raw) + 1))

    def edited(self, edits: Iterable[Edit]) -> "TracedText":
        """Replace stretches of the text; they come in order and do not overlap.

        Each new character has the whole raw span of the stretch it replaces, and what
        is deleted leaves a gap between its neighbours.

        >>> traced = TracedText.untouched("產(chǎn)量").edited([(1, 7, "")])
        >>> traced.text, list(traced.starts), list(traced.ends)
        ('產量', [0, 7], [1, 8])
        """
        pieces: list[str] = []
        starts, ends = array("I"), array("I")
        old_starts, old_ends = _as_array(self.starts), _as_array(self.ends)
        position = 0
        for start, end, new in edits:
            pieces += (self.text[position:start], new)
            starts += old_starts[position:start]
            ends += old_ends[position:start]
            if new:
                starts += array("I", (old_starts[start],)) * len(new)
                ends += array("I", (old_ends[end - 1],)) * len(new)
            position = end
        pieces.append(self.text[position:])
        starts += old_starts[position:]
        ends += old_ends[position:]
        return TracedText("".join(pieces), starts, ends)

    def recast(self, text: str) -> "TracedText":
        """Return the same places under other characters, one for one."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return TracedText(text, self.starts, self.ends)

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw characters that ``text[start:end]``, not empty, was read from."""
        return Span(self.starts[start], self.ends[end - 1])


def _as_array(places: Sequence[int]) -> "array[int]":
    return places if isinstance(places, array) else array("I", places)
