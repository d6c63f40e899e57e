"""A proof and the decisions about it in, the settled proof out, and what no longer holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.disputing.decisions import Decision, Ruling, standing
from pipeline.numbers.mention import Mention
from pipeline.numbers.places import region_code
from pipeline.numbers.units import base_amount
from pipeline.proving.fact import Fact, Field, Status
from pipeline.proving.proof import Proof
from schemas.catalogue import find_indicator
from schemas.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Expired:
    """A decision that no longer holds, and why, in one sentence."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """A proof after the decisions that hold, and the decisions that do not."""

    proof: Proof
    applied: tuple[Decision, ...]
    expired: tuple[Expired, ...]


def apply_decisions(
    proof: Proof, mentions: Sequence[Mention], document_id: str, decisions: Iterable[Decision]
) -> Settlement:
    """Return the proof with every decision about this document applied.

    ``decisions`` are in the order they were made; ``standing`` says which of them are
    in force.  A document is known by its digest, whatever it is called now.  A decision
    about other bytes of a document of the same name, or about a field of what is no
    fact any more, expires.  Decisions about other documents are passed over.
    """
    at = {mention.raw_span: mention for mention in mentions}
    facts = {fact.mention for fact in proof.facts}
    applied: dict[int, list[Decision]] = {}
    expired: list[Expired] = []
    for decision in standing(d for d in decisions if _is_about(d, proof.doc, document_id)):
        mention = at.get(decision.span)
        if reason := _reason(decision, document_id, mention, facts):
            expired.append(Expired(decision, reason))
        elif mention:
            applied.setdefault(mention.index, []).append(decision)
    held = tuple(decision for several in applied.values() for decision in several)
    return Settlement(_settled(proof, applied), held, tuple(expired))


def _is_about(decision: Decision, doc: str, document_id: str) -> bool:
    return decision.document_id == document_id or decision.doc == doc


def _settled(proof: Proof, decisions: Mapping[int, Sequence[Decision]]) -> Proof:
    statuses = {
        mention: _status(proof, mention, decisions[mention]) if mention in decisions else status
        for mention, status in proof.statuses.items()
    }
    facts = tuple(_decided(fact, decisions.get(fact.mention, ())) for fact in proof.facts)
    return replace(proof, facts=facts, statuses=statuses)


def _status(proof: Proof, mention: int, decisions: Sequence[Decision]) -> Status:
    """Return the status after decisions: a rejection, then a correction, outweighs the rest.

    Findings on fields that nobody decided keep the dispute open.
    """
    rulings = {decision.ruling for decision in decisions}
    if Ruling.REJECT in rulings:
        return Status.REJECTED
    fields = {decision.field for decision in decisions}
    open_fields = {finding.field for finding in proof.findings if finding.mention == mention}
    if Field.DISPOSITION not in fields and open_fields - fields:
        return Status.DISPUTED
    return Status.CORRECTED if Ruling.CORRECT in rulings else Status.ACCEPTED


def _decided(fact: Fact, decisions: Sequence[Decision]) -> Fact:
    for decision in decisions:
        before = fact.voices.get(decision.field, ())
        if decision.ruling is Ruling.CORRECT:
            fact, before = _corrected(fact, decision.field, decision.value or None), ()
        if decision.ruling is not Ruling.REJECT:
            voices = (*before, f"person:{decision.who}")
            fact = replace(fact, voices=fact.voices | {decision.field: voices})
    return fact


def _corrected(fact: Fact, field: Field, value: str | None) -> Fact:
    match field:
        case Field.VALUE:
            amount = Decimal(value or 0)
            base_value, _ = base_amount(amount, fact.unit)
            return replace(fact, value=amount, base_value=base_value)
        case Field.KIND:
            return replace(fact, kind=Kind(value) if value else None)
        case Field.INDICATOR:
            return replace(fact, indicator=value, indicator_id=_indicator_id(value))
        case Field.REGION:
            return replace(fact, region=value, region_code=region_code(value) if value else None)
        case _:
            return replace(fact, period=value)


def _reason(
    decision: Decision, document_id: str, mention: Mention | None, facts: set[int]
) -> str | None:
    """Say why a decision no longer holds, if it does not."""
    if decision.document_id != document_id:
        if mention and mention.quote == decision.quote:
            return f"The document changed, though {decision.quote!r} still stands there."
        stands = repr(mention.quote) if mention else "no number"
        return f"The document changed: {decision.quote!r} was decided on, now {stands} is there."
    if mention is None:
        return f"{decision.quote!r} is no longer found at its place."
    if decision.field is not Field.DISPOSITION and mention.index not in facts:
        return f"{decision.quote!r} is no longer taken for a fact."
    return None


def _indicator_id(name: str | None) -> str | None:
    known = find_indicator(name) if name else None
    return known.id if known else None
