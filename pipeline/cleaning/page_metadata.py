"""The head of a web page in, what its meta elements say of the article out."""

import html
import re

from pipeline.cleaning.clean_text import Metadata
from pipeline.cleaning.metadata import find_date

_META = re.compile(r"<meta\s[^>]{1,2000}>", re.IGNORECASE)
_NAME = re.compile(
    r"""\b(?:name|property|itemprop)\s{0,4}=\s{0,4}["']?([\w:.-]{1,40})""", re.IGNORECASE
)
_CONTENT = re.compile(
    r"""\bcontent\s{0,4}=\s{0,4}(?:"([^"]{1,500})"|'([^']{1,500})')""", re.IGNORECASE
)

# The names that government sites are told to use, and the usual ones.
_TITLES = ("articletitle", "og:title")
_SOURCES = ("contentsource", "source", "og:article:author", "mediaid")
_DAYS = ("pubdate", "publishdate", "article:published_time", "og:release_date", "datepublished")


def read_page_metadata(raw: str) -> Metadata:
    """Return what the meta elements of a page say; a page without them says nothing.

    >>> read_page_metadata('<meta name="PubDate" content="2023-05-08 10:00">').published
    datetime.date(2023, 5, 8)
    """
    said: dict[str, str] = {}
    for meta in _META.finditer(raw):
        name, content = _NAME.search(meta[0]), _CONTENT.search(meta[0])
        if name and content:
            value = html.unescape(content[1] or content[2]).strip()
            said.setdefault(name[1].lower(), value)
    return Metadata(
        title=_first(said, _TITLES),
        publisher=_first(said, _SOURCES),
        published=find_date(_first(said, _DAYS) or ""),
    )


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if said.get(name)), None)
