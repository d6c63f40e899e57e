"""A store in, its documents as they stand after people's decisions out.

The store keeps what the machine proved and, apart from it, what people decided.  Here
alone the two are put together, on every reading, so that a decision holds for each
later run of the same document and a withdrawn one leaves no trace.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.disputing.deciding import Subject
from pipeline.disputing.decisions import Decision, Ruling, standing
from pipeline.disputing.settling import Expired, apply_decisions
from pipeline.proving.fact import Fact, Place
from pipeline.results.records import DocumentRecord
from pipeline.results.reproof import Changed, changes_of, reprove
from pipeline.results.store import Store

Read = Callable[[str], DocumentRecord]


@dataclass(frozen=True, slots=True)
class Settled:
    """A document as it stands.

    ``record`` has the settled proof, ``proven`` what the machine proved.  ``decisions``
    is everything ever decided about the document, in order; ``applied`` are those that
    hold, ``expired`` those that no longer do.
    """

    record: DocumentRecord
    proven: DocumentRecord
    decisions: tuple[Decision, ...] = ()
    applied: tuple[Decision, ...] = ()
    expired: tuple[Expired, ...] = ()

    def subject(self, mention: int) -> Subject:
        """Return the mention with this index as something to decide on."""
        fact = next((each for each in self.record.proof.facts if each.mention == mention), None)
        document = self.record.document
        return Subject(document.digest, document.name, self.record.mentions[mention], fact)

    def history(self, mention: int) -> tuple[Decision, ...]:
        """Return everything that was decided about one mention, in order."""
        place = self.record.document.digest, self.record.mentions[mention].raw_span
        return tuple(each for each in self.decisions if each.place == place)


def settle(record: DocumentRecord, decisions: Sequence[Decision]) -> Settled:
    """Apply ``decisions``, all that were made about a document, to it."""
    if not decisions:
        return Settled(record, record)
    digest = record.document.digest
    settlement = apply_decisions(record.proof, record.mentions, digest, decisions)
    settled = replace(record, proof=settlement.proof)
    return Settled(settled, record, tuple(decisions), settlement.applied, settlement.expired)


def settled_documents(store: Store) -> Iterator[Settled]:
    """Yield the documents of a run by name, a few in memory at a time."""
    decisions = store.decisions()
    about: dict[str, dict[int, Decision]] = defaultdict(dict)
    for place, decision in enumerate(decisions):
        about[decision.document_id][place] = about[decision.doc][place] = decision
    changed = _changes(store, decisions)
    for record in store.documents():
        document = record.document
        found = about.get(document.digest, {}) | about.get(document.name, {})
        settled = settle(record, [found[at] for at in sorted(found)])
        yield _reproven(settled, changed, store.document)


def settled_document(store: Store, name: str) -> Settled:
    """Return one document; a name the run does not have raises ``StoreError``."""
    return settled_record(store, name, store.document)


def settled_record(store: Store, name: str, read: Read) -> Settled:
    """Return one document, where ``read`` gives the records of the run by name."""
    record = read(name)
    document, near = record.document, neighbours(record)
    decisions = store.decisions() if near else store.decisions(document)
    about = [d for d in decisions if d.document_id == document.digest or d.doc == document.name]
    changed = _changes(store, decisions, near | {name}, read)
    return _reproven(settle(record, about), changed, read)


def neighbours(record: DocumentRecord) -> frozenset[str]:
    """Return the other documents whose facts a finding of this one is about."""
    places = (place for finding in record.proof.findings for place in finding.others)
    return frozenset(place.doc for place in places) - {record.document.name}


def _changes(
    store: Store,
    decisions: Sequence[Decision],
    docs: frozenset[str] | None = None,
    read: Read | None = None,
) -> dict[Place, Changed]:
    """Return what people corrected or rejected in these documents, or in all of the run."""
    rulings = (Ruling.CORRECT, Ruling.REJECT)
    digests = {each.document_id for each in standing(decisions) if each.ruling in rulings}
    changed: dict[Place, Changed] = {}
    for name in store.names_of(digests):
        if docs is not None and name not in docs:
            continue
        record = (read or store.document)(name)
        digest = record.document.digest
        settled = settle(record, [each for each in decisions if each.document_id == digest])
        changed |= changes_of(settled.record, settled.applied)
    return changed


def _reproven(settled: Settled, changed: Mapping[Place, Changed], read: Read) -> Settled:
    if not changed:
        return settled

    def fact_at(place: Place) -> Fact | None:
        facts = settled.record.proof.facts
        if place.doc != settled.record.document.name:
            facts = read(place.doc).proof.facts
        return next((fact for fact in facts if fact.span == place.span), None)

    return replace(settled, record=reprove(settled.record, changed, fact_at))
