"""The words of a clause in, the body or place it is about out."""

import re

from pipeline.numbers import place_body_table as table
from pipeline.numbers.place_bodies import (
    BODY,
    GENERIC,
    HOME,
    LAST_WORD,
    Sort,
    Subject,
    any_of,
    is_generic,
    sort_of,
)
from pipeline.numbers.place_finding import find_places, lies_in, may_begin_with_place
from pipeline.numbers.place_home_table import own_words
from pipeline.numbers.place_table import Level
from pipeline.numbers.places import code_of, is_home, normalise_region

_TRADE = re.compile(
    rf"""
    (?P<name>[一-鿿A-Za-z]{{2,8}}?(?:{any_of(table.TRADES)}))
    (?:[一-鿿]{{0,2}}(?:获|以|凭|拿下|手握|拥有|一家|累计|斩获|摘得|申请|提交|贡献)|专利|发明|有效)
    """,
    re.VERBOSE,
)

# 在…园,5家: where something is.  Not 公园, 果园.
_ZONE = re.compile(r"[^\s,。;:、的在与和及“”]{4,24}?(?<![公果茶田校花家乐儿])园(?=,|[有内里共已])")
_SITE_AFTER = re.compile(
    r",|[内里]|有|负责人|那里|的?[一-鿿]{0,4}(?:车间|厂房|实验室|展厅|生产线|办公室|会议室|仓库|门店|现场)[,内里]"
)

# Who says something is not whom it is about: …庭长某某介绍.
_SPEAKER = re.compile(
    r"[^,。;:、的\d]{0,10}?(?:负责人|院长|庭长|局长|主任|处长|科长|行长|法官|检察官|发言人|相关人士|工作人员)"
    r"[^,。;:\d]{0,6}?(?:介绍|说|表示|坦言|告诉|透露|称|讲)"
)

_NO_START = re.compile(any_of(table.NO_SUBJECT_STARTS))

# 全市 and the like start a figure of the home place, unless they only say where it ranks.
_OURS = re.compile(
    r"(?:我|本|该|全)(?P<rank>市|县|区|州|旗)(?!场|域)(?!排|居|位|第|前|首|率先|领先|最|唯一|范围)"
    r"|我们(?!公司|企业|集团|厂)|该局|(?:[全各][市县区])?(?:市场监管|知识产权|公安|海关)(?:部门|系统)(?!的)"
    r"|[市县区](?:市场监管局|市场监督管理局|知识产权局|局|政府|委)|我[局院委]|各[市县区]|市[县区]"
)
_OURS_BY_RANK = re.compile(r"[我本全][省市县区州旗盟]")
_WIDER = re.compile(r"(?P<scope>全国|全省|我省|本省|全球|全区|全州)(?P<after>.{0,24})")
_NOT_WIDER = re.compile(
    r"排|居|位|第|前|首|率先|领先|最|唯一|考核|评价|评比|评选|名单|范围|各地|系统|统一|推广|平均水平|先进|[一-鿿]{0,8}示范"
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

# 市局干部下沉园区: an office of the place and its people.
_OFFICE = re.compile(
    r"(?:[市县区州省旗]局|我[局委办]|[市县区州旗](?:委|政府))(?!直属|所属|下属|附属|属)"
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


def subject_beside(
    body: str, subject: Subject | None, words: str, home: str | None
) -> Subject | None:
    """Return the subject of a clause in the report of a body: 我校 is it, 全市 is the place.

    >>> subject_beside("江夏大学", None, "我校授权80件", "武汉市").sort.value
    'home'
    >>> subject_beside("江夏大学", HOME, "全市授权80件", "武汉市").name
    '武汉市'
    """
    if words.startswith(body) and not _is_list(words[len(body) :]):
        return HOME
    own = own_words(body)
    if words.startswith(own) and not (subject and subject.name and subject.name not in own):
        return HOME
    is_place = _OURS_BY_RANK.match(words) or (home and words.startswith(home))
    return Subject(Sort.PLACE, home) if subject == HOME and home and is_place else subject


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
    found = BODY.match(words) if LAST_WORD.search(words) else None
    if found is None or _NO_START.match(words) or _OFFICE.match(words):
        return None
    name, after = found[0], words[found.end() :]
    sort = sort_of(name)
    if name == "银行" or _is_aside(sort, after):
        return None
    if _is_list(after) or _is_unnamed(name, home, sort):
        return HOME
    if is_generic(name, home, sort):
        return _of_home(name, after, home, sort) or HOME
    return Subject(sort, name)


def _site(words: str) -> Subject | None:
    """Return the body that a clause is set at: 在…园,5家."""
    found = _ZONE.match(words, 1) or BODY.match(words, 1)
    if found is None or not _SITE_AFTER.match(words, found.end()):
        return None
    sort = sort_of(found[0])
    if is_generic(found[0], None, sort):
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


def _place(words: str, home: str | None) -> Subject | None:
    places = find_places(words[:20]) if may_begin_with_place(words) else ()
    if not places or places[0].span.start:
        return None
    place = places[0]
    after = words[place.span.end :]
    if len(places) > 1 and places[1].span.start == place.span.end:
        place, after = places[1], words[places[1].span.end :]
    if is_home(place, home):
        return HOME
    if after[:1] in ("、", "和", "与", "等") or not place.code:
        return None
    is_wider = home is not None and lies_in(code_of(home) or "", place.code)
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
    own = code_of(home) if home else None
    if own is None:
        return False
    return lies_in(code, own if own.endswith("0000") else f"{own[:4]}00")


def _trade(words: str) -> Subject | None:
    found = _TRADE.match(words)
    if found is None or _NO_START.match(words):
        return None
    rest = GENERIC.sub("", re.sub(rf"(?:{any_of(table.TRADES)})$", "", found["name"]))
    return Subject(Sort.ENTERPRISE, found["name"]) if len(rest) >= 2 else None
