"""A mention, its reading and the claims about it in, one fact out."""

from collections.abc import Mapping, Sequence

from pipeline.numbers.ledger import Ledger
from pipeline.numbers.places import region_code
from pipeline.numbers.units import base_amount
from pipeline.proving.fact import Fact, Field, LedgerRow
from pipeline.proving.heard import Heard
from pipeline.proving.voices import CATALOGUE, Settled, guess_of, settle, signed, value_voices
from schemas.catalogue import Indicator, find_indicator
from schemas.vocabulary import Kind

_SETTLED = (Field.KIND, Field.INDICATOR, Field.PERIOD, Field.REGION)


def build_fact(ledger: Ledger, row: LedgerRow, heard: Sequence[Heard]) -> Fact:
    """Return the fact that the mention of ``row`` states, each field with its voices."""
    mention, reading = ledger.mentions[row.mention], ledger.readings[row.mention]
    said = [each for each in heard if each.claim.is_statistic]
    settled = {field: settle(field, guess_of(reading, field), said) for field in _SETTLED}
    kind = _kind(settled[Field.KIND])
    value = signed(mention, reading, kind)
    base_value, base_unit = base_amount(value, mention.unit)
    clause = ledger.layout.clause_at(mention.span.start)
    indicator, region = settled[Field.INDICATOR].value, settled[Field.REGION].value
    known = find_indicator(indicator) if indicator else None
    return Fact(
        mention=mention.index,
        span=mention.raw_span,
        quote=mention.quote,
        value=value,
        unit=mention.unit,
        base_value=base_value,
        base_unit=base_unit,
        bound=mention.bound,
        kind=kind,
        indicator=indicator,
        indicator_id=known.id if known else None,
        region=region,
        region_code=region_code(region) if region else None,
        period=settled[Field.PERIOD].value,
        compared_with=reading.compared_with if reading else None,
        evidence=ledger.clean.raw_span(clause),
        voices=_voices(settled, known)
        | {Field.DISPOSITION: row.voices, Field.VALUE: value_voices(mention, heard)},
    )


def _voices(
    settled: Mapping[Field, Settled], known: Indicator | None
) -> dict[Field, tuple[str, ...]]:
    voices = {field: settled[field].voices for field in _SETTLED}
    if known:
        voices[Field.INDICATOR] += (CATALOGUE,)
    return voices


def _kind(settled: Settled) -> Kind | None:
    return Kind(settled.value) if settled.value else None
