"""What people decided holds wherever a run is read, and the machine's word is kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.proving.fact import Status
from pipeline.results.exports import DISPUTES, FACTS, RUN, write_exports
from pipeline.results.settled import settle, settled_document, settled_documents
from pipeline.results.store import Store
from tests.results.run_cases import DECISION, INFO, PROOF, RECORD, document


def test_a_decision_is_applied_on_reading_and_not_in_the_store(tmp_path: Path) -> None:
    """Both what was proven and what stands can be had."""
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
        store.add_decisions([DECISION])
        settled = settled_document(store, "a")

        assert store.document("a") == RECORD
    assert settled.proven == RECORD
    assert str(settled.record.proof.facts[1].value) == "-3.4"
    assert settled.record.proof.statuses[1] is Status.CORRECTED
    assert settled.history(1) == settled.applied == (DECISION,)
    assert settled.subject(1).fact == settled.record.proof.facts[1]


def test_decisions_outlive_a_new_run_and_stand_in_its_exports(tmp_path: Path) -> None:
    """The next run of the same document starts with what was decided on the last."""
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
        store.add_decisions([DECISION])
    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
        store.write_info(INFO)
    write_exports(tmp_path)

    facts = [json.loads(line) for line in (tmp_path / FACTS).read_text("utf-8").splitlines()]
    assert [fact["status"] for fact in facts] == ["verified", "corrected"]
    assert facts[1]["base_value"] == "-3.4"
    assert facts[1]["voices"]["value"] == ["person:analyst"]
    assert "4.3%" not in (tmp_path / DISPUTES).read_text("utf-8")
    assert json.loads((tmp_path / RUN).read_text("utf-8"))["decisions"]["applied"] == 1


def test_each_document_gets_its_own_decisions(tmp_path: Path) -> None:
    """Copies of a document share what was decided on their bytes; others have none of it."""
    other = replace(RECORD, document=document("c", "其他" + RECORD.document.raw))
    records = [
        RECORD,
        replace(RECORD, document=document("b"), proof=replace(PROOF, doc="b")),
        replace(other, proof=replace(PROOF, doc="c")),
    ]
    with Store.create(tmp_path) as store:
        for record in records:
            store.write_document(record)
        store.add_decisions([DECISION])
        applied = [len(settled.applied) for settled in settled_documents(store)]

    assert applied == [1, 1, 0]


def test_a_document_that_changed_shows_what_expired() -> None:
    """A decision on other bytes under the same name is shown, not applied."""
    settled = settle(RECORD, [replace(DECISION, document_id="f" * 64)])

    assert settled.record == RECORD
    assert [each.decision.who for each in settled.expired] == ["analyst"]


def test_a_document_the_run_does_not_have_is_named(tmp_path: Path) -> None:
    """Settling reads the store, and says what the store says."""
    with Store.create(tmp_path) as store, pytest.raises(StoreError, match="no document 'b'"):
        settled_document(store, "b")
