"""Small runs for the tests of tables: what any text, amount or status may be."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipeline.proving.fact import Fact, Status
from pipeline.results.records import DocumentRecord, Unreadable
from pipeline.results.store import Store
from tests.results.run_cases import INFO, PROOF, RECORD, document

BIG = Decimal("1234567890123456.5")


def record_of(*facts: Fact, name: str = "a", **statuses: Status) -> DocumentRecord:
    """Return the small document with other facts, and other statuses by their index."""
    changed = {int(key.removeprefix("s")): status for key, status in statuses.items()}
    proof = replace(PROOF, doc=name, statuses=dict(PROOF.statuses) | changed)
    proof = replace(proof, facts=facts or PROOF.facts)
    return replace(RECORD, document=document(name), proof=proof)


def run_of(folder: Path, *records: DocumentRecord) -> Store:
    """Return an open store that holds these documents and one that could not be read."""
    store = Store.create(folder)
    for record in records:
        store.write_document(record)
    store.write_unreadable(Unreadable("broken", "broken.txt", "broken.txt: empty"))
    store.write_info(INFO)
    return store
