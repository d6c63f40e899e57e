"""On annotated documents, planted contradictions are found and true figures are left alone."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.cleaning.cleaning import clean
from pipeline.documents.reading import read_document
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.fact import Claim, Finding
from pipeline.proving.proof import Proof, prove
from pipeline.spans import Span
from schemas.vocabulary import Kind

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
DOCUMENTS = sorted([*(GOLD / "dev" / "docs").iterdir(), *(ROOT / "seeds").glob("*.txt")])
PLANTED = [
    json.loads(line)
    for line in (GOLD / "dev.contradictions.jsonl").read_text(encoding="utf-8").splitlines()
]
ALARMS = {"contradiction", "growth-arithmetic", "part-whole"}


@cache
def proof_of(path: Path) -> Proof:
    """Prove a document against a model that says what the text was read to say."""
    ledger = build_ledger(clean(read_document(path)))
    return prove(ledger, _agreeing(ledger), path.stem)


def alarms(path: Path) -> list[tuple[Finding, set[Span]]]:
    """Return the findings about figures, each with all the places it names."""
    proof = proof_of(path)
    spans = {fact.mention: fact.span for fact in proof.facts}
    return [
        (finding, {spans[finding.mention], *(place.span for place in finding.others)})
        for finding in proof.findings
        if finding.check in ALARMS
    ]


def names_two(places: set[Span], planted: dict[str, Any]) -> bool:
    """Tell whether two figures of a planted contradiction are among the places."""
    figures = [Span(*offset) for offset in planted["offsets"]]
    return sum(any(figure.overlaps(place) for place in places) for figure in figures) >= 2


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted["quotes"][0])
def test_a_planted_contradiction_is_found(planted: dict[str, Any]) -> None:
    """Two of its figures are named in one finding."""
    path = next(path for path in DOCUMENTS if path.stem == planted["doc"])

    assert any(names_two(places, planted) for _, places in alarms(path))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_true_figures_are_left_alone(path: Path) -> None:
    """At most one false alarm a document."""
    planted = [row for row in PLANTED if row["doc"] == path.stem]
    false = {
        frozenset(places)
        for _, places in alarms(path)
        if not any(names_two(places, row) for row in planted)
    }

    assert len(false) <= 1


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_number_of_a_document_is_accounted_for(path: Path) -> None:
    """Quotes stand where they are said to stand, and the counts add up."""
    proof, raw = proof_of(path), read_document(path).raw

    assert sum(proof.counts.values()) == len(proof.rows)
    assert all(fact.span.of(raw) == fact.quote for fact in proof.facts)
    assert all(fact.quote in fact.evidence.of(raw) for fact in proof.facts)


def _agreeing(ledger: Ledger) -> list[Claim]:
    said = zip(ledger.mentions, ledger.readings, strict=True)
    return [
        Claim(
            mention=mention.index,
            is_statistic=reading.nonfact is None,
            echo=mention.span.of(ledger.clean.text),
            indicator=reading.indicator.best,
            kind=Kind(reading.kind.best) if reading.kind.best else None,
            period=reading.period.best,
            region=reading.region.best,
            why=reading.nonfact,
            model="agreeing",
            request_key="key",
        )
        for mention, reading in said
        if reading is not None
    ]
