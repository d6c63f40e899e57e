"""Clean text in, every number in it out, in order: its place, value, unit and bound."""

import re
from collections.abc import Iterator, Sequence

from pipeline.cleaning.clean_text import CleanText, Mark, MarkKind
from pipeline.numbers.amounts import Place
from pipeline.numbers.damage import mark_damage
from pipeline.numbers.disguises import unitless_disguise
from pipeline.numbers.hidden import with_hidden
from pipeline.numbers.mention import Mention
from pipeline.numbers.number_finding import find_places
from pipeline.numbers.ranges import join_ranges
from pipeline.numbers.tables import Cells, find_cells
from pipeline.numbers.units import dimension
from pipeline.spans import Span
from schemas.vocabulary import Bound, NonFact

_SHORTEST_PHONE = 5
_MORE = re.compile(r"\s?[、/,;或]\s?")


def find_mentions(clean: CleanText) -> tuple[Mention, ...]:
    """Find every number of ``clean``, in order and without overlap.

    A number whose form shows that it states no statistic has a reason.  In a table the
    heads of a cell give the unit; in page furniture whatever is left is furniture.
    Numbers in what was removed (tags, scripts) are markup and have an empty span.
    """
    text = clean.text
    cells = find_cells(text)
    places = join_ranges(text, _in_cells(find_places(text), cells))
    places = _without_unit(text, places, cells)
    places = mark_damage(clean, _in_furniture(clean, places))
    visible = [_mention(clean, index, place) for index, place in enumerate(places)]
    return with_hidden(clean, visible)


def _in_cells(places: Iterator[Place], cells: Cells) -> list[Place]:
    if not cells.cells:
        return list(places)
    filled = []
    for place in places:
        cell = cells.at(place.start)
        if cell and place.why is None and not place.amount.unit:
            unit = "" if cell.why else cell.unit
            place = place._replace(amount=place.amount._replace(unit=unit), why=cell.why)
        filled.append(place)
    return filled


def _without_unit(text: str, places: Sequence[Place], cells: Cells) -> list[Place]:
    explained: list[Place] = []
    for place in places:
        cell = cells.at(place.start)
        if cell and not cell.is_head:
            explained.append(place)
            continue
        why = place.why or _bare_why(text, place, explained[-1] if explained else None)
        explained.append(place if why is place.why else place._replace(why=why))
    return explained


def _bare_why(text: str, place: Place, last: Place | None) -> NonFact | None:
    """Explain bare digits: a year, a code, or one more phone number after another."""
    digits = text[place.start : place.end]
    if place.amount.unit or place.amount.bound is not Bound.EXACT or not digits.isdigit():
        return None
    is_after_phone = last is not None and last.why is NonFact.PHONE
    if last and is_after_phone and _MORE.fullmatch(text, last.end, place.start):
        return NonFact.PHONE if len(digits) >= _SHORTEST_PHONE else None
    return unitless_disguise(digits)


def _in_furniture(clean: CleanText, places: Sequence[Place]) -> list[Place]:
    marks = iter(clean.marked(MarkKind.FURNITURE))
    mark = next(marks, None)
    placed = []
    for place in places:
        while mark and mark.span.end <= place.start:
            mark = next(marks, None)
        is_inside = mark is not None and mark.span.start <= place.start
        if mark and is_inside and place.why is None and not _is_told(clean.text, mark, place):
            place = place._replace(why=NonFact.PAGE_FURNITURE)
        placed.append(place)
    return placed


def _is_told(text: str, mark: Mark, place: Place) -> bool:
    """Tell whether a sentence inside furniture states an amount of something but time."""
    kind = dimension(place.amount.unit)
    return kind not in (None, "time") and "。" in mark.span.of(text)


def _mention(clean: CleanText, index: int, place: Place) -> Mention:
    span = Span(place.start, place.end)
    raw_span = clean.raw_span(span)
    amount = place.amount
    return Mention(
        index=index,
        span=span,
        raw_span=raw_span,
        quote=raw_span.of(clean.raw),
        value=amount.value,
        unit=amount.unit,
        bound=amount.bound,
        why=place.why,
        is_damaged=place.is_damaged,
    )
