"""Clean text and its mentions in, what the text alone says each number means out."""

from collections.abc import Mapping

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
from schemas.vocabulary import Kind, NonFact

# Numbers that name a class are part of the name of what is counted.
_WOVEN = NonFact.THRESHOLD.value

_CHANGES = frozenset({Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.MULTIPLE})


def read_meanings(
    clean: CleanText, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Reading | None, ...]:
    """Read each mention that may be a statistic; ``None`` where ``mention.why`` is set.

    Period and region are left silent: they are read elsewhere.
    """
    published = clean.metadata.published
    whys = read_intentions(clean.text, layout, mentions, published.year if published else None)
    woven = frozenset(index for index, why in whys.items() if why.best == _WOVEN)
    scenes = find_scenes(clean.text, layout, mentions, woven)
    figures = find_figures(clean.text)
    readings: list[Reading | None] = []
    named: list[Named] = []
    paragraph = -1
    for mention in mentions:
        scene = scenes.get(mention.index)
        if scene is None or mention.index in whys:
            why = whys.get(mention.index)
            readings.append(Reading(mention.index, why=why) if why else None)
            continue
        if scene.paragraph.start != paragraph:
            named, paragraph = [], scene.paragraph.start
        figure = figures.at(mention.span.start)
        turn = in_turn(scene, named, _count_listed(scenes, mention.index))
        readings.append(read_figure(scene, figure) if figure else _read(scene, named, turn))
    return tuple(readings)


def _count_listed(scenes: Mapping[int, Scene], index: int) -> int:
    """Return how many numbers the list has that begins with the mention ``index``."""
    count = 1
    while (
        (following := scenes.get(index + count))
        and following.is_listed
        and not core_of(following.lead)
    ):
        count += 1
    return count


def _read(scene: Scene, named: list[Named], turn: tuple[str, ...]) -> Reading:
    """Read one mention and add it to those ``named`` in its paragraph.

    ``turn`` are the names that 分别 gives to it and the numbers listed after it.
    """
    last = named[-1] if named else None
    listed = last if last and scene.is_listed and _bare_list(scene, last) else None
    change = find_change(scene.lead)
    guess = Guess((listed.kind.value,), rule="listed") if listed else read_kind(scene, change)
    kind = Kind(guess.best or Kind.VALUE)
    indicator = names("in-turn", turn[0]) if turn else _name(scene, kind, change, last)
    whole = whole_of(scene, named) if kind is Kind.VALUE and is_part(scene, last) else None
    if whole and indicator.best:
        indicator = first(part_name(indicator.best, whole.name), indicator)
    level = level_of(kind, indicator.best or "", scene, named)
    measure = _measure(scene, kind, indicator, last)
    direction = listed.direction if listed else change.direction if change else None
    if indicator.best:
        rest = turn[1:] if turn else last.pending[1:] if last and listed else ()
        named.append(
            Named(
                mention=scene.mention.index,
                kind=kind,
                unit=scene.mention.unit,
                name=indicator.best,
                sentence=scene.sentence.start,
                clause=scene.clause.start,
                measure=measure,
                is_part=whole is not None,
                whole=whole.name if whole else "",
                pending=rest,
                direction=direction,
            )
        )
    return Reading(
        scene.mention.index,
        kind=guess,
        indicator=first(complete_name(indicator.best or "", measure), indicator),
        direction=direction if kind in _CHANGES else None,
        compared_with=find_base(scene.lead),
        level=level,
        whole=whole.mention if whole else None,
    )


def _bare_list(scene: Scene, last: Named) -> bool:
    """Tell whether a listed number says nothing of its own: 增长12%和8%."""
    return not core_of(scene.lead) and last.unit == scene.mention.unit and bool(last.pending)


def _measure(scene: Scene, kind: Kind, indicator: Guess, last: Named | None) -> str:
    """Return the unit of the level that the name stands for, nothing if none is known."""
    if kind in (Kind.VALUE, Kind.CHANGE):
        return scene.mention.unit
    return last.measure if last and kind is not Kind.SHARE and last.name == indicator.best else ""


def _name(scene: Scene, kind: Kind, change: Change | None, last: Named | None) -> Guess:
    if kind is Kind.RANK:
        return name_rank(scene, last)
    if kind is Kind.SHARE:
        return name_share(scene, last)
    if kind in _CHANGES:
        return name_change(scene, kind, change, last)
    return name_count(scene, last)
