"""Clean text and its mentions in, what the text alone says each number means out."""

from collections import deque
from collections.abc import Mapping, Sequence

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.columns import find_figures
from pipeline.numbers.crowds import find_crowd
from pipeline.numbers.figures import read_figure
from pipeline.numbers.intentions import read_intentions
from pipeline.numbers.layout import Layout
from pipeline.numbers.lists import in_turn
from pipeline.numbers.mention import Mention
from pipeline.numbers.named import Named
from pipeline.numbers.naming import read_mention
from pipeline.numbers.reading import Guess, Reading
from pipeline.numbers.scenes import Scene, find_scenes
from pipeline.numbers.subjects import core_of
from pipeline.numbers.sureness import judged_reason
from schemas.vocabulary import NonFact

# Numbers that name a class are part of the name of what is counted.
_WOVEN = frozenset({NonFact.THRESHOLD.value, NonFact.IDIOM.value})

# How many numbers of a paragraph are remembered, and how long a list 分别 can deal out to.
_MEMORY, _LONGEST_LIST = 40, 12


def read_meanings(
    clean: CleanText, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Reading | None, ...]:
    """Read each mention that may be a statistic; ``None`` where ``mention.why`` is set.

    Period and region are left silent: they are read elsewhere.  Of a crowd of numbers
    without words nothing is said at all.
    """
    crowd = find_crowd(clean.text, layout, mentions)
    whys = read_intentions(clean, layout, [m for m in mentions if m.index not in crowd])
    woven = frozenset(index for index, why in whys.items() if why.best in _WOVEN)
    scenes = find_scenes(clean.text, layout, mentions, woven, crowd)
    found: dict[int, Reading] = {index: Reading(index) for index in crowd}
    found |= {index: Reading(index, why=judged_reason(whys[index])) for index in woven}
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
        reading, seen = read_mention(scene, named, turn)
        if index in whys:
            reading, seen = (
                Reading(index, why=judged_reason(whys[index])),
                seen._replace(is_fact=False),
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
