"""The words of a clause in, the body or place it is about out."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from pipeline.numbers import place_body_table as table
from pipeline.numbers.place_finding import (
    find_places,
    full_name,
    lies_in,
    may_begin_with_place,
)
from pipeline.numbers.place_table import Level, short_name
from pipeline.numbers.places import normalise_region


class Sort(Enum):
    """What a subject is, as far as it matters for the figures after it."""

    HOME = "home"
    PLACE = "place"
    ENTERPRISE = "enterprise"
    COURT = "court"
    INSTITUTION = "institution"
    OFFICE = "office"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose figures follow: ``name`` is ``None`` for the place the document reports on."""

    sort: Sort
    name: str | None = None


HOME = Subject(Sort.HOME)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SORTS = (
    (Sort.ENTERPRISE, table.ENTERPRISES + table.BANKS),
    (Sort.COURT, table.COURTS),
    (Sort.INSTITUTION, table.INSTITUTIONS + table.MARKETS),
)

_LAST_WORD = _any(tuple(word for _, words in _SORTS for word in words))

# A name of a body: up to three stretches without function words, each ending in a word
# for a body.  Not 临汾市市场监管局, where 市场 goes on.
_INSIDE = (
    r"(?:[^\s,。;:、!?的了在与和及对向为以从由获将把被让就于也已并还又均使列,“”《》\d经建推]"
    r"|经(?=[开济贸营])|建(?=设银行|材|筑|工|华|行|湖|德|瓯|始|水|平|阳|宁|安)|推(?=广))"
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

_TRADE = re.compile(
    rf"""
    (?P<name>[一-鿿A-Za-z]{{2,8}}?(?:{_any(table.TRADES)}))
    (?:[一-鿿]{{0,2}}(?:获|以|凭|拿下|手握|拥有|一家|累计|斩获|摘得|申请|提交|贡献)|专利|发明|有效)
    """,
    re.VERBOSE,
)

# 在…园,5家: where something is.  Not 公园, 果园.
_ZONE = re.compile(r"[^\s,。;:、的在与和及“”]{4,24}?(?<![公果茶田校花家乐儿])园(?=,|[有内里共已])")
_SITE_AFTER = re.compile(r",|[内里]|有|负责人|那里")

# Who says something is not whom it is about: …庭长某某介绍.
_SPEAKER = re.compile(
    r"[^,。;:、的\d]{0,10}?(?:负责人|院长|庭长|局长|主任|处长|科长|行长|法官|检察官|发言人|相关人士|工作人员)"
    r"[^,。;:\d]{0,6}?(?:介绍|说|表示|坦言|告诉|透露|称|讲)"
)

_GENERIC = re.compile(_any(table.GENERIC))
_NO_START = re.compile(_any(table.NO_SUBJECT_STARTS))

# 全市 and the like start a figure of the home place, unless they only say where it ranks.
_OURS = re.compile(
    r"(?:我|本|该|全)(?P<rank>市|县|区|州|旗)(?!场|域)(?!排|居|位|第|前|首|率先|领先|最|唯一|范围)"
    r"|我们(?!公司|企业|集团|厂)|该局|(?:[全各][市县区])?(?:市场监管|知识产权|公安|海关)(?:部门|系统)(?!的)"
    r"|[市县区](?:市场监管局|市场监督管理局|知识产权局|局|政府|委)|我[局院委]|各[市县区]|市[县区]"
)
_WIDER = re.compile(r"(?P<scope>全国|全省|我省|本省|全球|全区|全州)(?P<after>.{0,24})")
_NOT_WIDER = re.compile(
    r"排|居|位|第|前|首|率先|领先|最|唯一|考核|评价|评比|评选|名单|范围|各地|系统|统一|推广|平均水平|先进|[一-鿿]{0,8}示范"
)

# 该公司 points back at any body, 平台 or 中心 at one that ends so.
_ANAPHOR = re.compile(
    r"(?:该|这家|此)(?:(?P<firm>公司|企业|集团)|(?P<rank>行|中心|平台|院|校|市场|园区|会|[区县市局]))"
    r"|(?P<last>公司|平台|中心|窗口|展会|博览会|示范区|园区|大厦|市场)(?![一-鿿]{0,4}[、等]|监|主体|城区)"
)

# What follows a wider place that is itself the subject.  Not 云南省示范企业 or
# 甘肃省专利奖, which only name an honour after it.
_AFTER_WIDER = re.compile(
    r"(?!.{0,6}(?:示范|优势|专利奖|金奖|优秀奖|著名|名牌|商标品牌指导|标准|考核|评价|条例|规划|纲要|方案))"
    r"(?:专利|发明|商标|有效|知识产权|地理标志|全年|新增|累计|拥有|现有|共|[,:有为占在达]|\d|平均|各|市场)"
)


# What follows a short county name that is itself the subject, not part of a product.
_AFTER_COUNTY = re.compile(
    r"[市县区]|全|发明|专利|商标|有效|知识产权|地理标志|新增|累计|拥有|现有|共|以\d|达|[,:为有占在]|\d"
)

# A body that is only just there does not count for itself yet.
_FOUNDED = re.compile(r"[^,。;\d]{0,8}?(?:建成|成立|获批|落地|揭牌|挂牌|运行|启用|投用|落户|通过)")


def find_subject(words: str, home: str | None) -> Subject | None:
    """Return whom the clause ``words`` is about, nothing if it names nobody at its start.

    >>> find_subject("榆林某某装备有限公司一家就有70项", "榆林市")
    Subject(sort=<Sort.ENTERPRISE: 'enterprise'>, name='榆林某某装备有限公司')
    >>> find_subject("全市专利授权80件", "榆林市").sort.value
    'home'
    """
    return (
        _wider(words, home)
        or _body(words, home)
        or _ours(words, home)
        or _place(words, home)
        or _trade(words)
    )


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


def anaphor(words: str) -> str | None:
    """Return how the body that a clause points back at must end: 该院, 该中心."""
    found = _ANAPHOR.match(words)
    return (found["firm"] or found["rank"]) if found else None


def _ours(words: str, home: str | None) -> Subject | None:
    """Return whom 我市 or 全市 means: in the report of a county 全市 is what it lies in."""
    found = _OURS.match(words)
    if found is None:
        return None
    region = normalise_region(found[0], home) if found["rank"] else home
    return HOME if region is None or region == home else Subject(Sort.PLACE, region)


def _wider(words: str, home: str | None) -> Subject | None:
    found = _WIDER.match(words)
    if found is None or _NOT_WIDER.match(found["after"]):
        return None
    if re.search(r"考核|评价|排名|名单|系统", found["after"]):
        return None
    region = normalise_region(found["scope"], home)
    return Subject(Sort.PLACE, region) if region and region != home else HOME


def _body(words: str, home: str | None) -> Subject | None:
    if words.startswith("在"):
        return _site(words)
    found = BODY.match(words)
    if found is None or _NO_START.match(words):
        return None
    name, after = found[0], words[found.end() :]
    sort = sort_of(name)
    if name == "银行" or _is_aside(sort, after):
        return None
    if _is_list(after) or _is_unnamed(name, home, sort):
        return HOME
    if _is_generic(name, home, sort):
        return _of_home(name, after, home, sort) or HOME
    return Subject(sort, name)


def _site(words: str) -> Subject | None:
    """Return the body that a clause is set at: 在…园,5家."""
    found = _ZONE.match(words, 1) or BODY.match(words, 1)
    if found is None or not _SITE_AFTER.match(words, found.end()):
        return None
    sort = sort_of(found[0])
    if _is_generic(found[0], None, sort):
        return None
    return Subject(Sort.SITE if sort is Sort.INSTITUTION else sort, found[0])


def _is_aside(sort: Sort, after: str) -> bool:
    """Tell whether a body is only spoken of: it owns, it speaks, it has just been founded."""
    is_founded = sort is Sort.COURT and _FOUNDED.match(after)
    return bool(after.startswith(("的", "数", "们")) or is_founded or _SPEAKER.match(after))


def _is_unnamed(name: str, home: str | None, sort: Sort) -> bool:
    """Tell whether an enterprise is only one of the home place: 市农商行."""
    return sort is Sort.ENTERPRISE and home is not None and name[0] == home[-1]


def _of_home(name: str, after: str, home: str | None, sort: Sort) -> Subject | None:
    """Return the home place's own institution: 市…中心."""
    is_own = home is not None and len(name) > 4 and name[0] == home[-1]
    if not is_own or sort is not Sort.INSTITUTION or _FOUNDED.match(after):
        return None
    return Subject(Sort.OFFICE, f"{home}{name[1:]}")


def _is_list(after: str) -> bool:
    """Tell whether more bodies follow, so that the figures are nobody's alone."""
    return after.startswith(("、", "等", "和", "与", "及"))


def sort_of(name: str) -> Sort:
    """Return what sort of body a name names, by its last word."""
    ends = ((len(word), sort) for sort, words in _SORTS for word in words if name.endswith(word))
    return max(ends, key=lambda end: end[0], default=(0, Sort.INSTITUTION))[1]


def _is_generic(name: str, home: str | None, sort: Sort) -> bool:
    """Tell whether a name could be that of any body of its sort, or of all of them."""
    if sort is Sort.COURT and not name.endswith("中院"):
        own = (home or "", short_name(home or "") or "")
        if name.removesuffix("法院") in own:
            return True
    rest = _GENERIC.sub("", name)
    if not rest and name.endswith(("中院", "中级人民法院")):
        return False
    return len(rest) < 2 and not find_places(name)


def _place(words: str, home: str | None) -> Subject | None:
    places = find_places(words[:20]) if may_begin_with_place(words) else ()
    if not places or places[0].span.start:
        return None
    place = places[0]
    after = words[place.span.end :]
    if len(places) > 1 and places[1].span.start == place.span.end:
        place, after = places[1], words[places[1].span.end :]
    if home and (place.name == home or (place.code and place.code == _code(home))):
        return HOME
    if after[:1] in ("、", "和", "与", "等") or not place.code:
        return None
    is_wider = home is not None and lies_in(_code(home) or "", place.code)
    if is_wider and not _AFTER_WIDER.match(after):
        return None
    is_short_county = place.level is Level.COUNTY and not place.is_full
    if is_short_county and not (_is_near(place.code, home) and _AFTER_COUNTY.match(after)):
        return None
    return Subject(Sort.PLACE, place.name)


def _is_near(code: str, home: str | None) -> bool:
    """Tell whether a county lies in the prefecture of the home place, or in home itself.

    Elsewhere a short county name is more often another word: 新建, 建设.
    """
    own = _code(home) if home else None
    if own is None:
        return False
    return lies_in(code, own if own.endswith("0000") else f"{own[:4]}00")


@cache
def _code(home: str) -> str | None:
    found = full_name(home)
    return found.code if found else None


def _trade(words: str) -> Subject | None:
    found = _TRADE.match(words)
    if found is None or _NO_START.match(words):
        return None
    rest = _GENERIC.sub("", re.sub(rf"(?:{_any(table.TRADES)})$", "", found["name"]))
    return Subject(Sort.ENTERPRISE, found["name"]) if len(rest) >= 2 else None
