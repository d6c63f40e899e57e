"""Mentions in, those that stand in a crowd of numbers in which no words say anything out."""

import re
from collections.abc import Sequence

from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention

# No sentence that somebody wrote gives more numbers than this.
MOST = 200

# A word, or the mark that parts the cells of a table.
_WORD = re.compile(r"[^\W\d_]|\t")


def find_crowd(text: str, layout: Layout, mentions: Sequence[Mention]) -> frozenset[int]:
    """Return the mentions after the first ``MOST`` of a sentence, by their index.

    A sentence without words goes on with the one before: lines of bare numbers are one
    crowd.  A row of cells stands by itself, what its numbers mean is in the heads.

    >>> from pipeline.numbers.layout import find_layout
    >>> find_crowd("授权5件。", find_layout("授权5件。"), ())
    frozenset()
    """
    if len(mentions) <= MOST:
        return frozenset()
    crowd: list[int] = []
    count = last = end = 0
    is_new = False
    for mention in mentions:
        start = mention.span.start
        if start >= end:
            end, is_new = layout.sentence_at(start).end, True
        if is_new and _WORD.search(text, last, start):
            count, is_new = 0, False
        count += 1
        last = mention.span.end
        if count > MOST and mention.why is None:
            crowd.append(mention.index)
    return frozenset(crowd)
