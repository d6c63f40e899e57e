"""A case in, the totals it states with their parts out."""

from collections.abc import Iterator, Mapping

from pipeline.numbers.places import regions_agree
from pipeline.proving.case import Case
from pipeline.proving.comparing import same_time
from pipeline.proving.fact import Fact
from schemas.catalogue import find_indicator
from schemas.vocabulary import Kind


def find_parts(case: Case) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """Yield each total with the facts that are part of it, in order.

    A part is one by the text (其中) or by the catalogue (an invention patent is a
    patent); it has the same unit, and by the catalogue also the same place and time.
    """
    amounts = {fact.mention: fact for fact in case.facts.values() if fact.kind is Kind.VALUE}
    by_id: dict[str, list[Fact]] = {}
    for fact in amounts.values():
        by_id.setdefault(fact.indicator_id or "", []).append(fact)
    parts: dict[int, list[Fact]] = {}
    for part in amounts.values():
        for whole in _wholes(case, part, amounts, by_id):
            parts.setdefault(whole.mention, []).append(part)
    for mention in sorted(parts):
        yield amounts[mention], tuple(parts[mention])


def _wholes(
    case: Case, part: Fact, amounts: Mapping[int, Fact], by_id: Mapping[str, list[Fact]]
) -> Iterator[Fact]:
    reading = case.reading(part.mention)
    said = amounts.get(reading.whole) if reading and reading.whole is not None else None
    if said and said.base_unit == part.base_unit:
        yield said
    known = find_indicator(part.indicator) if part.indicator_id and part.indicator else None
    for whole in by_id.get(known.part_of, ()) if known and known.part_of else ():
        if whole is not said and _is_beside(part, whole):
            yield whole


def _is_beside(part: Fact, whole: Fact) -> bool:
    if part.base_unit != whole.base_unit or not part.region or not whole.region:
        return False
    return same_time(part, whole) and regions_agree(part.region, whole.region)
