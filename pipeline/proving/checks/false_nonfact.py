"""Finds statistics that a model takes for none."""

from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Disposition, Field
from pipeline.proving.heard import Heard


def _look(case: Case) -> Iterator[Look]:
    for row in case.rows:
        if row.disposition is not Disposition.FACT:
            continue
        denying = [each for each in case.heard.get(row.mention, ()) if not each.claim.is_statistic]
        yield Look(row.mention, Field.DISPOSITION, _message(case, row.mention, denying))


def _message(case: Case, mention: int, denying: list[Heard]) -> str | None:
    if not denying:
        return None
    claim = denying[0].claim
    name = case.facts[mention].indicator or "a statistic"
    return (
        f"{claim.model} says that {case.mention(mention).quote!r} is no statistic"
        f" ({claim.why or 'no reason given'}); it stands as {name}."
    )


CHECK = Check("false-nonfact", frozenset({Field.DISPOSITION}), _look)
