"""The characters of a web page in, its tags and texts with their places out.

The parser of the standard library gives no end positions and takes quadratic time on
broken markup, so tags are scanned here, in one pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class TokenKind(StrEnum):
    """What a stretch of a page is to its reader."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Token:
    """The stretch ``raw[start:end]``; ``name`` is the tag's in lower case, or empty."""

    kind: TokenKind
    name: str
    start: int
    end: int


# Elements whose content nobody reads on the page.
_UNREAD = frozenset(
    {"script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "object"}
)
_CLOSING = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in _UNREAD}

# It must not match the sign in <5% or the bracket in <中国>.
_OPENING = re.compile(
    r"""
    <(?:
        (?P<comment>!--)
        | (?P<declaration>[!?][a-zA-Z\[])
        | (?P<slash>/?) (?P<name>[a-zA-Z][a-zA-Z0-9:_-]{0,40})
    )
    """,
    re.VERBOSE,
)
# What decides where a tag ends; a quote counts only as the opening of a value.
_TAG_STOP = re.compile(r"""=[ \t\r\n]{0,8}(?P<quote>["'])|>""")


@dataclass(slots=True)
class _Scan:
    """One pass over a page, and what is known to occur no more in its rest."""

    raw: str
    lost: set[str] = field(default_factory=set)

    def after(self, wanted: str, position: int) -> int:
        """Return the place after the next ``wanted``, or -1; a vain search is not repeated."""
        found = -1 if wanted in self.lost else self.raw.find(wanted, position)
        if found < 0:
            self.lost.add(wanted)
            return -1
        return found + len(wanted)

    def tag_end(self, position: int) -> int:
        """Return the place after the tag that is open at ``position``, or -1."""
        if ">" in self.lost:
            return -1
        while stop := _TAG_STOP.search(self.raw, position):
            if stop["quote"] is None:
                return stop.end()
            position = max(stop.end(), self.after(stop["quote"], stop.end()))
        self.lost.add(">")
        return -1

    def unread_end(self, name: str, position: int) -> int:
        """Return the place where the unread element ``name`` is closed, or -1."""
        if name in self.lost:
            return -1
        closing = _CLOSING[name].search(self.raw, position)
        if closing is None:
            self.lost.add(name)
            return -1
        return closing.start()


def find_tokens(raw: str) -> Iterator[Token]:
    """Yield what ``raw`` consists of, in order and without gaps.

    What looks like a tag but never ends is text.

    >>> [(token.kind.value, token.name) for token in find_tokens("<p>3<5</p>")]
    [('open', 'p'), ('text', ''), ('close', 'p')]
    """
    scan = _Scan(raw)
    shown = position = 0
    while opening := _OPENING.search(raw, position):
        token = _token(scan, opening)
        if token is None:
            position = opening.end()
            continue
        if token.start > shown:
            yield Token(TokenKind.TEXT, "", shown, token.start)
        yield token
        shown = position = token.end
    if shown < len(raw):
        yield Token(TokenKind.TEXT, "", shown, len(raw))


def _token(scan: _Scan, opening: re.Match[str]) -> Token | None:
    start, inside = opening.span()
    if opening["comment"]:
        return _ended(TokenKind.HIDDEN, "", start, scan.after("-->", inside))
    if opening["declaration"]:
        return _ended(TokenKind.HIDDEN, "", start, scan.after(">", inside))
    end, name = scan.tag_end(inside), opening["name"].lower()
    if opening["slash"]:
        return _ended(TokenKind.CLOSE, name, start, end)
    if name in _UNREAD and end > 0 and scan.raw[end - 2] != "/":
        return _ended(TokenKind.HIDDEN, name, start, max(end, scan.unread_end(name, end)))
    return _ended(TokenKind.OPEN, name, start, end)


def _ended(kind: TokenKind, name: str, start: int, end: int) -> Token | None:
    return Token(kind, name, start, end) if end > 0 else None
