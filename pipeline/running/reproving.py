"""A document whose numbers were asked about again in, the same document proven anew out."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.cleaning.cleaning import clean
from pipeline.disputing.reasked import claims_again
from pipeline.errors import StoreError
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.across import figures_of, with_findings
from pipeline.proving.fact import Claim, Finding
from pipeline.proving.proof import Proof, prove
from pipeline.results.records import DocumentRecord
from pipeline.results.store import Store
from pipeline.running.against import cross_with
from pipeline.running.crossing import Crossing


def ledger_again(record: DocumentRecord) -> Ledger:
    """Return the ledger of a document in a store, made anew from its raw text.

    Where today's rules find other numbers than those of the run, StoreError says so.
    """
    ledger = build_ledger(clean(record.document))
    if ledger.mentions != record.mentions:
        raise StoreError(
            f"{record.document.name}: this version finds other numbers in it than the run did;"
            " run it again first"
        )
    return ledger


def prove_again(record: DocumentRecord, ledger: Ledger, again: Iterable[Claim]) -> DocumentRecord:
    """Return the document proven anew from its first claims and those asked for ``again``.

    What other documents say against it is not known here and left out.
    """
    claims = [*_first_claims(record.proof), *again]
    return replace(record, proof=prove(ledger, claims, record.document.name))


def has_heard(proof: Proof, again: Iterable[Claim]) -> bool:
    """Tell whether a proof already takes all claims asked for ``again`` into account."""
    known = {_source(claim) for claim in _all_claims(proof)}
    return all(_source(claim) in known for claim in again)


def keep_proven(store: Store, record: DocumentRecord) -> bool:
    """Write a document that was proven anew; tell whether its figures are others now.

    What other documents say against it is kept with it.  It holds as long as the
    figures are what they were; ``cross_again`` is for when they are not.
    """
    before = store.document(record.document.name).proof
    proof = with_findings(record.proof, _from_others(before))
    store.write_document(replace(record, proof=proof))
    return set(figures_of(before)) != set(figures_of(record.proof))


def cross_again(store: Store) -> None:
    """Hold all documents of a run anew against each other, and against the runs it names."""
    crossing = Crossing()
    for record in store.documents():
        if _from_others(record.proof):
            ledger, document_id = ledger_again(record), record.document.digest
            again = claims_again(store.reasked(document_id), document_id, ledger.mentions)
            record = prove_again(record, ledger, again)
            store.write_document(record)
        crossing.add(record.proof)
    crossing.write(store)
    runs = json.loads(store.info().settings.get("against", "[]"))
    cross_with([Path(run_dir) for run_dir in runs], store)


def _first_claims(proof: Proof) -> list[Claim]:
    return [claim for claim in _all_claims(proof) if claim.reask is None]


def _all_claims(proof: Proof) -> list[Claim]:
    return [*proof.claims, *(each.claim for each in proof.ungrounded)]


def _source(claim: Claim) -> tuple[object, ...]:
    reask = claim.reask
    asked = (reask.field, reask.sample) if reask else None
    return claim.mention, claim.model, claim.request_key, asked


def _from_others(proof: Proof) -> list[Finding]:
    """Return the findings that point at other documents."""
    return [
        finding
        for finding in proof.findings
        if finding.others and all(place.doc != proof.doc for place in finding.others)
    ]
