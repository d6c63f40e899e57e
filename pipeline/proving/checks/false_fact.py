"""Finds numbers that a model takes for statistics where the text says otherwise."""

from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Disposition, Field


def _look(case: Case) -> Iterator[Look]:
    for mention, heard in case.heard.items():
        affirming = [each.claim for each in heard if each.claim.is_statistic]
        denied = _denied(case, mention)
        if denied and affirming:
            yield Look(
                mention,
                Field.DISPOSITION,
                f"{affirming[0].model} takes {case.mention(mention).quote!r} for a statistic"
                f" ({affirming[0].indicator or 'unnamed'}); the text reads as {denied}.",
            )
        else:
            yield Look(mention, Field.DISPOSITION)


def _denied(case: Case, mention: int) -> str | None:
    reading = case.reading(mention)
    why = case.mention(mention).why or (reading.nonfact if reading else None)
    if why is None and case.rows[mention].disposition is Disposition.NONFACT:
        why = case.rows[mention].why
    return why.value.replace("_", " ") if why else None


CHECK = Check("false-fact", frozenset({Field.DISPOSITION}), _look)
