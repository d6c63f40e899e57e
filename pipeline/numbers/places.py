"""What is needed of places elsewhere: finding them, naming them, comparing them."""

from functools import cache

from pipeline.numbers.place_finding import PlaceName, above, find_places, full_name
from pipeline.numbers.place_home import home_region
from pipeline.numbers.place_home_table import own_words
from pipeline.numbers.place_table import COUNTRY, Division, Level, names
from pipeline.numbers.place_words import COUNTRY_WORDS, HOME_WORDS

__all__ = [
    "PlaceName",
    "code_of",
    "find_places",
    "home_region",
    "is_home",
    "normalise_region",
    "region_code",
    "regions_agree",
]

_BRACKETS = "()[]“”\"' 。,"


def region_code(name: str) -> str | None:
    """Return the six-digit code of GB/T 2260 of a place, nothing if it has none of its own.

    >>> region_code("榆林市"), region_code("陕西省榆林市"), region_code("鼓楼区")
    ('610800', '610800', None)
    """
    found = full_name(name.strip(_BRACKETS))
    return found.code if found else None


def normalise_region(words: str, home: str | None) -> str | None:
    """Return the full name of the place or body that a model's words name.

    我市 and the like are ``home``, the place the document reports on, or what it lies
    in; 我校 is ``home`` where that is a university.  What is no place (an enterprise, a
    court) stays as written.

    >>> normalise_region("我市", "榆林市"), normalise_region("全省", "榆林市")
    ('榆林市', '陕西省')
    >>> normalise_region("榆林", None), normalise_region("榆林中院", "榆林市")
    ('榆林市', '榆林中院')
    >>> normalise_region("该关", "大连海关"), normalise_region("全省", "大连海关")
    ('大连海关', '辽宁省')
    """
    bare = words.strip().strip(_BRACKETS).strip()
    if not bare:
        return None
    if bare in COUNTRY_WORDS:
        return COUNTRY
    if home and bare in own_words(home):
        return home
    if ours := HOME_WORDS.fullmatch(bare):
        return _ours(ours["rank"], home)
    found = _inside(bare, home) or full_name(bare)
    return found.name if found else bare


def is_home(place: PlaceName, home: str | None) -> bool:
    """Tell whether a place named in a text is the one that the text reports on.

    >>> is_home(find_places("鼓楼区")[0], "南京市鼓楼区")
    True
    """
    if home is None:
        return False
    if place.code is None:
        return home.endswith(place.name)
    return place.name == home or place.code == code_of(home)


@cache
def code_of(home: str) -> str | None:
    """Return the code of a place by its full name, what it lies in before it or not."""
    found = full_name(home)
    return found.code if found else None


def regions_agree(one: str, other: str) -> bool:
    """Tell whether two names mean the same place or body, whatever it is said to lie in.

    >>> regions_agree("陕西省榆林市", "榆林"), regions_agree("榆林市", "横山区")
    (True, False)
    """
    return _bare(one) == _bare(other)


def _ours(rank: str | None, home: str | None) -> str | None:
    if home is None or rank is None or home.endswith(rank):
        return home
    own = full_name(home) or _seat(home)
    if own is None:
        return home
    higher = [place.name for place in (own, *above(own.code)) if _has_rank(place, rank)]
    return higher[0] if higher else home


def _seat(body: str) -> Division | None:
    """Return the division that the name of a body begins with."""
    places = find_places(body)
    if not places or places[0].span.start or places[0].code is None:
        return None
    return Division(places[0].code, places[0].name)


def _has_rank(place: Division, rank: str) -> bool:
    if rank == "省":
        return place.level is Level.PROVINCE
    return place.name.endswith(rank)


def _inside(words: str, home: str | None) -> Division | None:
    """Return the bearer of an ambiguous name that lies where the document reports from."""
    bearers = names().get(words, ())
    own = full_name(home) if home else None
    if own is None or len(bearers) < 2:
        return None
    for area in (own, *above(own.code)):
        prefix = area.code.removesuffix("00").removesuffix("00")
        near = [one for one in bearers if one.code.startswith(prefix)]
        if near:
            return next((one for one in near if one.name == home), near[0])
    return None


def _bare(name: str) -> str:
    """Drop the names of the divisions a place or body lies in from before its own."""
    bare = name.strip(_BRACKETS)
    bare = (full_name(bare) or Division("", bare)).name
    for _ in range(3):
        places = find_places(bare)
        if not places or places[0].span.start or places[0].span.end == len(bare):
            break
        bare = bare[places[0].span.end :]
    return (full_name(bare) or Division("", bare)).name
