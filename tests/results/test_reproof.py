"""What people correct or reject no longer contradicts, and may contradict something else."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.disputing.decisions import Decision, Ruling
from pipeline.proving.fact import Fact, Field, Finding, Place, Status
from pipeline.results.records import DocumentRecord
from pipeline.results.settled import Settled, settled_document, settled_documents
from pipeline.results.store import Store
from tests.results.run_cases import DECISION, PROOF, document
from tests.results.table_cases import record_of

FIRST, SECOND = PROOF.facts
RAW = "全年专利授权396件。同比下降4.3%。\n联系电话0763-123456,共12家。"
BOTH = {"s0": Status.DISPUTED, "s1": Status.DISPUTED}


def level(value: str, fact: Fact = SECOND) -> Fact:
    """Return a fact about the same thing as the first one, with this value."""
    amount = Decimal(value)
    fact = replace(fact, kind=FIRST.kind, value=amount, base_value=amount)
    return replace(fact, unit="件", base_unit="件", voices=FIRST.voices)


def against(mention: int, doc: str, fact: Fact) -> Finding:
    """Return the finding that a number contradicts ``fact`` of the document ``doc``."""
    said = "is 396件 in one place and 693件 in another."
    return Finding(mention, "contradiction", Field.VALUE, said, (Place(doc, fact.span),))


def disputed(name: str, *findings: Finding, second: Fact) -> DocumentRecord:
    """Return a document of two levels with these findings."""
    record = record_of(FIRST, second, name=name, **BOTH)
    proof = replace(record.proof, findings=findings)
    return replace(record, document=document(name, RAW + name), proof=proof)


HERE = disputed("a", against(0, "a", SECOND), against(1, "a", FIRST), second=level("693"))
THERE = disputed("b", against(0, "a", SECOND), second=replace(level("7"), period="2020"))


def decision(field: Field, ruling: Ruling, value: str | None = None) -> Decision:
    """Return a decision on the second number of the first document."""
    return replace(
        DECISION,
        document_id=HERE.document.digest,
        field=field,
        ruling=ruling,
        value=value,
        span=SECOND.span,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a run of two documents; the second of its figures contradicts two others."""
    with Store.create(tmp_path) as store:
        store.write_document(HERE)
        store.write_document(THERE)
        yield store


def contradictions(settled: Settled) -> list[int]:
    """Return the numbers of a document that something contradicts."""
    return [each.mention for each in settled.record.proof.findings]


RESOLVING = [
    decision(Field.VALUE, Ruling.CORRECT, "396"),
    decision(Field.PERIOD, Ruling.CORRECT, "2021"),
    decision(Field.DISPOSITION, Ruling.REJECT),
]


@pytest.mark.parametrize("made", RESOLVING, ids=lambda made: made.field.value)
def test_what_was_corrected_or_rejected_contradicts_no_longer(store: Store, made: Decision) -> None:
    """Neither in its own document nor in another; the facts it disputed are so no longer."""
    assert [contradictions(each) for each in settled_documents(store)] == [[0, 1], [0]]
    store.add_decisions([made])
    here, there = settled_documents(store)

    assert 0 not in contradictions(here)
    assert contradictions(there) == []
    assert here.record.proof.statuses[0] is Status.UNVERIFIED
    assert there.record.proof.statuses[0] is Status.UNVERIFIED
    assert here.proven == HERE
    assert [settled_document(store, name) for name in "ab"] == [here, there]


def test_accepting_a_figure_leaves_what_it_contradicts_in_dispute(store: Store) -> None:
    """Only one of the two can be true, and nobody has said which is wrong."""
    store.add_decisions([decision(Field.DISPOSITION, Ruling.ACCEPT)])
    here, there = settled_documents(store)

    assert (contradictions(here), contradictions(there)) == ([0, 1], [0])
    assert here.record.proof.statuses[0] is Status.DISPUTED


def test_a_correction_to_another_wrong_value_still_contradicts(store: Store) -> None:
    """The corrected value is held against the others."""
    store.add_decisions([decision(Field.VALUE, Ruling.CORRECT, "700")])

    assert [contradictions(each) for each in settled_documents(store)] == [[0, 1], [0]]


def test_a_correction_can_bring_a_contradiction_about(store: Store) -> None:
    """A figure that is now about the same thing is held against the one that was there."""
    agreeing = disputed("a", second=replace(level("693"), period="2021"))
    store.write_document(agreeing)
    assert contradictions(settled_document(store, "a")) == []
    store.add_decisions([decision(Field.PERIOD, Ruling.CORRECT, "2022")])
    settled = settled_document(store, "a")

    assert contradictions(settled) == [0, 1]
    assert settled.record.proof.statuses[0] is Status.DISPUTED
    assert settled.record.proof.statuses[1] is Status.CORRECTED
    message = settled.record.proof.findings[0].message
    assert "is 396件 in one place and 693件 in another" in message


def test_withdrawing_a_decision_brings_the_contradiction_back(store: Store) -> None:
    """Nothing of a decision stays when it is taken back."""
    before = [each.record for each in settled_documents(store)]
    store.add_decisions([RESOLVING[0]])
    store.add_decisions([replace(RESOLVING[0], ruling=Ruling.UNDO, value=None)])

    assert [each.record for each in settled_documents(store)] == before
