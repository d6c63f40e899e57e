"""A case in, the totals it states with their parts out."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.numbers.places import regions_agree
from pipeline.proving.case import Case
from pipeline.proving.comparing import same_time
from pipeline.proving.fact import Fact
from schemas.catalogue import find_indicator
from schemas.vocabulary import Kind

# What joins the members of a list: 、商标案件, 和外观设计专利.
# It must not match a new clause, or a list with a number left out.
_LISTED = re.compile(r"[、和及][^,。;:\d\n]{0,30}")


def find_parts(case: Case) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """Yield each total with the facts that are part of it, in order.

    A part is one by the text (其中, or listed after such a part) or by the catalogue (an
    invention patent is a patent); it has the same unit, and by the catalogue also the
    same place and time.
    """
    amounts = {fact.mention: fact for fact in case.facts.values() if fact.kind is Kind.VALUE}
    by_id: dict[str, list[Fact]] = {}
    for fact in amounts.values():
        by_id.setdefault(fact.indicator_id or "", []).append(fact)
    said = _said_wholes(case, amounts)
    parts: dict[int, list[Fact]] = {}
    for part in amounts.values():
        for whole in _wholes(part, said.get(part.mention), by_id):
            parts.setdefault(whole.mention, []).append(part)
    for mention in sorted(parts):
        yield amounts[mention], tuple(parts[mention])


def is_listed(case: Case, one: Fact, other: Fact) -> bool:
    """Tell whether nothing but 、 or 和 and a name stand between two facts."""
    start, end = case.mention(one.mention).span.end, case.mention(other.mention).span.start
    return _LISTED.fullmatch(case.ledger.clean.text[start:end]) is not None


def _wholes(part: Fact, said: Fact | None, by_id: Mapping[str, Sequence[Fact]]) -> Iterator[Fact]:
    if said:
        yield said
    known = find_indicator(part.indicator) if part.indicator_id and part.indicator else None
    for whole in by_id.get(known.part_of, ()) if known and known.part_of else ():
        if whole is not said and _is_beside(part, whole):
            yield whole


def _said_wholes(case: Case, amounts: Mapping[int, Fact]) -> Mapping[int, Fact]:
    """Return the whole the text gives each part, or gives the part it is listed after."""
    wholes: dict[int, Fact] = {}
    for mention, part in amounts.items():
        reading, before = case.reading(mention), amounts.get(mention - 1)
        said = amounts.get(reading.whole) if reading and reading.whole is not None else None
        if said is None and before and mention - 1 in wholes and is_listed(case, before, part):
            said = wholes[mention - 1]
        if said and said.base_unit == part.base_unit:
            wholes[mention] = said
    return wholes


def _is_beside(part: Fact, whole: Fact) -> bool:
    if part.base_unit != whole.base_unit or not part.region or not whole.region:
        return False
    return same_time(part, whole) and regions_agree(part.region, whole.region)
