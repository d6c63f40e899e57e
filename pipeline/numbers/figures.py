"""A number in a table cell in, what the heads of row and column say it means out."""

import re

from pipeline.numbers.columns import Figure
from pipeline.numbers.indicators import complete_name
from pipeline.numbers.kinds import is_rate, is_span
from pipeline.numbers.mention import Mention
from pipeline.numbers.named import names
from pipeline.numbers.reading import Direction, Guess, Reading
from pipeline.numbers.scenes import Scene
from pipeline.numbers.sureness import judged_indicator, judged_kind
from schemas.vocabulary import Kind

# A label that names a change and not a level: 商标注册量增速.
_GROWTH = re.compile(r"(?:同比|环比)?(?:增速|增幅|增长率|增长|涨幅)\Z")


def read_figure(scene: Scene, figure: Figure) -> Reading:
    """Read a number by its cell: the kind by the head, the indicator by row or column."""
    mention = scene.mention
    name, kind = figure.name, figure.kind
    if kind is Kind.VALUE:
        kind = _kind(mention, name)
    if kind is Kind.GROWTH:
        name = _GROWTH.sub("", name) or name
    return Reading(
        mention.index,
        kind=judged_kind(Guess((kind.value,), rule="cell")),
        indicator=judged_indicator(
            names("cell", complete_name(name, _measure(mention, kind)), name),
            name,
            is_base_sure=False,
        ),
        direction=_direction(mention, kind),
    )


def _kind(mention: Mention, name: str) -> Kind:
    if is_rate(mention):
        return Kind.GROWTH if _GROWTH.search(name) or mention.value < 0 else Kind.SHARE
    return Kind.DURATION if is_span(mention) else Kind.VALUE


def _measure(mention: Mention, kind: Kind) -> str:
    return mention.unit if kind in (Kind.VALUE, Kind.CHANGE) else ""


def _direction(mention: Mention, kind: Kind) -> Direction | None:
    if kind not in (Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE):
        return None
    return Direction.DOWN if mention.value < 0 else Direction.UP
