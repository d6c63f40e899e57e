"""Pinyin that a page put in brackets after its characters, found to be dropped."""

import re

from pipeline.cleaning.traced_text import Edit

TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ"

# 產(chǎn), 標（biāo）: one syllable with exactly one tone mark, in brackets, after a hanzi.
# It must not match (PCT), (pct), (kg) or (N): without a tone mark it is no gloss.
_GLOSS = re.compile(
    rf"""
    (?<=[\u3400-\u9fff\uf900-\ufaff\ue000-\uf8ff])  # a hanzi, or what damage made of one
    [(（]
    [a-zü]{{0,3}}                                   # initial: zh, ch, x, ...
    [{TONED}]
    [a-zü]{{0,4}}                                   # the rest of the final: -ng, -an, ...
    [)）]
    """,
    re.VERBOSE,
)


def find_glosses(text: str) -> list[Edit]:
    """Find pinyin glosses.

    >>> text = "知識產(chǎn)權(quán)(PCT)"
    >>> [text[start:end] for start, end, _ in find_glosses(text)]
    ['(chǎn)', '(quán)']
    """
    return [(*match.span(), "") for match in _GLOSS.finditer(text)]
