"""Clean text in, its paragraphs, sentences and clauses out."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from pipeline.numbers.searching import searched
from pipeline.spans import Span

_PARAGRAPH = re.compile(r"[^\n]+")

# A sentence ends at its closing mark and takes the closing quotes after it along.
# It must not end at the point of a decimal or at a comma.
_SENTENCE = re.compile(r"[^。!?!?…]*(?:[。!?!?…]+[”’」』)）》]*|$)")

# A clause ends at a comma, semicolon or colon.  It must not end at the comma inside
# a number (1,183件) or the colon inside a ratio or clock time (20:30).
_CLAUSE_END = searched(r"[,,;;::](?!(?<=\d[,,::])\d)|[。!?!?…]+[”’」』)）》]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """The spans of one clean text, each kind in order and without overlap.

    Clauses lie inside sentences, sentences inside paragraphs.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    _starts: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kinds = (self.paragraphs, self.sentences, self.clauses)
        starts = tuple(tuple(span.start for span in spans) for spans in kinds)
        object.__setattr__(self, "_starts", starts)

    def paragraph_at(self, place: int) -> Span:
        """Return the paragraph that holds the character at ``place``."""
        return _at(self.paragraphs, self._starts[0], place)

    def sentence_at(self, place: int) -> Span:
        """Return the sentence that holds the character at ``place``."""
        return _at(self.sentences, self._starts[1], place)

    def clause_at(self, place: int) -> Span:
        """Return the clause that holds the character at ``place``."""
        return _at(self.clauses, self._starts[2], place)


def find_layout(text: str) -> Layout:
    """Split ``text`` at line ends, closing marks and commas, in that order.

    >>> layout = find_layout("授权396件,增长25.71%。有效1,183件。")
    >>> [span.of("授权396件,增长25.71%。有效1,183件。") for span in layout.clauses]
    ['授权396件,', '增长25.71%。', '有效1,183件。']
    """
    paragraphs = tuple(_stripped(text, Span(*m.span())) for m in _PARAGRAPH.finditer(text))
    paragraphs = tuple(span for span in paragraphs if len(span))
    sentences = tuple(part for span in paragraphs for part in _sentences(text, span))
    clauses = tuple(part for span in sentences for part in _clauses(text, span))
    return Layout(paragraphs, sentences, clauses)


def _stripped(text: str, span: Span) -> Span:
    line = span.of(text)
    start = span.start + len(line) - len(line.lstrip())
    return Span(start, max(start, span.start + len(line.rstrip())))


def _sentences(text: str, paragraph: Span) -> list[Span]:
    found = _SENTENCE.finditer(text, paragraph.start, paragraph.end)
    return [Span(*match.span()) for match in found if match.end() > match.start()]


def _clauses(text: str, sentence: Span) -> list[Span]:
    clauses: list[Span] = []
    start = sentence.start
    for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        clauses.append(Span(start, match.end()))
        start = match.end()
    if start < sentence.end:
        clauses.append(Span(start, sentence.end))
    return clauses


def _at(spans: tuple[Span, ...], starts: tuple[int, ...], place: int) -> Span:
    after = bisect_right(starts, place)
    found = spans[after - 1] if after else None
    return found if found is not None and place < found.end else Span(place, place)
