"""What other documents say against one is written beside what it has."""

from dataclasses import replace
from pathlib import Path

from pipeline.proving.across import Standing, with_findings
from pipeline.proving.checks.contradiction import CHECK
from pipeline.proving.fact import Field, Finding, Place, Status
from pipeline.results.store import Store
from pipeline.spans import Span
from tests.results.run_cases import PROOF, RECORD

PLACE = Place("b", Span(0, 3))
FINDINGS = [
    Finding(fact.mention, CHECK.code, Field.VALUE, "369件 in b", (PLACE,)) for fact in PROOF.facts
]


def test_added_findings_leave_the_record_that_writing_it_whole_would_leave(tmp_path: Path) -> None:
    """Statuses, the order of findings and everything else are those of the whole proof."""
    held = dict.fromkeys(PROOF.statuses, Status.VERIFIED)
    record = replace(RECORD, proof=replace(PROOF, statuses=held))
    with Store.create(tmp_path) as store:
        store.write_document(record)
        store.add_findings({"a": [*FINDINGS, *PROOF.findings]})
        found = store.document("a")

    assert FINDINGS
    assert found == replace(record, proof=with_findings(record.proof, FINDINGS))
    assert found.proof != record.proof


def test_what_a_document_states_reads_back_without_the_rest(tmp_path: Path) -> None:
    """Facts, statuses and findings are those of the document's proof."""
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)

        found = store.standing("a")

    assert found == Standing("a", PROOF.facts, PROOF.statuses, PROOF.findings)
