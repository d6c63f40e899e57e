"""A scene in, the subject that its words before the number state out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.numbers.directions import without_comparison
from pipeline.numbers.phrases import object_of, without_links, without_openers, without_session
from pipeline.numbers.reading import Direction, Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.words import BODIES, MEASURES, STANDINS
from schemas.vocabulary import Kind

# 每万人58件, 户均2.1万元: what it is per stands before the number, what it is stands earlier.
_PER = re.compile(
    r"(?:折合|合|平均)?(?P<per>每?万人口?|每百万?人口?|人均|户均|亩均|每户|每亩|每[家件项人户])(?:拥有量)?"
)

# 标准由每件5000元提高到8000元: what it is per ends the words before the number.
_EACH = re.compile(r"(?:由|从|按)?每[件家项人户亩吨个]\Z")

# The measure that ends a name: 融资笔数 and 融资金额 are the same thing measured twice.
_MEASURE = re.compile(
    r"(?:笔数|件数|家数|户数|人数|次数|项目数|项数|总数|总量|数量|金额|数|量|额)\Z"
)

# What a clause says of its subject: 建设加快推进, 占比更高.
_SAYING = re.compile(
    r"""
    也(?=[实呈保取有再]) | (?:增[幅速长]|降幅|涨幅|最为?)(?=[最较明显高快大]).* | (?:加快|持续|稳步|不断|显著|进一步|大幅|明显|有序|扎实|深入|更加|更|首次|双双|取得|实现|迈上|跃上|
       再创|创历史|突破|渐成|成效|再刷|再上|再添|增势|喜人|量质|稳中|保持|越来越|快速|迅速|全面|有力|
       成功|运行|形势|向好|走在|领跑|势头|态势)
    .* | (?:较|很|最)?[高大多快好低少] \Z
    """,
    re.VERBOSE,
)


# What may leave 专利 to the words around it: 其中发明200件.
KINDS_OF_PATENT = frozenset({"发明", "实用新型", "外观设计"})


@dataclass(frozen=True, slots=True)
class Named:
    """A number of the paragraph that has its name already.

    ``name`` is as the words give it; ``others`` are further candidates,
    ``measure`` is the unit of the level it belongs to.
    ``whole`` is what it is a part of, ``pending`` are the names that 分别 has announced for
    the numbers after it.  ``is_fact`` is false for a target, which only lends its name.
    """

    mention: int
    kind: Kind
    unit: str
    name: str
    sentence: int
    clause: int
    measure: str = ""
    others: tuple[str, ...] = ()
    whole: "Named | None" = None
    pending: tuple[str, ...] = ()
    direction: Direction | None = None
    is_fact: bool = True
    is_sure: bool = False


def subject_of(scene: Scene, first: str | None = None) -> str:
    """Return what the words before the number speak of, nothing if they only point back.

    ``first`` replaces the nearest stretch when its change word has been taken off.
    """
    leads: Sequence[str] = scene.leads if first is None else (first, *scene.leads[1:])
    for lead in leads:
        core = core_of(lead)
        if core in STANDINS and core not in MEASURES:
            return ""
        if core:
            return core
    return ""


def core_of(lead: str) -> str:
    """Return ``lead`` without links, comparison and openers.

    >>> core_of("其中我市专利授权量比上年同期共")
    '专利授权量'
    """
    core = without_links(without_openers(without_comparison(without_links(lead)[0])))[0]
    return _EACH.sub("", core)


def is_body(core: str, scene: Scene) -> bool:
    """Tell whether ``core`` names who acts rather than what is counted."""
    if scene.mention.unit in ("家", "个", "所", "户") or object_of(core)[0]:
        return False
    return any(core[-size:] in BODIES for size in (4, 3, 2)) or scene.lead.endswith(("以", "凭"))


def per_unit(core: str) -> str:
    """Return the unit a number is relative to when ``core`` says nothing else.

    >>> per_unit("折合每万人"), per_unit("每万人发明专利")
    ('每万人', '')
    """
    found = _PER.fullmatch(core)
    return found["per"] if found else ""


def measured(core: str, last: Named) -> str:
    """Return ``core`` (金额, 面积) as a measure of what the number before counted."""
    return _MEASURE.sub("", last.name) + core if core in MEASURES else ""


# The measure that the parts of a list share: 第一产业增加值100亿元,第二产业200亿元.
_SHARED = re.compile(
    r"(?:品牌价值|年?总?产值|增加值|销售额|零售额|营业收入|总?收入|支出|进?出口总?额|投资额?|融资额?|贷款余额|存款余额|余额"
    r"|金额|总?产量|面积|人口|价值|交易额|成交额|利润|税收|受理量|授权量|申请量|注册量|拥有量|登记量)\Z"
)


def other_kind(core: str, name: str) -> str:
    """Return ``name`` with one kind of patent in place of another.

    >>> other_kind("实用新型", "授权发明专利")
    '授权实用新型专利'
    """
    return next((name.replace(kind, core) for kind in KINDS_OF_PATENT if kind in name), "")


def in_parallel(core: str, last: Named | None, scene: Scene) -> str:
    """Return ``core`` with the measure that the number before has and this one leaves out.

    茶叶产值5亿元,水果3亿元: 水果 means 水果产值.
    """
    if last is None or last.unit != scene.mention.unit or last.sentence != scene.sentence.start:
        return ""
    shared = _SHARED.search(last.name)
    if shared is None or shared.start() == 0 or _SHARED.search(core) or core.endswith(("费", "款")):
        return ""
    return core + shared[0] if len(core) <= 10 else ""


def topic_of(clause: str) -> str:
    """Return what a clause without numbers is about.

    >>> topic_of("商标品牌指导站建设加快推进")
    '商标品牌指导站建设'
    """
    said = _SAYING.sub("", core_of(clause))
    return object_of(said)[1] if said else ""


def completed(parts: Sequence[str]) -> tuple[str, ...]:
    """Give each of several joined subjects the ending that only the last one has.

    >>> completed(["专利", "商标申请量"]), completed(["发明专利申请量", "授权量"])
    (('专利申请量', '商标申请量'), ('发明专利申请量', '发明专利授权量'))
    """
    last = parts[-1]
    if last.endswith("专利"):
        parts = [f"{part}专利" if part in KINDS_OF_PATENT else part for part in parts]
    if _shares_start(parts[0], last):
        start = parts[0][: -len(last)]
        return (parts[0], *(start + part for part in parts[1:]))
    full = [
        part + last[len(part) :] if len(part) < len(last) and _lacks(part, last) else part
        for part in parts[:-1]
    ]
    return (*full, last)


def _shares_start(one: str, other: str) -> bool:
    """Tell whether 授权量 goes on with what stands before 申请量 in 发明专利申请量."""
    return len(other) <= 3 < len(one) - 1 and one[-1] == other[-1] and one[-1] in _MEASURING


def _lacks(part: str, last: str) -> bool:
    is_short = len(part) <= 4 and not part.isascii() and len(last) - len(part) >= 2
    return is_short and part[-1] not in _MEASURING and last[-1] in _MEASURING


_MEASURING = "量额数率值入款费比重度"


def in_turn(scene: Scene, earlier: Sequence[Named], count: int) -> tuple[str, ...]:
    """Return the names that 分别 deals out to ``count`` numbers, empty if it deals none.

    They stand before it (专利、商标分别增长12%和8%) or were counted before it.
    """
    if count < 2 or "分别" not in scene.lead[-14:]:
        return ()
    core = core_of(scene.lead[: scene.lead.rindex("分别")])
    parts = [part for part in _JOINED.split(core) if part] if core not in STANDINS else []
    if len(parts) == count:
        return completed(parts)
    same = [one for one in earlier if one.sentence == scene.sentence.start]
    levels = [one.name for one in same if one.kind in (Kind.VALUE, Kind.SHARE, Kind.DURATION)]
    return tuple(levels[-count:]) if not core and len(levels) >= count else ()


_JOINED = re.compile(r"[、和与及](?!谐|解|会)")

# 国家级知识产权示范企业2家、优势企业12家: the second has the rank of the first.
_HONOUR = re.compile(r"(?:国家|省|市|县|区|部|全国|中国)级?")


def enumerated(core: str, last: Named | None, scene: Scene) -> str:
    """Return ``core`` with the rank and field that only the first of a list states."""
    if last is None or not scene.is_listed or not _HONOUR.match(last.name) or _HONOUR.match(core):
        return ""
    same_head = last.name[-2:] == core[-2:] and len(core) < len(last.name)
    return last.name[: -len(core)] + core if same_head and len(core) <= 6 else ""


def names(rule: str, *found: str) -> Guess:
    """Return the distinct names in ``found``, best first, without sessions and loose 的."""
    bare = (without_session(name.strip("的、之")) for name in found)
    return Guess(tuple(dict.fromkeys(name for name in bare if name)), rule=rule)


def first(name: str, guess: Guess) -> Guess:
    """Return ``guess`` with ``name`` as its best candidate, the others after it."""
    others = (other for other in guess.candidates if other != name)
    return replace(guess, candidates=(name, *others)) if name else guess
