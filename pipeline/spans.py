"""Half-open character ranges, each into one named text."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """The characters from ``start`` up to, not including, ``end``.

    >>> Span(4, 8).of("专利授权396件")
    '396件'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"Span({start}, {end}) is not 0 <= start <= end")
        _SET_START(self, start)
        _SET_END(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


# A text has more spans than words: set through its slots, one is made in half the time that
# the __init__ of a frozen dataclass takes.
_SET_START: Callable[[Span, int], None] = vars(Span)["start"].__set__
_SET_END: Callable[[Span, int], None] = vars(Span)["end"].__set__
