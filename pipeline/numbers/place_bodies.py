"""Words in, the enterprises, courts and institutions they name out."""

import re
from enum import Enum
from typing import NamedTuple

from pipeline.numbers import place_body_table as table
from pipeline.numbers.place_finding import find_places
from pipeline.numbers.place_table import short_name


class Sort(Enum):
    """What a subject is, as far as it matters for the figures after it."""

    HOME = "home"
    PLACE = "place"
    ENTERPRISE = "enterprise"
    COURT = "court"
    INSTITUTION = "institution"
    OFFICE = "office"
    SITE = "site"


class Subject(NamedTuple):
    """Whose figures follow: ``name`` is ``None`` for the place the document reports on."""

    sort: Sort
    name: str | None = None


HOME = Subject(Sort.HOME)


def any_of(words: tuple[str, ...]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SORTS = (
    (Sort.ENTERPRISE, table.ENTERPRISES + table.BANKS),
    (Sort.COURT, table.COURTS),
    (Sort.INSTITUTION, table.INSTITUTIONS + table.MARKETS),
)

_LAST_WORD = any_of(tuple(word for _, words in _SORTS for word in words))

# Cheap to look for: without one of them there is no name of a body.
LAST_WORD = re.compile(_LAST_WORD)

# A name of a body: up to three stretches without function words, each ending in a word
# for a body.  Not 临汾市市场监管局, where 市场 goes on.
_INSIDE = (
    r"(?:[^\s,。;:、!?的了在与和及对向为以从由获将把被让就于也已并还又均使列,“”《》\d经建推一]"
    r"|经(?=[开济贸营])|建(?=设银行|材|筑|工|华|行|湖|德|瓯|始|水|平|阳|宁|安)|推(?=广)|一(?![家所个]))"
)
BODY = re.compile(
    rf"""
    (?>
        (?: (?:{_INSIDE}|“[^”\s]{{1,12}}”){{0,24}}?
            (?:{_LAST_WORD})
            (?<!市市场)(?!监督?管|监|主体|化|份额|竞争|环境|秩序|准入|需求|导向)
        ){{1,3}}
    )
    """,
    re.VERBOSE,
)

GENERIC = re.compile(any_of(table.GENERIC))

# 该公司 points back at any body, 平台 or 中心 at one that ends so.
_ANAPHOR = re.compile(
    r"(?:该|这家|此)(?:(?P<firm>公司|企业|集团)|(?P<rank>行|中心|平台|院|校|市场|园区|会|[区县市局]))"
    r"|(?P<last>公司|平台|中心|窗口|展会|博览会|示范区|园区|大厦|市场)(?![一-鿿]{0,4}[、等]|监|主体|城区)"
)
# The characters it can begin with: few clauses do, and every clause is asked.
ANAPHOR_STARTS = frozenset("该这此公平中窗展博示园大市")


# 开发区企业, said of the only one that the home place has.  Not 开发区、园区.
_ZONE = re.compile(r"(?:开发区|高新区|经开区|保税区)(?!、|和|等)")


def is_back_reference(words: str, body: Subject) -> bool:
    """Tell whether a clause starts by pointing back at the body before it: 该公司, 中心."""
    found = _ANAPHOR.match(words)
    if found is None or body.name is None:
        return False
    if found["firm"]:
        return body.sort is Sort.ENTERPRISE
    return body.name.endswith(found["rank"] or found["last"])


def named_body(text: str, rank: str) -> Subject | None:
    """Return the last body of a text that is named with its place and ends in ``rank``."""
    found = (BODY.match(text, place.span.start) for place in find_places(text) if place.is_full)
    names = [match[0] for match in found if match and match[0].endswith(rank)]
    return Subject(sort_of(names[-1]), names[-1]) if names else None


def unnamed_zone(text: str, words: str, home: str | None) -> Subject | None:
    """Return the zone of the home place that a clause only calls 开发区, if ``text`` names it.

    >>> found = unnamed_zone("走进清河经济开发区。", "开发区企业有专利3件", "淮安市清河区")
    >>> found and found.name
    '清河经济开发区'
    """
    zone = _ZONE.match(words)
    places = find_places(home) if zone and home else ()
    short = short_name(places[-1].name) if places else None
    if zone is None or short is None:
        return None
    names = re.findall(rf"{re.escape(short)}[市县区]?[一-鿿]{{0,10}}?{zone[0]}", text)
    return Subject(Sort.INSTITUTION, names[-1]) if len(set(names)) == 1 else None


def anaphor(words: str) -> str | None:
    """Return how the body that a clause points back at must end: 该院, 该中心."""
    found = _ANAPHOR.match(words)
    return (found["firm"] or found["rank"]) if found else None


def sort_of(name: str) -> Sort:
    """Return what sort of body a name names, by its last word."""
    ends = ((len(word), sort) for sort, words in _SORTS for word in words if name.endswith(word))
    return max(ends, key=lambda end: end[0], default=(0, Sort.INSTITUTION))[1]


def is_generic(name: str, home: str | None, sort: Sort) -> bool:
    """Tell whether a name could be that of any body of its sort, or of all of them."""
    if sort is Sort.COURT and not name.endswith("中院"):
        own = (home or "", short_name(home or "") or "")
        if name.removesuffix("法院") in own:
            return True
    rest = GENERIC.sub("", name)
    if not rest and name.endswith(("中院", "中级人民法院")):
        return False
    return len(rest) < 2 and not find_places(name)
