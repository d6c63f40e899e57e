"""Scenes of counts, amounts, durations and changes in, the names of what they measure out."""

import re

from pipeline.numbers.directions import Change
from pipeline.numbers.phrases import (
    ends_in_verb,
    head_of,
    is_general,
    last_of_series,
    object_of,
    without_links,
    without_openers,
)
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import (
    Named,
    is_body,
    measured,
    names,
    per_unit,
    subject_of,
    topic_of,
)
from pipeline.numbers.words import NEWLY
from schemas.vocabulary import Kind

# The verbs of 认定为…, 入选…: what follows is the title that is held.
_TITLE = re.compile(
    r"(?:被|获|成功)*(?:认定为|评为|列为|评定为|命名为|确定为|认定|获评|入选|成为|晋级)(?:为|了)?"
)

# Verbs and closing words of what is said of a general head that add nothing to its name.
_EMPTY_VERB = re.compile(
    r"\A(?:从中|已经?|均|都|成功|顺利|先后|共同|正在)?(?:开展|进行|办理|实施|从事|完成)?"
)
_EMPTY_END = re.compile(r"(?:业务|工作|活动|其中|过程中|等|了)\Z")

# Endings that show a name complete: nothing after the number can be its head.
_COMPLETE = "量额数率值"


def name_count(scene: Scene, last: Named | None) -> Guess:
    """Return the names of what a count, an amount or a duration measures, best first."""
    core = subject_of(scene)
    head, said = head_of(scene.tail)
    if scene.lead.endswith("的") and head and core:
        return _modified(core, head)
    if head and _head_rules(core, head, scene):
        return _after(core, head, said or _said_later(scene), scene)
    if not core or is_body(core, scene):
        return carried(scene, last, "carried-level")
    return _before(core, scene, last)


def name_change(scene: Scene, kind: Kind, change: Change | None, last: Named | None) -> Guess:
    """Return the names of what grew or shrank, best first; the level before it if unsaid."""
    core = subject_of(scene, change.subject if change else None)
    head, _said = head_of(scene.tail)
    if kind is Kind.CHANGE and head and (not core or core in NEWLY) and scene.mention.unit != "%":
        return names("change-head", head)
    if not core or (ends_in_verb(core) and len(core) <= 2) or is_body(core, scene):
        return carried(scene, last, "carried-change")
    if per := per_unit(core):
        return names("change-per", *([per + last.name] if last else []), core)
    if last and (whole := measured(core, last)):
        return names("change-measure", whole, core)
    _verb, name = object_of(core)
    if change and change.word == "增收":
        return names("change-income", f"{core}收入", f"{core}增收")
    return names("change-subject", name, core)


def carried(scene: Scene, last: Named | None, rule: str) -> Guess:
    """Return the name of the number before, or the topic of the clause before."""
    near = last is not None and last.sentence == scene.sentence.start
    if scene.before and (not near or scene.is_apart):
        topic = topic_of(scene.before)
        if len(topic) >= 2:
            return names("clause-topic", topic, *([last.name] if last else []))
    if last is None:
        return Guess()
    if last.pending and scene.is_listed:
        return names("listed-in-turn", last.pending[0])
    return names(rule if near else f"{rule}-far", last.name)


def _modified(core: str, head: str) -> Guess:
    verb, name = object_of(core)
    return names("head-modified", f"{name}的{head}", f"{verb}{name}的{head}", head)


def _head_rules(core: str, head: str, scene: Scene) -> bool:
    """Tell whether the noun after the number, not the one before, is what is counted."""
    if scene.mention.unit in ("天", "年", "个月", "日"):
        return False
    if not core or ends_in_verb(core) or core in NEWLY or is_body(core, scene):
        return True
    if core[-1] in _COMPLETE or core.endswith(("周期", "时限", "期限", "价值", "收入", "余额")):
        return False
    return len(head) > 1 and len(core) <= 12


def _after(core: str, head: str, said: str, scene: Scene) -> Guess:
    verb = core[-2:] if ends_in_verb(core) else ""
    if core in NEWLY or scene.lead.endswith(("多了", "添")) or verb in NEWLY:
        return names("head-new", f"新增{head}", head)
    if is_general(head) and said:
        return _said_of(head, said)
    if verb and len(head) <= 5:
        return names("head-after-verb", f"{verb}{head}", head)
    return names("head-after", head, f"{verb}{head}" if verb else "")


def _said_of(head: str, said: str) -> Guess:
    title = _TITLE.match(said)
    if title:
        held = without_openers(said[title.end() :])
        same = held.endswith(head[-2:])
        return names("head-title", held if same else f"{held}{head}", f"{held}的{head}", head)
    act = _EMPTY_END.sub("", _EMPTY_VERB.sub("", said))
    return names("head-said", f"{act}的{head}", f"{said}的{head}", head)


def _said_later(scene: Scene) -> str:
    """Return what is said after the next number: 为19家企业251件专利办理保险."""
    return head_of(scene.rest)[1] if scene.rest else ""


def _before(core: str, scene: Scene, last: Named | None) -> Guess:
    if per := per_unit(core):
        return names("per-unit", *([per + last.name] if last else []), core)
    if last and (whole := measured(core, last)):
        return names("measure-of", whole, core)
    if ends_in_verb(core) or core in NEWLY:
        return _verb_last(core, last)
    series = last_of_series(core)
    if series != core:
        return names("series", series, core)
    verb, name = object_of(core)
    short = f"{verb}{name}" if len(name) <= 3 else name
    return names("head-before", short, f"{verb}{name}", core)


def _verb_last(core: str, last: Named | None) -> Guess:
    noun, verb = without_links(core[:-2])[0], core[-2:]
    is_new = verb in NEWLY or core in NEWLY
    if len(noun) >= 2 and core not in NEWLY:
        full = f"新增{noun}" if is_new else f"{noun}{verb}"
        return names("verb-last", full, noun)
    if last is None:
        return names("verb-alone", core)
    base = object_of(last.name)[1]
    return names("verb-carried", f"新增{base}" if is_new else f"{verb}{base}", base)
