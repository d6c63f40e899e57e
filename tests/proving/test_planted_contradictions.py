"""Figures that cannot all be true are found in our own sentences, and true ones left alone."""

import pytest

from pipeline.cleaning.cleaning import clean
from pipeline.numbers.ledger import build_ledger
from pipeline.proving.fact import Finding
from pipeline.proving.proof import prove
from schemas.vocabulary import Kind
from tests.bench.corpus import document_of
from tests.proving.builder import claim_of
from tests.proving.planted_cases import PLANTED, TITLE

ALARMS = {"contradiction", "growth-arithmetic", "part-whole", "implausible", "direction"}


def alarms(text: str) -> list[Finding]:
    """Return the findings about figures, by a model that says what was read."""
    ledger = build_ledger(clean(document_of(TITLE + text)))
    claims = [
        claim_of(
            mention.index,
            mention.span.of(ledger.clean.text),
            indicator=reading.indicator.best,
            kind=Kind(reading.kind.best) if reading.kind.best else None,
            period=reading.period.best,
            region=reading.region.best,
        )
        for mention, reading in zip(ledger.mentions, ledger.readings, strict=True)
        if reading is not None and reading.nonfact is None
    ]
    return [each for each in prove(ledger, claims, "d").findings if each.check in ALARMS]


@pytest.mark.parametrize(("kind", "text", "false", "true"), PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_contradiction_is_found_and_its_true_twin_is_not(
    kind: str, text: str, false: str, true: str
) -> None:
    """One figure makes the difference."""
    assert alarms(text.format(false)), kind
    assert alarms(text.format(true)) == [], kind
