"""The word tables of ``words.toml``, ready for lookup."""

import tomllib
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("words.toml")


@cache
def _tables() -> dict[str, str]:
    return dict(tomllib.loads(_TABLE.read_text(encoding="utf-8")))


def _words(name: str) -> frozenset[str]:
    return frozenset(_tables()[name].split())


LINKS = _words("links")
KEPT_ENDINGS = _words("kept_endings")
REACHING = tuple(_words("reaching"))
UP = _words("up")
DOWN = _words("down")
UP_NOUNS = _words("up_nouns")
DOWN_NOUNS = _words("down_nouns")
COMPARING = _words("comparing")
OPENERS = _words("openers")
KEPT_OPENINGS = _words("kept_openings")
VERBS = _words("verbs")
NOMINAL = _words("nominal")
NOUN_ENDINGS = _words("noun_endings")
NOUN_ENDING_SAFE = _words("noun_ending_safe")
NOUN_WORDS = _words("noun_words")
OBJECT_WORDS = _words("object_words")
NEWLY = _words("newly")
STOPS = _words("stops")
STOP_CHARS = _words("stop_chars")
STOP_CHAR_SAFE = _words("stop_char_safe")
REFUSED = _words("refused")
REFUSED_KEPT = _words("refused_kept")
GENERAL_HEADS = _words("general_heads")
BODIES = _words("bodies")
STANDINS = _words("standins")
MEASURES = _words("measures")
