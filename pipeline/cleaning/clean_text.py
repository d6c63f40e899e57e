"""Readable text that knows where each of its characters came from."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.spans import Span


class MarkKind(StrEnum):
    """What a marked stretch of text is."""

    FURNITURE = "furniture"
    DAMAGE = "damage"
    REPAIR = "repair"
    TITLE = "title"
    HEADING = "heading"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of clean text that is not plain prose, and the rule that says so."""

    span: Span
    kind: MarkKind
    rule: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself; ``None`` where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean ``text`` in which character ``i`` was read from ``raw[starts[i]:ends[i]]``.

    ``starts`` and ``ends`` never decrease.  ``marks`` are in order of their start.
    ``steps`` counts, in order, how many edits each cleaning step made.
    """

    raw: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    marks: tuple[Mark, ...]
    metadata: Metadata
    is_traditional: bool
    steps: tuple[tuple[str, int], ...]

    def raw_span(self, span: Span) -> Span:
        """Return the characters of the raw text that the clean ``span`` was read from.

        An empty span has the empty place where it would stand.
        """
        if span.start == span.end:
            at = self.starts[span.start] if span.start < len(self.text) else len(self.raw)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def clean_span(self, span: Span) -> Span:
        """Return the clean characters that were read from inside the raw ``span``."""
        start = bisect_left(self.starts, span.start)
        return Span(start, max(start, bisect_right(self.ends, span.end)))

    def marked(self, kind: MarkKind) -> tuple[Mark, ...]:
        """Return the marks of one kind, in order."""
        return tuple(mark for mark in self.marks if mark.kind is kind)
