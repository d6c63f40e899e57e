"""Text in, the places whose characters nobody can read out."""

import re
from collections.abc import Iterator

from pipeline.spans import Span

# Replacement characters, private use, unassigned ends of planes, and the hanzi that a
# replacement character becomes when its bytes are read once more.
_UNREADABLE = re.compile(
    r"(?:[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]|锟斤拷|锟斤|斤拷|烫烫烫|屯屯屯)+"
)


def find_unreadable(text: str) -> Iterator[Span]:
    r"""Yield stretches of characters that stand for lost ones.

    >>> list(find_unreadable("授权3\ufffd\ufffd6件"))
    [Span(start=3, end=5)]
    """
    for match in _UNREADABLE.finditer(text):
        yield Span(*match.span())
