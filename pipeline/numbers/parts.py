"""A count that only says which of the ones before are meant in, its names out."""

import re

from pipeline.numbers.named import Named, names
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.verbs import object_of

# Sorts of court cases, said without their noun: 新收案件中,民事5件.
_COURTS = frozenset({"民事", "刑事", "行政"})
_CASES = re.compile(r"(?P<done>新收|受理|审结|办结|结案|立案)?[^,;。]{0,8}?案件[中里]")

# 展商来自26个国家,企业900多家: who takes part in a fair.
_GUESTS = frozenset({"企业", "单位", "机构", "客商"})
_FAIR = re.compile(r"参展|展商")

_REACHED = re.compile(r"\A(?:惠及|受惠|涉及|服务|覆盖)(?=.{2})")

# How long, in characters, what picks some of the ones before may be.
_LONGEST_PICK = 4


def name_part(core: str, head: str, scene: Scene, last: Named | None) -> Guess | None:
    """Name some of what was counted before: 企业5家,其中获贷的3家; 调解纠纷5起,成功3起."""
    if core in _COURTS and last and last.name[:2] in _COURTS:
        return names("case-kind", core + last.name[2:], f"{core}案件")
    if core in _COURTS and (cases := _CASES.search(scene.before)):
        return names("case-kind", f"{core}案件{cases['done'] or ''}", f"{core}案件")
    if core in _GUESTS and _FAIR.search(scene.before + scene.opening):
        return names("fair-guests", f"参展{core}", core)
    if last is None or head or scene.mention.unit != last.unit:
        return None
    if not core and scene.lead.endswith("成功"):
        return names("carried-outcome", f"成功{last.name}", last.name)
    is_pick = scene.lead.endswith("的") and 0 < len(core) <= _LONGEST_PICK
    what = _REACHED.sub("", object_of(last.name)[1] or last.name)
    return names("picked", f"{core}{what}", f"{core}的{last.name}") if is_pick else None
