"""The tags of a page in, marks out: its title, its headings, what is not the article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.cleaning.clean_text import MarkKind
from pipeline.cleaning.markup import Token, TokenKind
from pipeline.cleaning.raw_mark import RawMark
from pipeline.spans import Span

_CONTAINERS = frozenset(
    {"div", "ul", "ol", "nav", "footer", "aside", "section", "table", "form", "header", "main"}
)
_FURNITURE = frozenset({"nav", "footer", "aside"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# A class or id that says what the element is for.  It must not match a name that merely
# contains the letters (football, navigation-content of an article wrapper is judged by size).
_FURNITURE_NAME = re.compile(
    r"""
    \b(?:class|id)\s{0,4}=\s{0,4}["']?[^"'<>]{0,200}?
    (?<![a-z])
    (?:nav|navbar|menu|foot|footer|bottom|crumb|crumbs|breadcrumb|share|copyright|sidebar|links)
    (?![a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# An element with more of the page than this is the page, whatever it is called.
_MAX_FURNITURE_SHARE = 0.4
_MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has not been closed yet."""

    name: str
    start: int
    read_before: int
    is_furniture: bool


def find_page_marks(tokens: Sequence[Token], raw: str) -> Iterator[RawMark]:
    """Yield marks for the page's title, headings and furniture, by their tags alone."""
    yield from _headings(tokens)
    enough = _MAX_FURNITURE_SHARE * sum(_readable(token, raw) for token in tokens)
    still_open: list[_Open] = []
    read = 0
    for token in tokens:
        read += _readable(token, raw)
        if token.name not in _CONTAINERS:
            continue
        if token.kind is TokenKind.OPEN and len(still_open) < _MAX_DEPTH:
            still_open.append(_opened(token, raw, read))
        elif token.kind is TokenKind.CLOSE:
            closed = _close(still_open, token.name)
            if closed and closed.is_furniture and read - closed.read_before <= enough:
                yield RawMark(Span(closed.start, token.end), MarkKind.FURNITURE, "page element")


def _opened(token: Token, raw: str, read: int) -> _Open:
    tag = raw[token.start : token.end]
    is_furniture = token.name in _FURNITURE or _FURNITURE_NAME.search(tag) is not None
    return _Open(token.name, token.start, read, is_furniture)


def _headings(tokens: Sequence[Token]) -> Iterator[RawMark]:
    opened: Token | None = None
    for token in tokens:
        if token.name not in _HEADINGS and token.name != "title":
            continue
        if token.kind is TokenKind.OPEN:
            opened = token
        elif opened is not None and opened.name == token.name:
            kind = MarkKind.TITLE if token.name == "title" else MarkKind.HEADING
            yield RawMark(Span(opened.end, token.start), kind, f"<{token.name}>")
            opened = None


def _close(still_open: list[_Open], name: str) -> _Open | None:
    for depth in range(len(still_open) - 1, -1, -1):
        if still_open[depth].name == name:
            closed = still_open[depth]
            del still_open[depth:]
            return closed
    return None


def _readable(token: Token, raw: str) -> int:
    return len(raw[token.start : token.end].strip()) if token.kind is TokenKind.TEXT else 0
