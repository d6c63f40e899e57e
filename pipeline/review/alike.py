"""A correction just made in, the other disputes of the document that it would fit out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.disputing.deciding import said
from pipeline.disputing.decisions import Decision, Ruling
from pipeline.proving.fact import Fact, Field, Status
from pipeline.results.settled import Settled


@dataclass(frozen=True, slots=True)
class Repeat:
    """What was corrected in the document at the place ``document``: fields before and after."""

    document: int
    before: Mapping[Field, str]
    after: Mapping[Field, str]


def repeat_of(document: int, fact: Fact, made: Iterable[Decision]) -> Repeat | None:
    """Return what ``made`` corrected of ``fact``, as something to do again.

    A corrected value is that of one number alone, so it is nothing to do again.
    """
    after = {each.field: each.value or "" for each in made if each.ruling is Ruling.CORRECT}
    if not after or Field.VALUE in after:
        return None
    return Repeat(document, {field: said(fact, field) for field in after}, after)


def find_alike(settled: Settled, repeat: Repeat) -> tuple[int, ...]:
    """Return the disputed facts of which the corrected fields say what was corrected."""
    statuses = settled.record.proof.statuses
    return tuple(
        fact.mention
        for fact in settled.record.proof.facts
        if statuses[fact.mention] is Status.DISPUTED
        and all(said(fact, field) == value for field, value in repeat.before.items())
    )
