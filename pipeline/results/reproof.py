"""A settled document in, its contradictions as they are after people's corrections out.

What people corrected or rejected is held anew against the facts that it contradicted,
in this document and in others: a contradiction that is none any more is dropped, and
with the last finding its fact is no longer disputed.  Within the document, corrected
facts are also held against all others of the same thing.

Nothing else is proven anew.  Arithmetic over several facts (growth, parts and totals)
keeps the findings that the machine made, and a contradiction with another document that
only a correction brings about is seen in the panel, not as a finding.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.disputing.decisions import Decision, Ruling
from pipeline.proving.checks.contradiction import CHECK
from pipeline.proving.comparing import LEVELS, figure_key
from pipeline.proving.fact import Fact, Field, Finding, Place, Status
from pipeline.proving.interval import fact_interval
from pipeline.proving.proof import Proof
from pipeline.proving.status import status_of
from pipeline.results.records import DocumentRecord
from pipeline.results.sentences import sentence_at

DECIDED = frozenset({Status.ACCEPTED, Status.CORRECTED, Status.REJECTED})


@dataclass(frozen=True, slots=True)
class Changed:
    """What people made of one fact: ``fact`` as it stands, nothing where they rejected it.

    ``is_renamed`` says that they corrected what it is about, not only its value.
    """

    fact: Fact | None
    is_renamed: bool


FactAt = Callable[[Place], Fact | None]


def changes_of(record: DocumentRecord, applied: tuple[Decision, ...]) -> Mapping[Place, Changed]:
    """Return what people corrected or rejected in a settled document, by its place."""
    fields: dict[Place, set[Field]] = {}
    for decision in applied:
        if decision.ruling in (Ruling.CORRECT, Ruling.REJECT):
            place = Place(record.document.name, decision.span)
            fields.setdefault(place, set()).add(decision.field)
    return {
        Place(record.document.name, fact.span): Changed(
            None if record.proof.statuses[fact.mention] is Status.REJECTED else fact,
            bool(fields[place] - {Field.VALUE}),
        )
        for fact in record.proof.facts
        if (place := Place(record.document.name, fact.span)) in fields
    }


def reprove(
    record: DocumentRecord, changed: Mapping[Place, Changed], fact_at: FactAt
) -> DocumentRecord:
    """Return a settled document with its contradictions held against what people changed.

    ``changed`` is that of every document of the run, ``fact_at`` gives the fact at a
    place of another document.
    """
    if not changed:
        return record
    proof = record.proof
    kept = [each for finding in proof.findings for each in _held(record, finding, changed, fact_at)]
    kept += [finding for finding in _new(record, changed) if not _is_known(finding, kept)]
    if tuple(kept) == proof.findings:
        return record
    findings = tuple(sorted(kept, key=lambda finding: finding.mention))
    return replace(record, proof=_with_statuses(replace(proof, findings=findings), proof.findings))


def _held(
    record: DocumentRecord, finding: Finding, changed: Mapping[Place, Changed], fact_at: FactAt
) -> Iterator[Finding]:
    """Yield a finding as far as it still holds."""
    own = next((fact for fact in record.proof.facts if fact.mention == finding.mention), None)
    if finding.check != CHECK.code or own is None:
        yield finding
        return
    here = Place(record.document.name, own.span)
    others = tuple(
        place
        for place in finding.others
        if _still_contradicts(own, place, (changed.get(here), changed.get(place)), fact_at)
    )
    if others or not finding.others:
        yield replace(finding, others=others)


def _still_contradicts(
    own: Fact, place: Place, changes: tuple[Changed | None, Changed | None], fact_at: FactAt
) -> bool:
    theirs = changes[1]
    if changes == (None, None):
        return True
    other = theirs.fact if theirs else fact_at(place)
    if other is None or fact_interval(own).meets(fact_interval(other)):
        return False
    is_renamed = any(change.is_renamed for change in changes if change)
    return not is_renamed or figure_key(own) == figure_key(other)


def _new(record: DocumentRecord, changed: Mapping[Place, Changed]) -> Iterator[Finding]:
    """Yield what corrected facts of this document contradict in it, on both facts."""
    doc, raw, statuses = record.document.name, record.document.raw, record.proof.statuses
    for one in record.proof.facts:
        change = changed.get(Place(doc, one.span))
        key = figure_key(one)
        if change is None or change.fact is None or key is None or one.kind not in LEVELS:
            continue
        for other in record.proof.facts:
            is_same_thing = other.mention != one.mention and figure_key(other) == key
            if not is_same_thing or statuses[other.mention] is Status.REJECTED:
                continue
            if fact_interval(one).meets(fact_interval(other)):
                continue
            if sentence_at(raw, one.span) != sentence_at(raw, other.span):
                yield from _on_both(doc, one, other)


def _on_both(doc: str, one: Fact, other: Fact) -> Iterator[Finding]:
    first, second = (one, other) if one.mention < other.mention else (other, one)
    what = " ".join(filter(None, (one.region, one.period, one.indicator)))
    said = f"{first.value}{first.unit} in one place and {second.value}{second.unit} in another"
    message = f"{what} is {said}."
    yield Finding(one.mention, CHECK.code, Field.VALUE, message, (Place(doc, other.span),))
    yield Finding(other.mention, CHECK.code, Field.VALUE, message, (Place(doc, one.span),))


def _is_known(finding: Finding, known: list[Finding]) -> bool:
    """Tell whether a contradiction is on record, in whatever words."""
    return any(
        (each.mention, each.check) == (finding.mention, finding.check)
        and set(finding.others) <= set(each.others)
        for each in known
    )


def _with_statuses(proof: Proof, before: Sequence[Finding]) -> Proof:
    """Return the proof with new statuses where findings came or went and nobody has decided."""
    facts = {fact.mention: fact for fact in proof.facts}
    touched = {finding.mention for finding in set(before) ^ set(proof.findings)}
    statuses = dict(proof.statuses)
    for mention in touched:
        if statuses[mention] not in DECIDED:
            findings = [finding for finding in proof.findings if finding.mention == mention]
            statuses[mention] = status_of(proof.rows[mention], facts.get(mention), findings)
    return replace(proof, statuses=statuses)
