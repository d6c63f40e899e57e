"""A mention of a list in, the place or body that the list deals it out to out."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from pipeline.numbers.mention import Mention
from pipeline.numbers.place_bodies import BODY, Sort, is_generic, sort_of
from pipeline.numbers.place_finding import PlaceName, find_places
from pipeline.numbers.place_known import Known
from pipeline.numbers.place_subjects import find_subject
from pipeline.numbers.place_table import COUNTRY
from pipeline.numbers.places import normalise_region
from pipeline.numbers.reading import Reading
from schemas.vocabulary import Kind

# 望江、怀宁两县: what counts the places before it.
_SUMMED_UP = re.compile(r"[两二三四五六七八九十](?:个)?(?:省|市|县|区|州|旗|地)")
_SHARED = re.compile(r"双双|均|都")
_LIST_ENDS = ",;:。 \t"
_ITEM_BORDER = re.compile(r"[、和与]|以?及")


def listed_place(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return the place a figure of a list belongs to: 石家庄市852件、唐山市431件."""
    text, start = known.clean.text, mention.span.start
    first = known.clause_before(mention)
    after = max(text.rfind(mark, first, start) for mark in "、和")
    is_next = after in known.ends or after - 1 in known.ends
    if not is_next or reading.kind.best == Kind.RANK:
        return None
    subject = find_subject(text[after + 1 : start], known.home)
    is_place = subject is not None and subject.sort is Sort.PLACE and subject.name != COUNTRY
    return subject.name if subject and is_place else None


def dealt_place(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return the place or body a figure after 分别 belongs to: A区、B市分别为12件和8件."""
    text, start = known.clean.text, mention.span.start
    first = known.clause_before(mention)
    dealt = text.find("分别", first, start)
    if dealt < 0:
        return None
    names = _dealt_to(text[first:dealt])
    if dealt == first and first > known.layout.sentence_at(start).start:
        names = _dealt_to(known.layout.clause_at(first - 1).of(text))
    place = bisect_left(known.starts, start) - bisect_left(known.starts, dealt)
    return normalise_region(names[place], known.home) if place < len(names) else None


def shared_place(mention: Mention, reading: Reading, known: Known) -> str | None:
    """Return the first of the places that share a figure: A、B两县双双增长两成."""
    words = known.clean.text[known.clause_before(mention) : mention.span.start]
    found = _SHARED.search(words)
    names = _dealt_to(words[: found.start()]) if found else []
    return normalise_region(names[0], known.home) if names else None


def _dealt_to(words: str) -> list[str]:
    """Return the places or bodies among which ``words`` deal out, none if they do not.

    They are a list of full names, of names that 两县 sums up or that nothing follows,
    of things that each begin with their place (A县茶叶、B县水果), or of bodies.
    """
    places = list(find_places(words))
    full = [place for place in places if place.is_full]
    for several in (places, full):
        if len(several) > 1 and _is_joined(words, several):
            rest = words[several[-1].span.end :]
            if several is full or not rest or _SUMMED_UP.match(rest):
                return [place.name for place in several]
    if len(full) > 1 and _each_begins_an_item(words, full):
        return [place.name for place in full]
    return _bodies(words)


def _bodies(words: str) -> list[str]:
    """Return the bodies of a list that holds nothing else: A海关、B海关."""
    items = [item for item in _ITEM_BORDER.split(words.strip(_LIST_ENDS)) if item]
    named = [item for item in items if (found := BODY.match(item)) and found[0] == item]
    is_list = len(items) > 1 and len(named) == len(items)
    return items if is_list and not any(is_generic(n, None, sort_of(n)) for n in items) else []


def _is_joined(words: str, places: Sequence[PlaceName]) -> bool:
    gaps = (words[one.span.end : two.span.start] for one, two in pairwise(places))
    return all(gap in ("、", "和", "与", "及", "以及") for gap in gaps)


def _each_begins_an_item(words: str, places: Sequence[PlaceName]) -> bool:
    """Tell whether each place begins one item of a list, and each item with a place."""
    starts = [places[0].span.start]
    starts += [match.end() for match in _ITEM_BORDER.finditer(words, starts[0])]
    return starts == [place.span.start for place in places]
