"""Finds parts that exceed their whole, alone or together, and shares that do not fit them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.comparing import looks_at, same_time
from pipeline.proving.fact import Fact, Field
from pipeline.proving.interval import fact_interval, rate_interval
from pipeline.proving.naming import Likeness, compare_names
from pipeline.proving.wholes import find_parts, is_listed
from schemas.vocabulary import Kind

_HUNDRED = Decimal(100)
_MOST_NAMED = 6

# The whole that a share names: 占商标注册总量的比重.
# It must not match 占 inside another word (抢占, 侵占).
_SHARE_OF = re.compile(r"(?<![抢侵强])占(?P<whole>[^占]{2,30}?)的?(?:比重|比例|比率|份额)?\Z")


def _look(case: Case) -> Iterator[Look]:
    for whole, parts in find_parts(case):
        for part in parts:
            yield from looks_at(case, (part, whole), _exceeds(whole, (part,)))
        for listed in _enumerations(case, parts):
            yield from looks_at(case, (*listed, whole), _exceeds(whole, listed))
        yield from _shares(case, whole, parts)


def _exceeds(whole: Fact, parts: Sequence[Fact]) -> str | None:
    least = sum((fact_interval(part).low for part in parts), Decimal(0))
    if least <= fact_interval(whole).high:
        return None
    named = [f"{part.indicator} {part.quote}" for part in parts[:_MOST_NAMED]]
    left_out = len(parts) - len(named)
    listed = " and ".join([*named, f"{left_out} more"] if left_out else named)
    return f"{listed} should be part of {whole.indicator} {whole.quote}, but exceed it."


def _enumerations(case: Case, parts: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Yield runs of two or more parts joined by 、 or 和: parts that exclude each other."""
    run: list[Fact] = []
    for part in parts:
        if run and is_listed(case, run[-1], part):
            run.append(part)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = [part]
    if len(run) > 1:
        yield tuple(run)


def _shares(case: Case, whole: Fact, parts: Sequence[Fact]) -> Iterator[Look]:
    by_mention = {part.mention: part for part in parts}
    for share in case.facts.values():
        reading = case.reading(share.mention)
        part = by_mention.get(reading.level) if reading and reading.level is not None else None
        if share.kind is Kind.SHARE and share.unit == "%" and part and _names(share, whole):
            ratio = fact_interval(part).ratio(fact_interval(whole))
            if ratio is not None:
                is_right = ratio.scaled(_HUNDRED).meets(rate_interval(share))
                message = (
                    f"{part.quote} of {whole.quote} is"
                    f" {part.base_value / whole.base_value * 100:.2f}%; the text states"
                    f" {share.quote}."
                )
                yield from looks_at(case, (part, whole, share), None if is_right else message)


def _names(share: Fact, whole: Fact) -> bool:
    if share.period and whole.period and not same_time(share, whole):
        return False
    match = _SHARE_OF.search(share.indicator or "")
    return bool(
        match
        and whole.indicator
        and compare_names(match["whole"], whole.indicator) is Likeness.SAME
    )


CHECK = Check("part-whole", frozenset({Field.VALUE}), _look)
