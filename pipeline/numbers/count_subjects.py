"""The words before a count in, the names of what they say is counted out."""

from collections.abc import Iterator

from pipeline.numbers.heads import head_of
from pipeline.numbers.lists import KINDS_OF_PATENT, enumerated, in_parallel, other_kind, ranked_like
from pipeline.numbers.named import Named, names, same_unit
from pipeline.numbers.phrases import last_of_series, without_links
from pipeline.numbers.reading import Guess
from pipeline.numbers.relations import is_part
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import measured, per_last, per_unit, topic_of
from pipeline.numbers.verbs import ends_in_verb, object_of
from pipeline.numbers.words import BODIES, MEASURES, NEWLY, VERBS

# What is done with rights: 商标申请5923件、注册2819件.
_ACTS = frozenset({"申请", "授权", "注册", "登记", "受理", "备案", "许可", "转让", "续展", "质押"})

# A topic that is itself something done names nothing: 打击侵权假冒,立案256件.
_DOING = (
    "打击",
    "严打",
    "加强",
    "加大",
    "强化",
    "深化",
    "优化",
    "推进",
    "开展",
    "聚焦",
    "围绕",
    "严厉",
)

# A longer name is shortened to what follows its last 的, if that is long enough.
_LONGEST, _SHORTEST = 18, 4

# These only say how many there are.
_COUNTING = frozenset({"共有", "现有", "共计", "合计", "累计"})

# What is done with cases, and with nothing else.
_ON_CASES = frozenset({"受理", "审结", "新收", "侦破", "侦办", "审理", "查办"})

# What acts and is acted on is counted in these: 移送公安机关5件.
_CASES = frozenset({"件", "起", "宗", "例", "条", "人"})


def name_before(core: str, scene: Scene, last: Named | None) -> Guess:
    """Return the names of a count whose subject, ``core``, stands before it, best first."""
    back = _pointing_back(core, scene, last)
    if back is not None:
        return back
    if core in _ACTS and scene.before and (topic := topic_of(scene.before)):
        return names("act-topic", topic + core, core)
    series = last_of_series(core)
    if series != core:
        return names("series", series, core)
    following = head_of(scene.tail[1:])[0] if scene.tail.startswith("的") else ""
    if following and core.endswith(tuple(MEASURES)):
        return _measure_of(following, core)
    return _own_name(core, scene)


def _pointing_back(core: str, scene: Scene, last: Named | None) -> Guess | None:
    """Name the number with the help of the one before it, if its own words ask for that."""
    if per := per_unit(core):
        return names("per-unit", *([per + last.name] if last else []), core)
    if whole := per_last(core):
        return names("per-last", whole, core)
    for rule, whole in _whole_names(core, scene, last):
        if whole:
            return names(rule, whole, core)
    if ends_in_verb(core) or core in NEWLY or core in VERBS:
        return _verb_last(core, scene, last)
    return None


def _whole_names(core: str, scene: Scene, last: Named | None) -> Iterator[tuple[str, str]]:
    """Yield what the words mean together with the name before; empty where they do not."""
    if last is None:
        return
    yield "measure-of", measured(core, last)
    is_like = last.sentence == scene.sentence.start and same_unit(last.unit, scene.mention.unit)
    if core in _ACTS and (base := _acted_on(last.name)) and is_like:
        yield "act-like", base + core
    if scene.is_listed and core in _ACTS:
        yield "act-listed", _without_act(last.name) + core
    if core in VERBS or ends_in_verb(core):
        return
    yield "parallel", in_parallel(core, last, scene)
    yield "ranked-like", ranked_like(core, last)
    yield "enumerated", enumerated(core, last, scene)
    if core in KINDS_OF_PATENT:
        yield "other-kind", other_kind(core, last.name)


def _acted_on(name: str) -> str:
    """Return what the number before was done to: 专利 in 申请专利 and in 专利申请量."""
    bare = name.removesuffix("量").removesuffix("数")
    if bare[:2] in _ACTS and len(bare) > 3:
        return bare[2:]
    return bare[:-2] if bare[-2:] in _ACTS and len(bare) > 3 else ""


def _without_act(name: str) -> str:
    return name[:-2] if name[-2:] in _ACTS else name


def _measure_of(head: str, core: str) -> Guess:
    """Name 设立规模10亿元的基金: the measure stands before, what it measures after."""
    measure = max((one for one in MEASURES if core.endswith(one)), key=len)
    return names("measure-of-next", head + measure, core)


def _own_name(core: str, scene: Scene) -> Guess:
    without, links = without_links(scene.lead)
    if links.startswith("的") and without.endswith(core) and scene.before.endswith(("中", "里")):
        return names("head-inside", f"{core}的{topic_of(scene.before[:-1])}", core)
    verb, name = object_of(core)
    if verb and scene.mention.unit in _CASES and _names_body(name):
        return names("verb-body", verb + name, core)
    if verb in NEWLY:
        return names("head-before", core if len(core) <= 12 else verb + name, name)
    if len(name) > _LONGEST and len(name.rpartition("的")[2]) >= _SHORTEST:
        return names("head-before-long", name.rpartition("的")[2], name)
    short = f"{verb}{name}" if len(name) <= 3 and verb not in _COUNTING else name
    return names("head-before", short, f"{verb}{name}", core)


def _counts_alike(unit: str, last: Named) -> bool:
    return same_unit(last.measure, unit) and not unit.endswith("元")


def _names_body(name: str) -> bool:
    """Tell whether an object is a body: 移送公安机关5件, 移送公安机关案件757起."""
    return any(name.endswith(one) or (len(one) > 2 and name.startswith(one)) for one in BODIES)


def _alone(verb: str, unit: str) -> Guess:
    """Name 兑现600万元 and 审结90件, whose verb has no object: money, cases."""
    if unit.endswith("元"):
        return names("verb-alone", f"{verb}金额", verb)
    if verb in _ON_CASES and unit in _CASES:
        return names("verb-alone", f"{verb}案件", verb)
    return names("verb-alone", verb)


def _verb_last(core: str, scene: Scene, last: Named | None) -> Guess:
    noun, verb = without_links(core[:-2])[0], core[-2:]
    unit = scene.mention.unit
    is_new = verb in NEWLY or core in NEWLY
    if len(noun) >= 2 and core not in NEWLY:
        full = f"新增{noun}" if is_new else f"{noun}{verb}"
        return names("verb-last", full, noun)
    topic = topic_of(scene.before) if scene.before else ""
    if (
        len(topic) >= 4
        and not topic.startswith(_DOING)
        and not (last and last.clause == scene.clause.start)
    ):
        return names("verb-topic", f"{verb}{topic}", topic, core)
    if last is None or not (is_new or _counts_alike(unit, last)):
        return _alone(core, unit)
    base = object_of(last.name)[1]
    base = base[2:] if base[:2] in VERBS and len(base) >= 4 and not is_new else base
    if not is_new and (is_part(scene, last) or base[-2:] in VERBS):
        return names("verb-alone", base[:-2] + verb if 2 < len(base) <= 4 else core, core)
    return names("verb-carried", f"新增{base}" if is_new else f"{verb}{base}", core, base)
