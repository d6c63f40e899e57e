"""Pinyin that a page put in brackets after its characters, found to be dropped."""

import re
from collections.abc import Iterator

from pipeline.cleaning.glossed_hanzi import GLOSSED_HANZI
from pipeline.cleaning.traced_text import Edit

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ"

# One syllable with one tone mark.  It must not match café or résumé: a syllable has one
# consonant (or zh, ch, sh) before its vowels and only n, ng or r after them.
SYLLABLE = (
    rf"(?:[zcs]h|[bpmfdtnlgɡkhjqxrzcsyw])?[aɑoeiuü]{{0,2}}[{_TONED}][aɑoeiu]{{0,2}}(?:n[gɡ]?|r)?"
)

# 產(chǎn), 標（biāo）.  It must not match (PCT), (pct), (kg) or (N): no tone mark, no gloss.
_TONED_GLOSS = re.compile(
    rf"""
    (?<=[^\s\d])      # a hanzi, or whatever damage made of one
    [(（] {SYLLABLE} [)）]
    """,
    re.VERBOSE,
)
# 產(chan): without tone mark only after a character that has this very syllable.
_BARE_GLOSS = re.compile(r"([\u3400-\u9fff])([(（]([a-zü]{1,6})[)）])")

_WITHOUT_TONES = str.maketrans("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ", "aaaaooooeeeeiiiiuuuuüüüü")
_BARE = {
    (hanzi, syllable.translate(_WITHOUT_TONES))
    for syllable, many in GLOSSED_HANZI.items()
    for hanzi in many
}


def find_glosses(text: str) -> list[Edit]:
    """Find pinyin glosses, right or wrong, in brackets of either width.

    >>> text = "知識產(chǎn)權(quán)(PCT)"
    >>> [text[start:end] for start, end, _ in find_glosses(text)]
    ['(chǎn)', '(quán)']
    """
    toned = [(*match.span(), "") for match in _TONED_GLOSS.finditer(text)]
    return sorted([*toned, *_bare(text)])


def _bare(text: str) -> Iterator[Edit]:
    for match in _BARE_GLOSS.finditer(text):
        if (match[1], match[3]) in _BARE:
            yield (*match.span(2), "")
