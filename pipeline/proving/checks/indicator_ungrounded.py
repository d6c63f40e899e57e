"""Finds indicator names that the text near the number does not bear out."""

from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field


def _look(case: Case) -> Iterator[Look]:
    for mention, heard in case.heard.items():
        for each in heard:
            if not each.speaks_of_this or not each.claim.indicator:
                continue
            stands = case.facts[mention].indicator if mention in case.facts else None
            message = (
                f"{each.claim.model} names {each.claim.indicator!r}, which is not in the words"
                f" around {case.mention(mention).quote!r}; {stands or 'nothing'} stands."
            )
            is_borne_out = Field.INDICATOR in each.says
            yield Look(mention, Field.INDICATOR, None if is_borne_out else message)


CHECK = Check("indicator-ungrounded", frozenset({Field.INDICATOR}), _look)
