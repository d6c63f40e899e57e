"""Finds numbers that a model did not repeat as they stand: another digit, scale, unit, sign."""

from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field


def _look(case: Case) -> Iterator[Look]:
    for mention, heard in case.heard.items():
        for each in heard:
            if each.is_echo_right is None:
                continue
            quote = case.mention(mention).quote
            message = f"{each.claim.model} read {each.claim.echo!r} where the text has {quote!r}."
            yield Look(mention, Field.VALUE, None if each.is_echo_right else message)


CHECK = Check("number-echo", frozenset({Field.VALUE}), _look)
