"""A small finished run in which a period and a kind are wrong and a number was left out."""

from dataclasses import replace
from pathlib import Path

from pipeline.cleaning.cleaning import clean
from pipeline.documents.reading import read_document
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.fact import Claim
from pipeline.proving.proof import prove
from pipeline.results.records import DocumentRecord, RunInfo
from pipeline.results.store import Store
from schemas.vocabulary import Kind
from tests.proving.builder import claim_of

REPORT = "2022年,青岚市发明专利授权量685件,同比增长5.5%。\n商标注册量1200件。\n"


def write_doubtful_run(folder: Path) -> Path:
    """Write the run, and return its directory."""
    run_dir = folder / "run"
    with Store.create(run_dir) as store:
        store.write_document(read_doubtful_record(folder))
        store.write_info(RunInfo("0", "first", "facts.v1", "0", "facts.v1", "0"))
    return run_dir


def read_doubtful_record(folder: Path) -> DocumentRecord:
    """Write its document into ``folder``, and return what is made of it."""
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    document = read_document(folder / "report.txt", name="report", max_document_mb=1)
    ledger = build_ledger(clean(document))
    proof = prove(ledger, list(_claims(ledger)), "report")
    return DocumentRecord(
        document=document,
        metadata=ledger.clean.metadata,
        region=ledger.region,
        mentions=ledger.mentions,
        readings=ledger.readings,
        chunks=(),
        proof=proof,
    )


def _claims(ledger: Ledger) -> tuple[Claim, Claim]:
    grants, growth = (
        claim_of(mention.index, mention.quote, kind=Kind.VALUE, period="2022年")
        for mention in ledger.mentions
        if mention.quote in {"685件", "5.5%"}
    )
    return replace(grants, period="2030年"), growth
