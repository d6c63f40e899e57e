"""A text in, its lines that are not blank out, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.spans import Span

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the blanks around it; ``indent`` counts those before it."""

    text: str
    span: Span
    indent: int


def find_lines(text: str) -> Iterator[Line]:
    r"""Yield the lines of ``text`` that show something, in order.

    >>> [(line.text, line.indent) for line in find_lines("一、创造\n\n  授权396件")]
    [('一、创造', 0), ('授权396件', 2)]
    """
    for match in _LINE.finditer(text):
        shown = match[0].strip()
        if shown:
            indent = len(match[0]) - len(match[0].lstrip())
            start = match.start() + indent
            yield Line(shown, Span(start, start + len(shown)), indent)
