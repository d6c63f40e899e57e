"""Finds periods that a model claims and the text before the number does not have."""

from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field


def _look(case: Case) -> Iterator[Look]:
    for mention, heard in case.heard.items():
        for each in heard:
            if not each.speaks_of_this or not each.claim.period:
                continue
            stands = case.facts[mention].period if mention in case.facts else None
            message = (
                f"{each.claim.model} dates {case.mention(mention).quote!r} {each.claim.period!r},"
                f" which the text before it does not say; {stands or 'no period'} stands."
            )
            is_borne_out = Field.PERIOD in each.says
            yield Look(mention, Field.PERIOD, None if is_borne_out else message)


CHECK = Check("period-ungrounded", frozenset({Field.PERIOD}), _look)
