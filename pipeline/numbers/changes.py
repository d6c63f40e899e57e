"""Scenes of growth and change in, the names of the levels that changed out."""

import re

from pipeline.numbers.directions import Change
from pipeline.numbers.heads import head_of
from pipeline.numbers.lists import in_parallel
from pipeline.numbers.named import Named, names
from pipeline.numbers.reading import SILENT, Guess
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import (
    core_of,
    is_body,
    is_standin,
    measured,
    per_unit,
    subject_of,
    topic_of,
)
from pipeline.numbers.verbs import ends_in_verb, object_of
from pipeline.numbers.words import NEWLY
from schemas.vocabulary import Kind

# 企业发明专利授权占比, 茶叶占农业产值比重: without what makes a share of it.
_OF_SHARE = re.compile(r"(?:占比|占[^占]{1,20}比重)\Z")


# What grows here is an income.
_EARNING = frozenset({"增收", "减收"})

# 新增33家,总数达1630家: the sum is of all of them.
_SUM = re.compile(r"总[数量额]|累计|[共总合]计|总共")


def name_change(scene: Scene, kind: Kind, change: Change | None, last: Named | None) -> Guess:
    """Return the names of what grew or shrank, best first; the level before it if unsaid."""
    core = core_of(change.subject) if change else subject_of(scene)
    core = "" if is_standin(core) else core
    head, _said = head_of(scene.tail)
    if kind is Kind.CHANGE and head and (not core or core in NEWLY):
        return names("change-head", head)
    if not core or (ends_in_verb(core) and len(core) <= 2) or is_body(core, scene):
        return carried(scene, last, "carried-change")
    return _pointing_back(core, scene, last, change) or _changed(core, change)


def _pointing_back(
    core: str, scene: Scene, last: Named | None, change: Change | None
) -> Guess | None:
    if per := per_unit(core):
        if change and change.word in _EARNING:
            return names("change-income", f"{per}收入", f"{per}{change.word}")
        return names("change-per", *([per + last.name] if last else []), core)
    if last and (whole := measured(core, last)):
        return names("change-measure", whole, core)
    grown = last if last and last.kind in (Kind.GROWTH, Kind.CHANGE) else None
    whole = in_parallel(core, grown, scene)
    return names("change-parallel", whole, core) if whole else None


def _changed(core: str, change: Change | None) -> Guess:
    if change and change.word in _EARNING:
        return names("change-income", f"{core}收入", f"{core}增收")
    return names("change-subject", object_of(core)[1], core)


def carried(scene: Scene, last: Named | None, rule: str) -> Guess:
    """Return the name of the number before, or the topic of the clause before."""
    if last and last.pending and scene.is_listed:
        share = _OF_SHARE.search(last.name) if last.kind is Kind.SHARE else None
        return names("listed-in-turn", last.pending[0] + (share[0] if share else ""))
    near = last is not None and last.sentence == scene.sentence.start
    is_own_clause = near and last is not None and last.clause == scene.clause.start
    if scene.before and not is_own_clause and (scene.is_apart or not near):
        topic = topic_of(scene.before)
        if len(topic) >= 2:
            return names("clause-topic", topic, *([last.name] if last else []))
    if last is None:
        return SILENT
    name = _level_name(scene, last) if rule == "carried-level" else last.name
    return names(rule if near else f"{rule}-far", name)


def _level_name(scene: Scene, last: Named) -> str:
    """Return the level's name: 总数 of what was newly there is not new itself."""
    name = _OF_SHARE.sub("", last.name)
    return name.removeprefix("新增") if _SUM.search(scene.lead) else name
