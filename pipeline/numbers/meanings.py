"""Clean text and its mentions in, what the text alone says each number means out."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.columns import find_figures
from pipeline.numbers.counting import name_change, name_count
from pipeline.numbers.directions import Change, find_base, find_change
from pipeline.numbers.figures import read_figure
from pipeline.numbers.indicators import complete_name
from pipeline.numbers.intentions import read_intentions
from pipeline.numbers.kinds import read_kind
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.proportions import name_rank, name_share
from pipeline.numbers.reading import Guess, Reading
from pipeline.numbers.relations import is_part, level_of, part_name, whole_of
from pipeline.numbers.scenes import Scene, find_scenes
from pipeline.numbers.subjects import Named, core_of, first, in_turn, names
from pipeline.numbers.sureness import judged_indicator, judged_kind, judged_reason
from schemas.vocabulary import Kind, NonFact

# Numbers that name a class are part of the name of what is counted.
_WOVEN = frozenset({NonFact.THRESHOLD.value, NonFact.IDIOM.value})

_CHANGES = frozenset({Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.MULTIPLE})

# How many numbers of a paragraph are remembered, and how long a list 分别 can deal out to.
_MEMORY, _LONGEST_LIST = 40, 12


def read_meanings(
    clean: CleanText, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Reading | None, ...]:
    """Read each mention that may be a statistic; ``None`` where ``mention.why`` is set.

    Period and region are left silent: they are read elsewhere.
    """
    whys = read_intentions(clean, layout, mentions)
    woven = frozenset(index for index, why in whys.items() if why.best in _WOVEN)
    scenes = find_scenes(clean.text, layout, mentions, woven)
    found: dict[int, Reading] = {
        index: Reading(index, why=judged_reason(why))
        for index, why in whys.items()
        if index in woven
    }
    figures = find_figures(clean.text)
    for index, scene in scenes.items():
        figure = figures.at(scene.mention.span.start)
        if figure:
            found[index] = read_figure(scene, figure)
    for paragraph in _paragraphs(scenes, found):
        found |= _read_paragraph(paragraph, scenes, whys)
    return tuple(found.get(mention.index) for mention in mentions)


def _paragraphs(scenes: Mapping[int, Scene], done: Mapping[int, Reading]) -> list[list[Scene]]:
    paragraphs: dict[int, list[Scene]] = {}
    for index, scene in scenes.items():
        if index not in done:
            paragraphs.setdefault(scene.paragraph.start, []).append(scene)
    return list(paragraphs.values())


def _read_paragraph(
    paragraph: Sequence[Scene], scenes: Mapping[int, Scene], whys: Mapping[int, Guess]
) -> dict[int, Reading]:
    """Read the numbers of one paragraph in turn; each may carry the name of one before.

    A target has a name that others may carry, but no meaning of its own.
    """
    named: deque[Named] = deque(maxlen=_MEMORY)
    found: dict[int, Reading] = {}
    for scene in paragraph:
        index = scene.mention.index
        turn = in_turn(scene, named, _count_listed(scenes, index))
        reading, seen = _read(scene, named, turn)
        if index in whys:
            reading, seen = (
                Reading(index, why=judged_reason(whys[index])),
                replace(seen, is_fact=False),
            )
        if seen.name:
            named.append(seen)
        found[index] = reading
    return found


def _count_listed(scenes: Mapping[int, Scene], index: int) -> int:
    """Return how many numbers the list has that begins with the mention ``index``."""
    for count in range(1, _LONGEST_LIST):
        following = scenes.get(index + count)
        if following is None or not following.is_listed or core_of(following.lead):
            return count
    return _LONGEST_LIST


def _read(scene: Scene, named: Sequence[Named], turn: tuple[str, ...]) -> tuple[Reading, Named]:
    """Read one mention by those ``named`` before it, and return what to remember of it.

    ``turn`` are the names that 分别 gives to it and the numbers listed after it.
    """
    last = named[-1] if named else None
    listed = last if last and _goes_on(scene, last) else None
    change = find_change(scene.said)
    guess = Guess((listed.kind.value,), rule="listed") if listed else read_kind(scene, change)
    kind = Kind(guess.best or Kind.VALUE)
    indicator = _dealt(turn[0], scene) if turn else _name(scene, kind, change, last)
    words = indicator.best or ""
    whole = whole_of(scene, named) if kind is Kind.VALUE and is_part(scene, last) else None
    if whole and words:
        words = part_name(words, whole.name)
    measure = _measure(scene, kind, words, last)
    indicator = judged_indicator(
        first(complete_name(words, measure), indicator),
        words,
        is_base_sure=last is not None and last.is_sure,
    )
    seen = Named(
        mention=scene.mention.index,
        kind=kind,
        unit=scene.mention.unit,
        name=words,
        sentence=scene.sentence.start,
        clause=scene.clause.start,
        measure=measure,
        is_sure=indicator.is_sure,
        others=indicator.candidates[1:],
        whole=whole,
        pending=turn[1:] or (listed.pending[1:] if listed else ()),
        direction=listed.direction if listed else change.direction if change else None,
    )
    return _reading(scene, guess, indicator, seen, level_of(seen, named)), seen


def _reading(
    scene: Scene, kind: Guess, indicator: Guess, seen: Named, level: int | None
) -> Reading:
    return Reading(
        scene.mention.index,
        kind=judged_kind(kind),
        indicator=indicator,
        direction=seen.direction if seen.kind in _CHANGES else None,
        compared_with=find_base(scene.words) if seen.kind in _CHANGES else None,
        level=level,
        whole=seen.whole.mention if seen.whole else None,
    )


def _dealt(name: str, scene: Scene) -> Guess:
    return names("in-turn", f"{name}占比" if scene.lead.endswith("占") else name)


def _goes_on(scene: Scene, last: Named) -> bool:
    """Tell whether a listed number says nothing of its own: 增长12%和8%."""
    is_dealt = scene.is_listed and last.pending and last.unit == scene.mention.unit
    return bool(is_dealt) and not core_of(scene.lead)


def _measure(scene: Scene, kind: Kind, name: str, last: Named | None) -> str:
    """Return the unit of the level that the name stands for, nothing if none is known."""
    if kind in (Kind.VALUE, Kind.CHANGE):
        return scene.mention.unit
    return last.measure if last and kind is not Kind.SHARE and last.name == name else ""


def _name(scene: Scene, kind: Kind, change: Change | None, last: Named | None) -> Guess:
    if kind is Kind.RANK:
        return name_rank(scene, last)
    if kind is Kind.SHARE:
        return name_share(scene, last)
    if kind in _CHANGES:
        return name_change(scene, kind, change, last)
    return name_count(scene, last)
