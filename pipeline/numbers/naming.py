"""A scene and the numbers named before it in, the meaning of its number out."""

import re
from collections.abc import Sequence

from pipeline.numbers.changes import name_change
from pipeline.numbers.counting import name_count
from pipeline.numbers.directions import Change, find_base, find_change
from pipeline.numbers.indicators import complete_name
from pipeline.numbers.kinds import read_kind
from pipeline.numbers.named import Named, first, names, same_unit
from pipeline.numbers.proportions import name_rank, name_share
from pipeline.numbers.reading import Direction, Guess, Reading
from pipeline.numbers.relations import is_part, level_of, part_name, whole_of
from pipeline.numbers.scenes import Scene
from pipeline.numbers.subjects import core_of
from pipeline.numbers.sureness import judged_indicator, judged_kind
from schemas.vocabulary import Kind

# 分别占全国的65%和70%.
_DEALT_SHARE = re.compile(r"分别占(?P<whole>[^,;。]{0,12})\Z")

# 增幅由12%收窄至8%: the second rate is a growth too.
_GOING_TO = re.compile(
    r"(?:收窄|回落|扩大|放缓|加快|提高|提升|上升|下降|升|降|提|扩|增)?[到至为]|转为"
)

# 赔付3笔共21万元: the same, added up.
_SUMMED = frozenset({"共", "共计", "合计", "总计", "计", "总共"})

# One number that is said of several: 均增长4%, 双双增长4%.  Not 户均, 平均.
_ALL = re.compile(r"双双|(?<![户人亩年月日平])均(?!衡|价|值)|都(?!市)")

_CHANGES = frozenset({Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.MULTIPLE})


def read_mention(
    scene: Scene, named: Sequence[Named], turn: tuple[str, ...]
) -> tuple[Reading, Named]:
    """Read one mention by those ``named`` before it, and return what to remember of it.

    ``turn`` are the names that 分别 gives to it and the numbers listed after it.
    """
    last = named[-1] if named else None
    is_range = last is not None and scene.is_range and last.mention == scene.mention.index - 1
    listed = last if last and (is_range or _goes_on(scene, last)) else None
    change = _same_change(listed) if listed else find_change(scene.said)
    guess = _kind(scene, listed, change)
    kind = Kind(guess.best or Kind.VALUE)
    if is_range and last and last.name:
        indicator = names("range-end", last.name, *last.others)
    else:
        indicator = _dealt(turn[0], scene) if turn else _name(scene, kind, change, named)
    seen = _seen(scene, kind, indicator, named)
    direction = _direction(scene, change)
    indicator = judged_indicator(
        first(complete_name(seen.name, seen.measure), indicator),
        seen.name,
        is_base_sure=last is not None and last.is_sure,
    )
    reading = Reading(
        scene.mention.index,
        kind=judged_kind(guess),
        indicator=indicator,
        direction=direction if kind in _CHANGES else None,
        compared_with=find_base(scene.words) if kind in _CHANGES else None,
        level=level_of(seen, named),
        whole=seen.whole.mention if seen.whole else None,
    )
    return reading, seen._replace(
        pending=turn[1:] or (listed.pending[0 if is_range else 1 :] if listed else ()),
        direction=direction,
        is_sure=indicator.is_sure,
    )


def _kind(scene: Scene, listed: Named | None, change: Change | None) -> Guess:
    """Read the kind; of what goes on with a list in the same unit it is the list's."""
    if listed and same_unit(listed.unit, scene.mention.unit):
        return Guess((listed.kind.value,), rule="listed")
    return read_kind(scene, change)


def _seen(scene: Scene, kind: Kind, indicator: Guess, named: Sequence[Named]) -> Named:
    last = named[-1] if named else None
    name = indicator.best or ""
    whole = whole_of(scene, named) if kind is Kind.VALUE and is_part(scene, last) else None
    if whole and name:
        name = part_name(name, whole.name)
    return Named(
        mention=scene.mention.index,
        kind=kind,
        unit=scene.mention.unit,
        name=name,
        sentence=scene.sentence.start,
        clause=scene.clause.start,
        measure=_measure(scene, kind, name, last),
        others=indicator.candidates[1:],
        whole=whole,
    )


def _dealt(name: str, scene: Scene) -> Guess:
    found = _DEALT_SHARE.search(scene.lead)
    if found is None:
        return names("in-turn", name)
    whole = found["whole"].replace("的", "")
    return names("in-turn", f"{name}占{whole}比重" if whole else f"{name}占比", f"{name}占比")


def _goes_on(scene: Scene, last: Named) -> bool:
    """Tell whether a number says nothing of its own: 增长12%和8%, 增幅由12%收窄至8%."""
    is_step = last.kind is Kind.GROWTH and last.clause == scene.clause.start
    if is_step and _GOING_TO.fullmatch(scene.lead):
        return same_unit(last.unit, scene.mention.unit)
    is_same_change = last.kind is Kind.GROWTH and last.clause == scene.clause.start
    is_like = bool(last.pending) or (is_same_change and same_unit(last.unit, scene.mention.unit))
    return scene.is_listed and is_like and not core_of(scene.lead)


def _same_change(listed: Named) -> Change | None:
    if listed.direction is None or listed.kind not in _CHANGES:
        return None
    return Change("", listed.direction, is_noun=False, is_object=False, subject="")


def _direction(scene: Scene, change: Change | None) -> Direction | None:
    if scene.mention.value < 0:
        return Direction.DOWN
    return change.direction if change else None


def _measure(scene: Scene, kind: Kind, name: str, last: Named | None) -> str:
    """Return the unit of the level that the name stands for, nothing if none is known."""
    if kind in (Kind.VALUE, Kind.CHANGE):
        return scene.mention.unit
    return last.measure if last and kind is not Kind.SHARE and last.name == name else ""


def _name(scene: Scene, kind: Kind, change: Change | None, named: Sequence[Named]) -> Guess:
    last = named[-1] if named else None
    if kind is Kind.RANK:
        return name_rank(scene, last)
    if kind is Kind.SHARE:
        return name_share(scene, last)
    if kind in _CHANGES:
        guess = name_change(scene, kind, change, last)
        return _of_all(scene, named) or guess if guess.rule == "carried-change" else guess
    guess = name_count(scene, last)
    if last and last.clause == scene.clause.start and scene.lead in _SUMMED:
        return names("carried-sum", last.name)
    if (
        last
        and guess.best == last.name
        and guess.rule.startswith("carried")
        and not _counts_alike(scene, last)
    ):
        alike = (one for one in reversed(named) if same_unit(one.unit, scene.mention.unit))
        return next((names("carried-unit", one.name) for one in alike), guess)
    return guess


def _of_all(scene: Scene, named: Sequence[Named]) -> Guess | None:
    """Name one growth of several levels by the first of them: 项目3项,惠及5家,同比均增长4%."""
    if not _ALL.search(scene.words):
        return None
    levels: list[Named] = []
    for one in reversed(named):
        if one.sentence != scene.sentence.start or one.kind not in (Kind.VALUE, Kind.SHARE):
            break
        levels.append(one)
    return names("change-of-all", levels[-1].name) if len(levels) > 1 else None


def _counts_alike(scene: Scene, last: Named) -> bool:
    """Tell whether both numbers are money, both rates, or both counts."""
    return _family(scene.mention.unit) == _family(last.measure or last.unit)


def _family(unit: str) -> str:
    return unit[-1:] if unit.endswith(("元", "%", "‰", "天", "月")) else ""
