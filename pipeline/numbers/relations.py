"""A named number and those named before it in, what it belongs to out."""

import re
from collections.abc import Sequence

from pipeline.numbers.heads import is_general
from pipeline.numbers.indicators import indicators_agree
from pipeline.numbers.lists import KINDS_OF_PATENT
from pipeline.numbers.named import Named, same_unit
from pipeline.numbers.scenes import Scene
from schemas.vocabulary import Kind

_LEVELS = frozenset({Kind.VALUE, Kind.DURATION, Kind.SHARE})
_FOLLOWERS = frozenset(
    {Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.MULTIPLE, Kind.RANK, Kind.SHARE}
)
# 授权专利1243件(发明702件: the bracket opens the parts.  Not (上年5件, (同比.
_BRACKETED = re.compile(
    r"\d[^\d()]{1,4}\((?!上年|去年|前年|同|比|较|约|不|含|每|占|折)[一-鿿]{2,10}\Z"
)
_PART = re.compile(r"其中|(?:包括|包含)\Z")

_ENDING = re.compile(r"(?:申请|授权|注册|登记|拥有|受理|有效|质押|转让|许可|备案)?[量额数]?")
_NEW = re.compile(r"新(?:登记|注册|增|设立?|认定|培育|引进|签约?|开工|成立|建|办)")
_PER = re.compile(r"每?万人口?|每百万?人口?|人均|户均")


def level_of(seen: Named, earlier: Sequence[Named]) -> int | None:
    """Return the number whose growth, share or rank this is: the last level of that name.

    It stands in the same sentence; for a share it is the number just before.
    """
    if seen.kind not in _FOLLOWERS:
        return None
    same = [one for one in earlier if one.sentence == seen.sentence]
    levels = [one for one in same if one.kind in _LEVELS and one.is_fact]
    if seen.kind is Kind.SHARE:
        near = [one for one in levels[-1:] if one.kind is Kind.VALUE]
        return next((one.mention for one in near if seen.name.startswith(one.name)), None)
    alike = [one for one in levels if indicators_agree(one.name, seen.name)]
    same_name = [one for one in alike if one.name == seen.name] or alike
    return same_name[-1].mention if same_name else None


def is_part(scene: Scene, last: Named | None) -> bool:
    """Tell whether 其中 stands before the number, or before the list it goes on with."""
    if any(_PART.search(lead) for lead in scene.leads) or _PART.search(scene.before[:2]):
        return True
    if last and last.clause == scene.clause.start and _BRACKETED.search(scene.words):
        return True
    return scene.is_listed and last is not None and last.whole is not None


def whole_of(scene: Scene, earlier: Sequence[Named]) -> Named | None:
    """Return the number that a part is part of: the last level before it, itself no part."""
    wholes = (
        one
        for one in reversed(earlier)
        if one.kind is Kind.VALUE and one.is_fact and one.whole is None
    )
    return next((one for one in wholes if same_unit(one.unit, scene.mention.unit)), None)


def part_name(part: str, whole: str) -> str:
    """Return the name of a part with what only the whole has said.

    >>> part_name("高层次人才", "每万人人才拥有量")
    '每万人高层次人才拥有量'
    >>> part_name("发明", "专利授权量"), part_name("金奖", "中国专利奖")
    ('发明专利授权量', '金奖')
    >>> part_name("合作社", "新设立农业经营主体")
    '新设立合作社'
    """
    new = _NEW.match(whole)
    if new and not part.startswith("新") and is_general(part):
        return new[0] + part
    if part in KINDS_OF_PATENT and "专利" in whole:
        return part + whole[whole.index("专利") :]
    for size in range(len(part), 1, -1):
        at = whole.find(part[-size:])
        if at >= 0:
            return _with_ending(part, whole, at + size)
    return part


def _with_ending(part: str, whole: str, end: int) -> str:
    if not _ENDING.fullmatch(whole[end:]):
        return part
    per = _PER.match(whole)
    before = per[0] if per and not part.startswith(per[0]) else ""
    return before + part + whole[end:]
