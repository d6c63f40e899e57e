"""What stands around a number in, the name of what it measures out."""

import re
from dataclasses import dataclass

from pipeline.numbers.directions import Change, without_comparison
from pipeline.numbers.phrases import (
    ends_in_verb,
    head_of,
    is_general,
    object_of,
    without_links,
    without_openers,
)
from pipeline.numbers.reading import Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.words import STANDINS
from schemas.vocabulary import Kind

CHANGED = frozenset({Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Named:
    """A number of the same paragraph that has its name already."""

    mention: int
    kind: Kind
    unit: str
    name: str
    sentence: int


def read_indicator(scene: Scene, kind: Kind, change: Change | None, last: Named | None) -> Guess:
    """Return the names that fit the mention, best first; ``last`` is the number named before."""
    if kind is Kind.RANK:
        return _ranked(scene, last)
    if kind is Kind.SHARE:
        return _shared(scene, last)
    if kind in CHANGED:
        return _changed(scene, change, last)
    return _counted(scene, last)


def _subject(scene: Scene, first: str | None = None) -> str:
    leads = scene.leads if first is None else (first, *scene.leads[1:])
    for lead in leads:
        core = without_openers(without_links(without_comparison(lead))[0])
        core = without_links(core)[0]
        if core and core not in STANDINS:
            return core
        if core in STANDINS:
            return ""
    return ""


def _counted(scene: Scene, last: Named | None) -> Guess:
    core, (head, said) = _subject(scene), head_of(scene.tail)
    if head and _head_follows(core, head, scene):
        return _after(core, head, said or _said_later(scene))
    if core:
        return _before(core, scene, last)
    return _carried(scene, last, "carried-level")


def _head_follows(core: str, head: str, scene: Scene) -> bool:
    if not core or ends_in_verb(core):
        return True
    if core[-1] in "量额数率值期限" or core in scene.mention.quote:
        return False
    return object_of(core)[1] == core or len(head) > 1


def _after(core: str, head: str, said: str) -> Guess:
    head = head.lstrip("的")
    if is_general(head) and said:
        act = said.lstrip("从了中已").rstrip("其中了")
        return _names("head-after-said", f"{act}的{head}", f"{act}{head}", head)
    verb = core[-2:] if ends_in_verb(core) else ""
    if verb and (len(head) <= 3 or verb == "新增"):
        return _names("head-after-verb", f"{verb}{head}", head)
    return _names("head-after", head, f"{verb}{head}")


def _said_later(scene: Scene) -> str:
    return scene.rest.split("件")[-1] if scene.rest else ""


def _before(core: str, scene: Scene, last: Named | None) -> Guess:
    if ends_in_verb(core):
        noun, verb = core[:-2], core[-2:]
        noun = without_links(noun)[0]
        if len(noun) >= 2:
            return _names("verb-before", noun if verb != "新增" else f"新增{noun}", f"{noun}{verb}")
        if last:
            return _names("verb-carried", f"{verb}{object_of(last.name)[1]}", verb)
        return _names("verb-alone", verb)
    verb, name = object_of(core)
    short = f"{verb}{name}" if len(name) <= 3 else name
    return _names("head-before", short, f"{verb}{name}", core)


def _changed(scene: Scene, change: Change | None, last: Named | None) -> Guess:
    core = _subject(scene, change.subject if change else None)
    if core and ends_in_verb(core) and len(core) <= 2:
        core = ""
    if not core:
        return _carried(scene, last, "carried-change")
    verb, name = object_of(core)
    return _names("change-subject", name, core)


_RANKING = re.compile(
    r"""
    (?: 综合 | 总成绩 | 数量 | 总量 )?
    (?: 排名 | 排在 | 排到 | 排 | 列 | 名列 | 位列 | 位居 | 居于 | 居 | 位于 | 稳居 | 跃居 | 升至 | 升到 | 跃升至 | 获评 | 获得 | 获 | 成为 | 拿下 | 保持 | 蝉联 )
    [^,,;;。]{0,14} \Z
  | (?: 全[国省市区县球] | 在[^,,;;。]{2,14} ) (?: 排名 | 第 )? \Z
    """,
    re.VERBOSE,
)
_ARENA = re.compile(r"(?:\A|在)(?P<name>[^,]{4,40}?)(?:中|里|上|方面|板块)?\Z")


def _ranked(scene: Scene, last: Named | None) -> Guess:
    found = _RANKING.search(scene.lead)
    lead = scene.lead[: found.start()] if found else scene.lead
    core = _subject(scene, lead)
    if len(core) <= 4 and scene.before and not (last and last.sentence == scene.sentence.start):
        arena = _ARENA.search(scene.before)
        if arena:
            return _names("rank-arena", without_openers(arena["name"]), core)
    if core:
        return _names("rank-subject", object_of(core)[1], core)
    return _carried(scene, last, "carried-rank")


_PROPORTION = re.compile(r"(?P<part>[^,]*?)(?:占|相当于)(?P<whole>[^,]*)\Z")


def _shared(scene: Scene, last: Named | None) -> Guess:
    lead = without_links(scene.lead)[0] if not scene.lead.endswith("占") else scene.lead
    found = _PROPORTION.match(lead)
    if found and not found["whole"].startswith("比"):
        return _proportion(found, last)
    core = _subject(scene)
    if core:
        verb, name = object_of(core)
        return _names("rate-subject", name, core)
    head, said = head_of(scene.tail.lstrip("是为的"))
    if head:
        return _names("rate-head", f"{head}占比", head)
    return _carried(scene, last, "carried-rate")


def _proportion(found: re.Match[str], last: Named | None) -> Guess:
    part = without_openers(without_links(found["part"])[0]) or (last.name if last else "")
    whole = without_openers(without_links(found["whole"])[0]).replace("的", "")
    whole = whole.removesuffix("比重").removesuffix("比例")
    if whole:
        return _names("proportion", f"{part}占{whole}比重", f"{part}占比")
    return _names("proportion", f"{part}占比")


def _carried(scene: Scene, last: Named | None, rule: str) -> Guess:
    if scene.before and (last is None or last.sentence != scene.sentence.start):
        core = without_openers(without_links(scene.before)[0])
        return _names("clause-before", object_of(core)[1], core)
    if last is None:
        return Guess()
    return _names(rule if last.sentence == scene.sentence.start else f"{rule}-far", last.name)


def _names(rule: str, *names: str) -> Guess:
    unique = tuple(dict.fromkeys(name.strip("的、") for name in names if name.strip("的、")))
    return Guess(unique, rule=rule)
