"""Finds mentions that no model spoke of."""

from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Disposition, Field


def _look(case: Case) -> Iterator[Look]:
    for row in case.rows:
        if row.disposition is Disposition.UNACCOUNTED:
            quote = case.mention(row.mention).quote
            message = f"The text has {quote!r}, but no answer says what it means."
            yield Look(row.mention, Field.DISPOSITION, message)
        else:
            yield Look(row.mention, Field.DISPOSITION)


CHECK = Check("unaccounted", frozenset({Field.DISPOSITION}), _look)
