"""One fact and what was said about it in, what else could stand in its fields out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.cleaning.clean_text import Metadata
from pipeline.disputing.deciding import said
from pipeline.numbers.periods import normalise_period
from pipeline.numbers.reading import Reading
from pipeline.proving.fact import Claim, Fact, Field, Finding
from schemas.catalogue import catalogue

MOST = 9
MEANINGS = (Field.INDICATOR, Field.KIND, Field.PERIOD, Field.REGION)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value for one field, as it would be kept; ``""`` for none at all."""

    field: Field
    value: str


def find_alternatives(
    fact: Fact,
    reading: Reading | None,
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    metadata: Metadata,
) -> tuple[Alternative, ...]:
    """Return what the text or a model would rather have, fields in dispute first.

    Each is there once and differs from what stands; what a model said in words that
    mean nothing in our notation is left out.  Where the text does not surely give a
    time, or it is in dispute, none at all is offered too.
    """
    disputed = [finding.field for finding in findings]
    fields = sorted(MEANINGS, key=lambda field: field not in disputed)
    found = (
        Alternative(field, value)
        for field in fields
        for value in (*_values(field, reading, claims, metadata), *_none(field, reading, disputed))
        if value is not None and value != said(fact, field)
    )
    return tuple(dict.fromkeys(found))[:MOST]


def claimed(claim: Claim, field: Field, metadata: Metadata) -> str | None:
    """Return what a claim says about a field, in our notation, nothing if it says nothing."""
    match field:
        case Field.KIND:
            return claim.kind.value if claim.kind else None
        case Field.PERIOD:
            return normalise_period(claim.period, metadata.published) if claim.period else None
        case Field.INDICATOR:
            return claim.indicator
        case Field.REGION:
            return claim.region
        case _:
            return None


def candidates(reading: Reading | None, field: Field) -> Sequence[str]:
    """Return what the text alone makes of a field, best first."""
    if reading is None or field not in MEANINGS:
        return ()
    guesses = {
        Field.INDICATOR: reading.indicator,
        Field.KIND: reading.kind,
        Field.PERIOD: reading.period,
        Field.REGION: reading.region,
    }
    return guesses[field].candidates


def suggested_names(offered: Iterable[str | None]) -> list[str]:
    """Return indicator names to choose from: those offered here, then the catalogue's."""
    names = [name for name in offered if name]
    return list(dict.fromkeys((*names, *(known.name for known in catalogue()))))


def _none(field: Field, reading: Reading | None, disputed: Sequence[Field]) -> tuple[str, ...]:
    """Return ``""`` for a time that may be none: it is carried on from far, or doubted."""
    if field is not Field.PERIOD:
        return ()
    is_sure = reading is not None and reading.period.is_sure
    return () if is_sure and field not in disputed else ("",)


def _values(
    field: Field, reading: Reading | None, claims: Sequence[Claim], metadata: Metadata
) -> Iterator[str | None]:
    yield from candidates(reading, field)[:3]
    for claim in claims:
        is_asked = not claim.reask or claim.reask.is_whole or claim.reask.field is field
        if claim.is_statistic and is_asked:
            yield claimed(claim, field, metadata) or None
