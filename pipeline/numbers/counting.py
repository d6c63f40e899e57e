"""Scenes of counts, amounts, durations and changes in, the names of what they measure out."""

import re

from pipeline.numbers.directions import Change
from pipeline.numbers.phrases import (
    ends_in_verb,
    head_of,
    is_general,
    last_of_series,
    makes_noun,
    object_of,
    without_links,
    without_openers,
    without_session,
)
from pipeline.numbers.reading import Guess
from pipeline.numbers.relations import is_part
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import (
    KINDS_OF_PATENT,
    Named,
    core_of,
    enumerated,
    in_parallel,
    is_body,
    measured,
    names,
    other_kind,
    per_unit,
    subject_of,
    topic_of,
)
from pipeline.numbers.words import (
    BODIES,
    MEASURES,
    NEWLY,
    NOMINAL,
    STANDINS,
    VERBS,
)
from schemas.vocabulary import Kind

# The verbs of 认定为…, 入选…: what follows is the title that is held.
_TITLE = re.compile(
    r"(?:被|获|成功)*(?:认定为|评为|列为|评定为|命名为|确定为|认定|获评|入选|成为|晋级)(?:为|了)?"
)

# 获第二十五届中国专利奖优秀奖: a prize.  Not 获批, 获得贷款.
_PRIZE = re.compile(r"(?:荣|斩)?获得?(?P<prize>[^,;。]{2,30}奖[^,;。]{0,6})\Z")

# Verbs and closing words of what is said of a general head that add nothing to its name.
_EMPTY_VERB = re.compile(
    r"\A(?:从中|已经?|均|都|成功|顺利|先后|共同|正在)?(?:开展|进行|办理|实施|从事|完成)?"
)
_EMPTY_END = re.compile(r"(?:业务|工作|活动|其中|过程中|等|了)\Z")

# Verbs of having: what is had is what counts (63件拿到证书).
_HAVING = frozenset({"拿到", "获得", "取得", "收到", "拥有", "领到", "赢得"})

# Verbs whose object is what is counted, whatever it does then: 带动5600户农户增收.
_REACHING_OUT = frozenset(
    {"带动", "惠及", "服务", "走访", "覆盖", "培训", "检查", "救助", "资助", "联系", "慰问"}
)

# Endings that show a name complete: nothing after the number can be its head.
_COMPLETE = "量额数率值"


def name_count(scene: Scene, last: Named | None) -> Guess:
    """Return the names of what a count, an amount or a duration measures, best first."""
    core = subject_of(scene)
    head, said = head_of(scene.tail)
    if scene.lead.endswith(("对", "将", "把")) and not head:
        head, said = _handled(scene.tail)
    if scene.lead.endswith("的") and head and core:
        return _modified(core, head)
    if not head and scene.tail[:1] == "的" and (not core or ends_in_verb(core)):
        head, said = head_of(scene.tail[1:])
        head = "" if head.startswith(tuple(STANDINS)) else head
    if not core and (done := doing(scene.tail)):
        return _elliptic(done, scene, last)
    if head and _head_rules(core, head, scene):
        return _after(core, head, _said_across(said, scene) or _said_later(scene), scene)
    if not core or is_body(core, scene):
        return carried(scene, last, "carried-level")
    return _before(core, scene, last)


def name_change(scene: Scene, kind: Kind, change: Change | None, last: Named | None) -> Guess:
    """Return the names of what grew or shrank, best first; the level before it if unsaid."""
    core = core_of(change.subject) if change else subject_of(scene)
    core = "" if core in STANDINS and core not in MEASURES else core
    head, _said = head_of(scene.tail)
    if kind is Kind.CHANGE and head and (not core or core in NEWLY) and scene.mention.unit != "%":
        return names("change-head", head)
    if not core or (ends_in_verb(core) and len(core) <= 2) or is_body(core, scene):
        return carried(scene, last, "carried-change")
    if per := per_unit(core):
        return names("change-per", *([per + last.name] if last else []), core)
    if last and (whole := measured(core, last)):
        return names("change-measure", whole, core)
    if whole := in_parallel(core, _growth_base(last, scene), scene):
        return names("change-parallel", whole, core)
    _verb, name = object_of(core)
    if change and change.word == "增收":
        return names("change-income", f"{core}收入", f"{core}增收")
    return names("change-subject", name, core)


def _growth_base(last: Named | None, scene: Scene) -> Named | None:
    return last if last and last.kind in (Kind.GROWTH, Kind.CHANGE) else None


def carried(scene: Scene, last: Named | None, rule: str) -> Guess:
    """Return the name of the number before, or the topic of the clause before."""
    near = last is not None and last.sentence == scene.sentence.start
    if (
        scene.before
        and not (near and last and last.clause == scene.clause.start)
        and (not near or scene.is_apart)
    ):
        topic = topic_of(scene.before)
        if len(topic) >= 2:
            return names("clause-topic", topic, *([last.name] if last else []))
    if last is None:
        return Guess()
    if last.pending and scene.is_listed:
        ending = "占比" if last.kind is Kind.SHARE and last.name.endswith("占比") else ""
        return names("listed-in-turn", last.pending[0] + ending)
    name = _OF_SHARE.sub("", last.name) if rule == "carried-level" else last.name
    return names(rule if near else f"{rule}-far", name)


# 企业发明专利授权占比, 茶叶占农业产值比重: without what makes a share of it.
_OF_SHARE = re.compile(r"(?:占比|占[^占]{1,20}比重)\Z")


def doing(tail: str) -> str:
    """Return what follows a number when that is what the counted things did.

    >>> doing("发布了技术标准"), doing("推广项目")
    ('发布了技术标准', '')
    """
    verb, rest = tail[:2], tail[2:]
    if _TITLE.match(tail):
        return tail
    if verb not in VERBS or not rest:
        return ""
    if rest[0] == "了":
        return tail
    return tail if verb not in NOMINAL and not makes_noun(rest) else ""


def _elliptic(done: str, scene: Scene, last: Named | None) -> Guess:
    title = _TITLE.match(done)
    if title:
        return names("doing-title", without_openers(done[title.end() :]), done)
    verb, what = done[:2], done[2:].lstrip("了到")
    name = what if verb in _HAVING else verb + what
    return names("doing", name, *([f"{done}的{last.name}"] if last else []))


def _handled(tail: str) -> tuple[str, str]:
    """Split what follows 对390件: a noun must follow, whatever it starts with."""
    head, said = head_of(tail[2:])
    return (tail[:2] + head, said) if head else ("", tail)


def _modified(core: str, head: str) -> Guess:
    verb, name = object_of(core)
    if len(name) > 10 or (len(head) >= 5 and not is_general(head)):
        return names("head-after", head, f"{name}的{head}")
    return names("head-modified", f"{name}的{head}", f"{verb}{name}的{head}", head)


def _head_rules(core: str, head: str, scene: Scene) -> bool:
    """Tell whether the noun after the number, not the one before, is what is counted."""
    if scene.mention.unit in ("天", "年", "个月", "日"):
        return False
    if not core or ends_in_verb(core) or core in NEWLY or is_body(core, scene):
        return True
    if scene.lead.endswith(("等", "和", "与", "及")):
        return True
    if core[-1] in _COMPLETE or core.endswith(("周期", "时限", "期限", "价值", "收入", "余额")):
        return False
    return len(head) > 1 and len(core) <= 12


def _after(core: str, head: str, said: str, scene: Scene) -> Guess:
    verb = core[-2:] if ends_in_verb(core) else ""
    if core in NEWLY or scene.lead.endswith(("多了", "添")) or verb in NEWLY:
        return names("head-new", f"新增{head}", head)
    if is_general(head) and said and verb not in _REACHING_OUT:
        return _said_of(head, said, scene)
    if verb and (len(head) <= 5 or verb in _REACHING_OUT):
        return names("head-after-verb", f"{verb}{head}", head)
    return names("head-after", head, f"{verb}{head}" if verb else "")


def _said_of(head: str, said: str, scene: Scene) -> Guess:
    prize = _PRIZE.match(said)
    if prize:
        won = without_session(without_openers(prize["prize"]))
        return names("head-prize", f"获{won}的{head}", won, head)
    title = _TITLE.match(said)
    if title:
        held = without_openers(said[title.end() :])
        if not held:
            return _listed_title(head, scene)
        same = held.endswith(head[-2:])
        return names("head-title", held if same else f"{held}{head}", f"{held}的{head}", head)
    act = _EMPTY_END.sub("", _EMPTY_VERB.sub("", said))
    return names("head-said", f"{act}的{head}", f"{said}的{head}", head)


def _listed_title(head: str, scene: Scene) -> Guess:
    """Name 公布示范城市名单,18个城市入选 by the list that the clause before speaks of."""
    topic = _LISTING.sub("", topic_of(scene.before)) if scene.before else ""
    if topic.endswith(head[-2:]):
        return names("head-listed", topic, f"入选{head}", head)
    return names("head-listed", f"入选{topic}的{head}" if topic else f"入选{head}", head)


_LISTING = re.compile(r"(?:名单|榜单|目录|名录|行列)\Z")


def _said_later(scene: Scene) -> str:
    """Return what is said after the next number: 为19家企业251件专利办理保险."""
    return head_of(scene.rest)[1] if scene.rest else ""


def _said_across(said: str, scene: Scene) -> str:
    """Return what is said with its object behind the next number: 走进140场活动."""
    return said + head_of(scene.rest)[0] if len(said) == 2 and scene.rest else said


def _before(core: str, scene: Scene, last: Named | None) -> Guess:
    if per := per_unit(core):
        return names("per-unit", *([per + last.name] if last else []), core)
    if last and (whole := measured(core, last)):
        return names("measure-of", whole, core)
    if ends_in_verb(core) or core in NEWLY or core in VERBS:
        return _verb_last(core, scene, last)
    if whole := in_parallel(core, last, scene):
        return names("parallel", whole, core)
    if whole := enumerated(core, last, scene):
        return names("enumerated", whole, core)
    if last and core in KINDS_OF_PATENT and (whole := other_kind(core, last.name)):
        return names("other-kind", whole, core)
    series = last_of_series(core)
    if series != core:
        return names("series", series, core)
    if scene.tail[:1] == "的" and core.endswith(tuple(MEASURES)) and head_of(scene.tail[1:])[0]:
        return _measure_of_next(core, head_of(scene.tail[1:])[0])
    verb, name = object_of(core)
    if any(name[-size:] in BODIES for size in (4, 3, 2)) and verb and scene.mention.unit in _CASES:
        return names("verb-body", verb + name, core)
    if verb in NEWLY:
        return names("head-before", core if len(core) <= 12 else verb + name, name)
    short = f"{verb}{name}" if len(name) <= 3 else name
    return names("head-before", short, f"{verb}{name}", core)


_CASES = frozenset({"件", "起", "宗", "例", "条", "人"})


def _measure_of_next(core: str, head: str) -> Guess:
    """Name 设立规模10亿元的基金: the measure stands before, what it measures after."""
    measure = max((one for one in MEASURES if core.endswith(one)), key=len)
    return names("measure-of-next", head + measure, core)


def _verb_last(core: str, scene: Scene, last: Named | None) -> Guess:
    noun, verb = without_links(core[:-2])[0], core[-2:]
    is_new = verb in NEWLY or core in NEWLY
    if len(noun) >= 2 and core not in NEWLY:
        full = f"新增{noun}" if is_new else f"{noun}{verb}"
        return names("verb-last", full, noun)
    topic = topic_of(scene.before) if scene.before else ""
    if len(topic) >= 4 and not (last and last.clause == scene.clause.start):
        return names("verb-topic", f"{verb}{topic}", topic, core)
    if last is None or (last.measure != scene.mention.unit and not is_new):
        return names("verb-alone", core)
    base = object_of(last.name)[1]
    if not is_new and (is_part(scene, last) or base[-2:] in VERBS):
        return names("verb-alone", base[:-2] + verb if len(base) <= 4 else core, core)
    return names("verb-carried", f"新增{base}" if is_new else f"{verb}{base}", core, base)
