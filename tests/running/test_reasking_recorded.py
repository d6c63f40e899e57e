"""Asking a real, small model again, from a recording."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.asking.embedded import MODEL_NAME
from pipeline.cleaning.cleaning import clean
from pipeline.disputing.reasking_choice import Selection
from pipeline.documents.reading import read_document
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.fact import Claim, Disposition, Field, Status
from pipeline.proving.proof import prove
from pipeline.results.records import DocumentRecord, RunInfo
from pipeline.results.store import Store
from pipeline.running.reasking import reask_run
from pipeline.running.reasking_plan import Wish
from pipeline.settings import Settings
from schemas.vocabulary import Kind
from tests.proving.builder import claim_of

REPORT = "2022年,青岚市发明专利授权量685件,同比增长5.5%。\n商标注册量1200件。\n"


def finished_run(folder: Path) -> Path:
    """Return a run in which one period and one kind are wrong and one number was left out."""
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    document = read_document(folder / "report.txt", name="report", max_document_mb=1)
    ledger, run_dir = build_ledger(clean(document)), folder / "run"
    proof = prove(ledger, list(_claims(ledger)), "report")
    record = DocumentRecord(
        document=document,
        metadata=ledger.clean.metadata,
        region=ledger.region,
        mentions=ledger.mentions,
        readings=ledger.readings,
        chunks=(),
        proof=proof,
    )
    with Store.create(run_dir) as store:
        store.write_document(record)
        store.write_info(RunInfo("0", "first", "facts.v1", "0", "facts.v1", "0"))
    return run_dir


def _claims(ledger: Ledger) -> tuple[Claim, Claim]:
    grants, growth = (
        claim_of(mention.index, mention.quote, kind=Kind.VALUE, period="2022年")
        for mention in ledger.mentions
        if mention.quote in {"685件", "5.5%"}
    )
    return replace(grants, period="2030年"), growth


@pytest.mark.vcr
def test_small_model_is_asked_again(server_url: str, tmp_path: Path) -> None:
    """Every disputed field is answered in its shape, kept, and proven with the text."""
    run_dir = finished_run(tmp_path)
    settings = Settings(base_url=server_url, model=MODEL_NAME, attempts=1, concurrency=1)
    disputed = Selection(limit=3)

    result = reask_run(run_dir, disputed, Wish(), settings, lambda _progress: None)

    assert (result.exit_code, result.calls, len(result.failures)) == (0, 3, 0)
    assert {each.field for each in result.fields} == {
        Field.DISPOSITION,
        Field.KIND,
        Field.PERIOD,
    }
    with Store.open(run_dir) as store:
        (record,) = store.documents()
        kept = store.reasked()
    assert [each.claim.model for each in kept] == [MODEL_NAME] * 3
    assert record.proof.counts[Disposition.UNACCOUNTED] == 0
    wrong = {fact.mention for fact in record.proof.facts if fact.period == "2030"}
    assert not wrong
    assert all(
        each.status is Status.DISPUTED or each.stands in ("2022", "growth", "商标注册量")
        for each in result.fields
    )
