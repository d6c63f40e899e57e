"""Text in, the administrative divisions and areas it names out."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.numbers.place_everyday import EVERYDAY
from pipeline.numbers.place_table import (
    COMMON_WORDS,
    COUNTRY,
    Division,
    Level,
    names,
    parent,
    province,
)
from pipeline.numbers.place_words import (
    AREAS,
    BEFORE_SHORT,
    NOT_AFTER_FULL,
    NOT_AFTER_SHORT,
)
from pipeline.spans import Span


class PlaceName(NamedTuple):
    """A place named at ``span``.

    ``name`` is its full name (榆林 is 榆林市), ``code`` its code of GB/T 2260, ``None``
    for an area that is no division (珠三角, 全国) and where several divisions bear the
    name and nothing before it tells which.  ``is_full``: written with its rank.
    """

    span: Span
    name: str
    code: str | None
    level: Level | None
    is_full: bool


def find_places(text: str) -> tuple[PlaceName, ...]:
    """Return the places that ``text`` names, in order and without overlap.

    A short name counts only where a word can start, and not inside a product or body.

    >>> [(place.name, place.code) for place in find_places("陕西榆林市与中山大学")]
    [('陕西省', '610000'), ('榆林市', '610800')]
    """
    matches = _automaton().find_matches_as_indexes(text)
    return tuple(_places(text, matches)) if matches else ()


@lru_cache(maxsize=1)
def places_of(text: str) -> tuple[PlaceName, ...]:
    """Return the places of a whole document as ``find_places`` does: several readers ask."""
    return find_places(text)


def may_begin_with_place(text: str) -> bool:
    """Tell, without looking further, whether a text can begin with the name of a place.

    >>> may_begin_with_place("榆林授权80件"), may_begin_with_place("授权80件")
    (True, False)
    """
    return text[:2] in _openings()


def _places(text: str, matches: list[tuple[int, int, int]]) -> Iterator[PlaceName]:
    words = _words()
    before: PlaceName | None = None
    for index, start, end in matches:
        word = words[index]
        follows = before if before and before.span.end == start else None
        if _is_word(text, word, start, end, follows):
            before = _place(word, Span(start, end), follows)
            yield before


def _place(word: str, span: Span, follows: PlaceName | None) -> PlaceName:
    bearers = names().get(word)
    if bearers is None:
        return PlaceName(span, word, None, None, is_full=True)
    if len(bearers) > 1 and follows and follows.code:
        bearers = tuple(b for b in bearers if lies_in(b.code, follows.code)) or bearers
    first = bearers[0]
    is_only = len(bearers) == 1 or len({b.code for b in bearers if b.level is first.level}) == 1
    code = first.code if is_only else None
    return PlaceName(span, first.name, code, first.level, is_full=word == first.name)


def _is_word(text: str, word: str, start: int, end: int, follows: PlaceName | None) -> bool:
    starts_word = start == 0 or follows is not None or text[start - 1] in BEFORE_SHORT
    if word in _full_names():
        is_safe = end - start > 2 or starts_word
        return is_safe and not NOT_AFTER_FULL.match(text, end)
    return starts_word and not NOT_AFTER_SHORT.match(text, end)


def lies_in(code: str, above: str) -> bool:
    """Tell whether a division lies in another, or is it.

    >>> lies_in("610802", "610800"), lies_in("610802", "620000")
    (True, False)
    """
    return code.startswith(above.removesuffix("00").removesuffix("00"))


def full_name(words: str) -> Division | None:
    """Return the only division that ``words`` name, with or without those it lies in.

    >>> found = full_name("陕西省榆林")
    >>> found and found.name
    '榆林市'
    """
    whole = names().get(words)
    if whole is not None:
        return whole[0] if len({one.code for one in whole}) == 1 else None
    places = find_places(words)
    if not places or any(place.code is None for place in places[:-1]):
        return None
    joined = all(one.span.end == two.span.start for one, two in pairwise(places))
    if not joined or places[0].span.start != 0 or places[-1].span.end != len(words):
        return None
    last = places[-1]
    return Division(last.code, last.name) if last.code else None


@cache
def _words() -> tuple[str, ...]:
    known = (word for word in names() if word not in COMMON_WORDS and word not in EVERYDAY)
    return (*known, *AREAS, COUNTRY)


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(_words(), matchkind=MatchKind.LeftmostLongest)


@cache
def _openings() -> frozenset[str]:
    return frozenset(word[:2] for word in _words())


@cache
def _full_names() -> frozenset[str]:
    """Return the words that are written with their rank, or have none."""
    table = names()
    return frozenset(word for word in _words() if word not in table or table[word][0].name == word)


def above(code: str) -> tuple[Division, ...]:
    """Return the divisions that a division lies in, the nearest first."""
    direct, highest = parent(code), province(code)
    found = [one for one in (direct, highest) if one and one.code != code]
    return tuple(dict.fromkeys(found))
