"""Finds places that a model claims and the text does not name, or gives to the whole country."""

import re
from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field
from schemas.vocabulary import Kind

# A clause whose subject is the country: 全国专利授权, 目前全国有效发明专利.
# It must not match 居全国, 占全国 (a rank or share of ours), 全国首批, 全国人大, 全国性.
_NATIONAL = re.compile(
    r"""
    \A(?:目前|其中|此外|同期|当前|截至目前)?
    全国
    (?![首第唯各性知示优先重文人十百排前率最统综一二三所各])
    """,
    re.VERBOSE,
)
_COUNTRY = frozenset({"全国", "中国", "我国"})


def _look(case: Case) -> Iterator[Look]:
    for mention, heard in case.heard.items():
        for each in heard:
            if each.speaks_of_this and each.claim.region:
                is_named = Field.REGION in each.says
                message = (
                    f"{each.claim.model} gives {case.mention(mention).quote!r} to"
                    f" {each.claim.region}, which the document never names."
                )
                yield Look(mention, Field.REGION, None if is_named else message)
    for fact in case.facts.values():
        if (
            fact.region
            and fact.kind is not Kind.RANK
            and _NATIONAL.match(case.clause(fact.mention))
        ):
            message = (
                f"The clause of {fact.quote!r} speaks of 全国; the figure stands for {fact.region}."
            )
            yield Look(fact.mention, Field.REGION, None if fact.region in _COUNTRY else message)


CHECK = Check("region-conflict", frozenset({Field.REGION}), _look)
