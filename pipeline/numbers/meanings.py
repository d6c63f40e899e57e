"""Clean text and its mentions in, what the text alone says each number means out."""

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.directions import find_base, find_change
from pipeline.numbers.kinds import read_kind
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading
from pipeline.numbers.scenes import Scene, find_scenes
from pipeline.numbers.subjects import Named, read_indicator
from schemas.vocabulary import Kind


def read_meanings(
    clean: CleanText, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Reading | None, ...]:
    """Read each mention that may be a statistic; ``None`` where ``mention.why`` is set."""
    scenes = find_scenes(clean.text, layout, mentions)
    readings: list[Reading | None] = [None] * len(mentions)
    last: Named | None = None
    for place, mention in enumerate(mentions):
        scene = scenes.get(mention.index)
        if scene is None:
            continue
        if last and last_paragraph != scene.paragraph.start:
            last = None
        last_paragraph = scene.paragraph.start
        reading, last = _read(scene, last)
        readings[place] = reading
    return tuple(readings)


def _read(scene: Scene, last: Named | None) -> tuple[Reading, Named | None]:
    change = find_change(scene.lead)
    guess = read_kind(scene, change)
    kind = Kind(guess.best)
    indicator = read_indicator(scene, kind, change, last)
    reading = Reading(
        scene.mention.index,
        kind=guess,
        indicator=indicator,
        direction=change.direction if change else None,
        compared_with=find_base(scene.lead),
    )
    if indicator.best:
        last = Named(
            scene.mention.index, kind, scene.mention.unit, indicator.best, scene.sentence.start
        )
    return reading, last
