"""Scenes of counts, amounts and durations in, the names of what they measure out."""

import re

from pipeline.numbers.changes import carried
from pipeline.numbers.count_subjects import name_before
from pipeline.numbers.durations import name_duration
from pipeline.numbers.heads import forced_head_of, head_of, is_general
from pipeline.numbers.kinds import is_span
from pipeline.numbers.named import Named, names
from pipeline.numbers.parts import name_part
from pipeline.numbers.predicates import doing, name_by_doing, name_by_saying, said_of
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import is_body, subject_of
from pipeline.numbers.verbs import ends_in_verb, object_of
from pipeline.numbers.words import BODIES, GENERAL_HEADS, NEWLY, STANDINS

# Verbs whose object is what is counted, whatever it does then: 带动5600户农户增收.
_REACHING_OUT = frozenset(
    {"带动", "惠及", "服务", "走访", "覆盖", "培训", "检查", "救助", "资助", "联系", "慰问"}
)

# Endings that show a name complete: nothing after the number can be its head.
_COMPLETE = (
    "量", "额", "数", "率", "值", "周期", "时限", "期限", "收入", "余额",
)  # fmt: skip


# Nouns that are always of something: 企业开办3个环节.
_OF_SOMETHING = frozenset({"环节", "步骤", "材料", "流程", "表单", "程序", "手续", "申请材料"})

# 日均300件: how much it is a day.
_PER_TIME = frozenset(
    {"日均", "月均", "年均", "周均", "平均每天", "平均每月", "每天", "每日", "每月"}
)

# What follows 为 and tells how a number compares, not what is counted.
_NO_CLASS = re.compile(
    r"历|近|全[国省市区县球]|同|最|上年|去年|上一|我|本|该|首[个家位]|第|其|前|的|[\d一二三四五六七八九十]+(?!等|级)"
)

# Whatever has these has a name already: 260家企业共有专利1860件.
_HAVING = frozenset({"共有", "拥有", "持有", "现有", "手握", "坐拥", "合计", "累计", "共计"})


def name_count(scene: Scene, last: Named | None) -> Guess:
    """Return the names of what a count, an amount or a duration measures, best first."""
    if is_span(scene.mention) and (found := name_duration(scene, last)):
        return found
    core = subject_of(scene)
    if not core and last and scene.lead in _PER_TIME:
        per = scene.lead
        return names("per-time", *(per + one for one in (*_with_verb(last), last.name)))
    head, said = _head(core, scene)
    told = name_part(core, head, scene, last) or (None if core else _told_after(scene, last))
    if told:
        return told
    if core and core == head:
        return carried(scene, last, "carried-level")
    if scene.lead.endswith("的") and head and core:
        return _modified(core, head)
    if head and _head_rules(core, head, scene):
        return _after(core, head, said_of(said, scene), scene)
    if not core or is_body(core, scene):
        return carried(scene, last, "carried-level")
    return name_before(core, scene, last)


def _told_after(scene: Scene, last: Named | None) -> Guess | None:
    """Name what has no noun by what it is or did: 6件为一等奖, 4个发布了标准."""
    if last and (being := _being(scene.tail)):
        return names("being", being, f"{being}的{last.name}")
    done = doing(scene.tail)
    return name_by_doing(done, last, scene) if done else None


def _being(tail: str) -> str:
    """Return what a number of things is said to be: 6件为一等奖.  Not 为历年最高.

    >>> _being("为一等奖"), _being("为历年最高"), _being("获一等奖")
    ('一等奖', '', '')
    """
    said = tail[1:]
    if tail[:1] not in ("为", "是", "系") or len(said) < 2 or _NO_CLASS.match(said):
        return ""
    return said


def _head(core: str, scene: Scene) -> tuple[str, str]:
    head, said = head_of(scene.tail)
    if head:
        return head, said
    if scene.lead.endswith(("对", "将", "把")):
        return forced_head_of(scene.tail)
    if scene.tail.startswith("的") and (not core or ends_in_verb(core)):
        head, said = head_of(scene.tail[1:])
        return ("", said) if head.startswith(tuple(STANDINS)) else (head, said)
    return "", said


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
    return len(head) > 1 and len(core) <= 12 and not core.endswith(_COMPLETE)


def _after(core: str, head: str, said: str, scene: Scene) -> Guess:
    verb = core[-2:] if ends_in_verb(core) else ""
    if core in NEWLY or scene.lead.endswith(("多了", "添")) or verb in NEWLY:
        return names("head-new", f"新增{head}", head)
    if head in _OF_SOMETHING and len(core) > 2 and not verb:
        return names("head-of", core + head, head)
    if is_general(head) and said and verb not in _REACHING_OUT and said[:2] not in _HAVING:
        return name_by_saying(head, said, scene)
    if verb and (len(head) <= 5 or verb in _REACHING_OUT):
        return names("head-after-verb", f"{verb}{head}", head)
    if len(core) == 2 and len(head) <= 3 and core not in GENERAL_HEADS | BODIES:
        return names("head-after-act", f"{core}{head}", head)
    return names("head-after", head, f"{verb}{head}" if verb else "")


def _with_verb(last: Named) -> list[str]:
    """Return the name with its verb, where one is known: 受理诉求 for 诉求."""
    return [one for one in last.others if one == one[:2] + last.name and len(one) <= 8]
