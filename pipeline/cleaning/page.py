"""A web page in, the edits that leave its readable text, and what its tags say of it, out."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.cleaning.clean_text import MarkKind
from pipeline.cleaning.markup import Token, TokenKind, find_tokens
from pipeline.cleaning.page_marks import find_page_marks
from pipeline.cleaning.page_tables import Grid, find_data_tables
from pipeline.cleaning.raw_mark import RawMark
from pipeline.cleaning.traced_text import Edit
from pipeline.spans import Span

# Elements that begin and end a line.
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body br caption center dd div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section
        table tbody tfoot thead title tr ul
        """,
    )
)
_CELLS = frozenset({"td", "th"})
_TABLE_LINES = frozenset({"table", "caption", "tr"})

# A named or numbered character, also one that was escaped twice.  It must not match the
# parameters of an address (?a=1&copy=2), so that only few names may lack their semicolon.
_REFERENCE = re.compile(
    r"&(?:amp;){0,2}(?:[A-Za-z][A-Za-z0-9]{1,31};|nbsp|lt|gt|quot|\#\d{1,7};?|\#[xX][0-9a-fA-F]{1,6};?)"
)
_PIECE = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_BLANKS = " \t\r\n\f"
# Between two of these a line break of the source is no blank.
_SEAM = re.compile(r"[\u2014-\u2026\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]{2}")


@dataclass(frozen=True, slots=True)
class Page:
    """The edits that turn a raw page into text, and the marks its tags give."""

    edits: list[Edit]
    marks: list[RawMark]


@dataclass(slots=True)
class _Gap:
    """What stands between two readable pieces of a page."""

    start: int = 0
    has_tag: bool = False
    has_space: bool = False
    is_broken: bool = False
    separator: str = ""

    def add_line(self) -> None:
        """Note that a new line begins."""
        if not self.separator.endswith("\n"):
            self.separator += "\n"

    def add_space(self, space: str) -> None:
        """Note blanks of the source, which show as one blank or none."""
        self.has_space = True
        self.is_broken |= "\n" in space or "\r" in space


@dataclass(slots=True)
class _Reader:
    """The state of one pass over the tokens of a page."""

    raw: str
    tables: Sequence[Span]
    edits: list[Edit] = field(default_factory=list)
    gap: _Gap = field(default_factory=_Gap)
    grid: Grid = field(default_factory=Grid)
    table_index: int = 0

    def take_tag(self, token: Token) -> None:
        """Let a tag or something unread widen the gap."""
        self.gap.has_tag = True
        if not self._is_in_table(token.start):
            if token.name in _BLOCKS or token.name in _CELLS:
                self.gap.add_line()
        elif token.name in _TABLE_LINES:
            self.gap.add_line()
            self._start_line(token)
        elif token.kind is TokenKind.OPEN and token.name in _CELLS:
            self.gap.separator += self.grid.place_cell(self.raw[token.start : token.end])
        elif token.name in _BLOCKS:
            self.gap.add_space("\n")

    def _start_line(self, token: Token) -> None:
        if token.name == "table":
            self.grid = Grid()
        elif token.name == "tr" and token.kind is TokenKind.OPEN:
            self.grid.start_row()

    def take_text(self, token: Token) -> None:
        """Close the gap at each readable piece of a text."""
        for piece in _PIECE.finditer(self.raw, token.start, token.end):
            if piece[0][0] in _BLANKS:
                self.gap.add_space(piece[0])
                continue
            self.close_gap(piece.start())
            self.edits += _references(piece)
            self.gap = _Gap(piece.end())

    def close_gap(self, end: int) -> None:
        """Write the edit for the gap that ends here; blanks alone stay as they are."""
        gap = self.gap
        if gap.start < end and (gap.has_tag or gap.is_broken):
            self.edits.append((gap.start, end, gap.separator or self._blank(end)))

    def _blank(self, end: int) -> str:
        sides = self.raw[self.gap.start - 1 : self.gap.start] + self.raw[end : end + 1]
        is_seamless = self.gap.is_broken and _SEAM.fullmatch(sides)
        return " " if self.gap.has_space and not is_seamless else ""

    def _is_in_table(self, place: int) -> bool:
        while self.table_index < len(self.tables) and self.tables[self.table_index].end <= place:
            self.table_index += 1
        return self.table_index < len(self.tables) and self.tables[self.table_index].start <= place


def read_page(raw: str) -> Page:
    r"""Find the edits that leave the readable text of a page, tables one row a line.

    >>> raw = "<p>共<b>396</b>件</p><p>新增&nbsp;3件"
    >>> read_page(raw).edits[1:4]
    [(4, 7, ''), (10, 14, ''), (15, 22, '\n')]
    """
    tokens = list(find_tokens(raw))
    tables = find_data_tables(tokens, raw)
    reader = _Reader(raw, tables)
    for token in tokens:
        if token.kind is TokenKind.TEXT:
            reader.take_text(token)
        else:
            reader.take_tag(token)
    reader.close_gap(len(raw))
    marks = [RawMark(span, MarkKind.TABLE, "table") for span in tables]
    return Page(reader.edits, [*marks, *find_page_marks(tokens, raw)])


def _references(piece: re.Match[str]) -> Iterator[Edit]:
    if "&" not in piece[0]:
        return
    for reference in _REFERENCE.finditer(piece[0]):
        meant = reference[0]
        for _ in range(3):  # &amp;nbsp; was escaped twice
            meant = html.unescape(meant)
        if meant != reference[0]:
            start = piece.start()
            yield start + reference.start(), start + reference.end(), meant
