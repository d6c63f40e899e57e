"""An indicator's name as predicted in, how well it fits an annotated one out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from pipeline.evaluating.gold import GoldFact

ENOUGH = 0.6

# Words that change nothing about what is measured.  数量 and 总量 come before 量.
_FILLERS = re.compile("数量|总量|的|数|量|额")
_EVERYWHERE = ("全市", "全省", "全国", "全县", "全区", "全州", "我市", "我省", "我县", "我区")
_PLACE = re.compile(r".{2,}[省市县区州旗盟]")


def find_places(regions: Iterable[str]) -> tuple[str, ...]:
    """Return the place names to leave out of indicators, longest first.

    Enterprises and other bodies are no places.

    >>> find_places(["江门市", "公牛集团"])[-3:]
    ('我县', '我区', '江门')
    """
    places = {region for region in regions if _PLACE.fullmatch(region)}
    short = {place[:-1] for place in places if len(place) > 2}
    return tuple(sorted((*_EVERYWHERE, *sorted(places | short)), key=len, reverse=True))


@lru_cache(maxsize=4096)
def plain_name(name: str, places: tuple[str, ...] = ()) -> str:
    """Return ``name`` without places and fillers; unchanged if nothing would be left.

    >>> plain_name("江门市的专利授权数量", ("江门市",)), plain_name("数量")
    ('专利授权', '数量')
    """
    whole = "".join(unicodedata.normalize("NFKC", name).split())
    bare = whole
    for place in places:
        bare = bare.replace(place, "")
    return _FILLERS.sub("", bare) or whole


def name_fit(predicted: str, fact: GoldFact, places: tuple[str, ...] = ()) -> float:
    """Return 1 for the name or an alias of ``fact``, else the best bigram Dice.

    The Dice of two names counts the pairs of neighbouring characters they share.
    """
    name = plain_name(predicted, places)
    return max(_dice(name, plain_name(other, places)) for other in (fact.indicator, *fact.aliases))


def is_right_name(
    predicted: str | None,
    fact: GoldFact,
    neighbours: Iterable[GoldFact] = (),
    places: tuple[str, ...] = (),
) -> bool:
    """Tell whether ``predicted`` names the indicator of ``fact``.

    It must fit well enough, and no differently named row among ``neighbours``, the
    rows of the same sentence, may fit better.
    """
    if not predicted:
        return False
    fit = name_fit(predicted, fact, places)
    rivals = (row for row in neighbours if not _names(row, places) & _names(fact, places))
    return fit >= ENOUGH and all(name_fit(predicted, row, places) <= fit for row in rivals)


def _names(fact: GoldFact, places: tuple[str, ...]) -> set[str]:
    return {plain_name(name, places) for name in (fact.indicator, *fact.aliases)}


def _dice(left: str, right: str) -> float:
    if left == right:
        return 1.0
    pairs, others = _pairs(left), _pairs(right)
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else 0.0


def _pairs(name: str) -> Counter[str]:
    return Counter(a + b for a, b in pairwise(name))
