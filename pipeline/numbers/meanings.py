"""Clean text and its mentions in, what the text alone says each number means out."""

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.counting import name_change, name_count
from pipeline.numbers.directions import Change, find_base, find_change
from pipeline.numbers.intentions import read_intentions
from pipeline.numbers.kinds import read_kind
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.proportions import name_rank, name_share
from pipeline.numbers.reading import Guess, Reading
from pipeline.numbers.scenes import Scene, find_scenes
from pipeline.numbers.subjects import Named
from schemas.vocabulary import Kind, NonFact

# Numbers that name a class are part of the name of what is counted.
_WOVEN = frozenset({NonFact.THRESHOLD.value})

_CHANGES = frozenset({Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.MULTIPLE})


def read_meanings(
    clean: CleanText, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Reading | None, ...]:
    """Read each mention that may be a statistic; ``None`` where ``mention.why`` is set."""
    published = clean.metadata.published
    whys = read_intentions(clean.text, layout, mentions, published.year if published else None)
    woven = frozenset(index for index, why in whys.items() if why.best in _WOVEN)
    scenes = find_scenes(clean.text, layout, mentions, woven)
    readings: list[Reading | None] = []
    last: Named | None = None
    paragraph = -1
    for mention in mentions:
        scene = scenes.get(mention.index)
        if scene is None or mention.index in whys:
            why = whys.get(mention.index)
            readings.append(Reading(mention.index, why=why) if why else None)
            continue
        last = last if scene.paragraph.start == paragraph else None
        paragraph = scene.paragraph.start
        reading, last = _read(scene, last)
        readings.append(reading)
    return tuple(readings)


def _read(scene: Scene, last: Named | None) -> tuple[Reading, Named | None]:
    change = find_change(scene.lead)
    guess = read_kind(scene, change)
    kind = Kind(guess.best or Kind.VALUE)
    indicator = _name(scene, kind, change, last)
    reading = Reading(
        scene.mention.index,
        kind=guess,
        indicator=indicator,
        direction=change.direction if change and kind in _CHANGES else None,
        compared_with=find_base(scene.lead),
    )
    if indicator.best is None:
        return reading, last
    return reading, Named(
        mention=scene.mention.index,
        kind=kind,
        unit=scene.mention.unit,
        name=indicator.best,
        sentence=scene.sentence.start,
        clause=scene.clause.start,
        pending=last.pending[1:] if last and indicator.rule == "listed-in-turn" else (),
    )


def _name(scene: Scene, kind: Kind, change: Change | None, last: Named | None) -> Guess:
    if kind is Kind.RANK:
        return name_rank(scene, last)
    if kind is Kind.SHARE:
        return name_share(scene, last)
    if kind in _CHANGES:
        return name_change(scene, kind, change, last)
    return name_count(scene, last)
