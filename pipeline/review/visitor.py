"""A request in, whose it is out: name, language and theme as the browser remembers them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

from pipeline.results.report_segments import showable
from pipeline.results.report_words import Language, Words, read_words

NAME, LANGUAGE, THEME = "shuzheng_name", "shuzheng_language", "shuzheng_theme"
MOST_NAME_CHARS = 40

_PREFERENCE = re.compile(r"\s*([a-zA-Z]+)[\w-]*\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")


class Theme(StrEnum):
    """Whether pages are light or dark; ``AUTO`` as the system is."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(slots=True)
class Visitor:
    """Who looks at a page; ``name`` is empty until it has been given."""

    name: str
    language: Language
    theme: Theme

    @property
    def words(self) -> Words:
        """Return the words of the visitor's language."""
        return read_words(self.language)


def read_visitor(cookies: Mapping[str, str], accept_language: str) -> Visitor:
    """Return the visitor that a request tells of; what makes no sense counts as not told."""
    language, theme = cookies.get(LANGUAGE, ""), cookies.get(THEME, "")
    return Visitor(
        name=proper_name(unquote(cookies.get(NAME, ""))),
        language=Language(language) if language in set(Language) else preferred(accept_language),
        theme=Theme(theme) if theme in set(Theme) else Theme.AUTO,
    )


def proper_name(text: str) -> str:
    r"""Return a name as it is kept with decisions: one line of printable characters.

    >>> proper_name(" 李 \n 雷 "), len(proper_name("a" * 99))
    ('李 雷', 40)
    """
    return " ".join(showable(text).replace("\ufffd", "").split())[:MOST_NAME_CHARS]


def preferred(accept_language: str) -> Language:
    """Return the language of ours that a browser likes best, English if it names neither.

    >>> preferred("fr;q=0.9, zh-CN;q=0.8, en;q=0.5").value, preferred("").value
    ('zh', 'en')
    """
    liked: dict[Language, float] = {}
    for part in accept_language[:500].split(","):
        found = _PREFERENCE.fullmatch(part)
        if found and found[1].lower() in set(Language):
            liked.setdefault(Language(found[1].lower()), float(found[2] or 1))
    return max(liked, key=lambda language: liked[language], default=Language.ENGLISH)


def remembering(cookie: str, value: str) -> str:
    """Return the script that lets a browser remember ``value`` for a year."""
    stored = f"{cookie}={quote(value, safe='')}; Path=/; Max-Age=31536000; SameSite=Strict"
    return f"document.cookie = {json.dumps(stored)}"
