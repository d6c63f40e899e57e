"""Clean text in, the place its document reports on out."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.numbers.place_finding import PlaceName, above, find_places, places_of
from pipeline.numbers.place_table import Division, Level, qualified
from pipeline.numbers.place_words import COUNTRY_WORDS
from pipeline.numbers.searching import searched
from pipeline.spans import Span

_TITLE_WEIGHT, _PUBLISHER_WEIGHT, _OPENING_WEIGHT = 5.0, 6.0, 2.0
_OPENING_CHARS = 400
_FURNITURE_WEIGHT, _SIGNATURE_WEIGHT = 0.3, 4.0
_BODY_BONUS = 1.0
_PART_SHARE = 0.3
_FULL_COUNT = 2

# The offices whose reports these are: 榆林市财政局.
_OFFICE = re.compile(
    r"(?:市|县|区|省)?(?:市场监督?管理?|市场监管|知识产权|科技|科学技术|政府|人民政府|委|法院|检察院|中院|统计局|新闻办|全市|各级)"
)
# 我市, 全县.  Not 居全省第九 or 全省率先, which only say where a place ranks.
_OURS = searched(
    r"(?<![居占列在到])[我本全该](?P<rank>[省市县区州旗盟])(?![场民区第排位首前平最]|率先|领先|范围)"
)
# How much of a place's weight counts for what it lies in as well.
_WHOLE_SHARE = 0.25
_TITLE_LINE = re.compile(r"\s*[^\n。;]{4,60}(?=\n)")

# A line that names an office and no more, with or without its day: a signature.
_SIGNATURE = re.compile(
    r"""
    ^[ \t]*\(?
    [一-鿿]{4,24}(?:局|政府|办公室|办|委员会|法院|检察院|中心)        # not 局领导, where it goes on
    (?:[ \t]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?
    \)?[ \t]*$
    """,
    re.MULTILINE | re.VERBOSE,
)
_NEWSPAPER = re.compile(
    r"[一-鿿]{0,3}?(?:[日晚晨时商早快周新都]报|都市报|新闻网?|发布|电视台|广播|融媒|在线|网)"
)
SOURCE = re.compile(r"(?:来源|作者|单位|发布机构|主办)[::]\s*(?P<name>[^\s,。;|]{2,30})")


def home_region(clean: CleanText) -> str | None:
    """Return the full name of the place a document reports on, nothing if none stands out.

    Where several places bear the name, it begins with what the place lies in.  Title,
    publisher, opening and the ranks of 我市 or 全县 weigh more than the rest.  Where 全市
    is not the one place that is named in passing, it is the city that this lies in.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    names: dict[str, Counter[str]] = {}
    ranks = Counter(match["rank"] for match in _OURS.finditer(clean.text))
    for place, weight in _weighted(clean):
        if place.code is None or place.name in COUNTRY_WORDS:
            continue
        weights[place.code] += weight
        names.setdefault(place.code, Counter())[place.name] += 2 if place.is_full else 1
    if not weights:
        return None
    _count_wholes(weights, names)
    score = {code: weight + _fit(names[code], ranks) for code, weight in weights.items()}
    for code, spelled in names.items():
        if not code.endswith("00") and max(spelled.values()) < _FULL_COUNT:
            score[code] *= _PART_SHARE  # a short county name is often another word
    best = max(score, key=lambda code: score[code])  # of equals the first named
    name = names[best].most_common(1)[0][0]
    is_aside = weights[best] <= _OPENING_WEIGHT and _is_other(clean.text, name, best)
    home = Division(best, name)
    found = _city_of(home, names[best]) if is_aside else home
    return qualified(found) if found else None


def _city_of(part: Division, spelled: Counter[str]) -> Division | None:
    """Return the city of a county that is named with its rank, but only in passing."""
    is_full = max(spelled.values()) >= _FULL_COUNT and part.name.endswith(("市", "县", "区"))
    cities = [one for one in above(part.code) if one.level is Level.PREFECTURE]
    return cities[0] if is_full and cities and cities[0].name.endswith("市") else None


def _is_other(text: str, name: str, code: str) -> bool:
    """Tell whether 我市 or 全县, said before a place is first named, may mean another place.

    It does where the ranks differ; 全市 may also be the city that a county-level city is
    part of.
    """
    ours, named = _OURS.search(text), text.find(name)
    if ours is None or ours.start() > named:
        return False
    return ours["rank"] != name[-1] or (ours["rank"] == "市" and not code.endswith("00"))


def _count_wholes(weights: defaultdict[str, float], names: dict[str, Counter[str]]) -> None:
    """Let what several places lie in stand too: it often goes unnamed in its own report."""
    parts: dict[Division, list[float]] = {}
    for code, weight in weights.items():
        for whole in above(code):
            parts.setdefault(whole, []).append(weight)
    for whole, found in parts.items():
        if len(found) > 1:
            weights[whole.code] += _WHOLE_SHARE * sum(found)
            names.setdefault(whole.code, Counter())[whole.name] += len(found)


class _Stretches(NamedTuple):
    """Where stretches of a text start, and how far those up to each of them reach."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "_Stretches":
        """Return the stretches in their order, however many there are."""
        inorder = sorted(spans)
        return cls(
            tuple(span.start for span in inorder),
            tuple(accumulate((span.end for span in inorder), max)),
        )

    def hold(self, span: Span) -> bool:
        """Tell whether one of the stretches holds ``span``."""
        last = bisect_right(self.starts, span.start) - 1
        return last >= 0 and span.end <= self.ends[last]


def _weighted(clean: CleanText) -> list[tuple[PlaceName, float]]:
    titles = _Stretches.of(title_spans(clean))
    furniture = _Stretches.of([mark.span for mark in clean.marked(MarkKind.FURNITURE)])
    signatures = _Stretches.of([Span(*match.span()) for match in _SIGNATURE.finditer(clean.text)])
    found = []
    places = places_of(clean.text)
    spelled = {place.name: place.code for place in places if place.code}
    for found_place in places:
        place = found_place._replace(code=found_place.code or spelled.get(found_place.name))
        weight = 1.0
        if furniture.hold(place.span):
            weight = _FURNITURE_WEIGHT
        elif titles.hold(place.span):
            weight = _TITLE_WEIGHT
        elif place.is_full and signatures.hold(place.span):
            weight = _SIGNATURE_WEIGHT
        elif place.span.start < _OPENING_CHARS:
            weight = _OPENING_WEIGHT
        found.append((place, _by_neighbours(clean.text, place, weight)))
    said = [clean.metadata.title or "", clean.metadata.publisher or ""]
    said += [match["name"] for match in SOURCE.finditer(clean.text)]
    for words, weight in zip(said, [_TITLE_WEIGHT] + [_PUBLISHER_WEIGHT] * len(said), strict=False):
        found += [(p, _by_neighbours(words, p, weight)) for p in find_places(words)]
    return found


def title_spans(clean: CleanText) -> list[Span]:
    """Return the marked titles, or the first line where it heads others."""
    first_line = _TITLE_LINE.match(clean.text)
    marked = [mark.span for mark in clean.marked(MarkKind.TITLE)]
    return marked or ([Span(*first_line.span())] if first_line else [])


def _by_neighbours(text: str, place: PlaceName, weight: float) -> float:
    """Return the weight of a place: its office adds to it, a list or a lower place takes.

    One that names a newspaper or a channel says where it is printed, not what it is about.
    """
    start, end = place.span.start, place.span.end
    if _NEWSPAPER.match(text, end):
        return _FURNITURE_WEIGHT
    weight += _BODY_BONUS if _OFFICE.match(text, end) else 0.0
    if "、" in (text[max(0, start - 1) : start], text[end : end + 1]):
        weight *= _PART_SHARE
    return weight * _PART_SHARE if _is_part(text, place) else weight


def _is_part(text: str, place: PlaceName) -> bool:
    """Tell whether a place only says where a lower one lies: 陕西省榆林市."""
    after = text[place.span.end : place.span.end + 12]
    below = find_places(after)
    return bool(
        place.code
        and below
        and below[0].span.start == 0
        and below[0].code
        and any(one.code == place.code for one in above(below[0].code))
    )


def _fit(names: Counter[str], ranks: Counter[str]) -> float:
    name = names.most_common(1)[0][0]
    rank = "区" if name.endswith("自治区") else "州" if name.endswith("自治州") else name[-1]
    return 0.5 * ranks[rank] if names.total() > 1 else 0.0
