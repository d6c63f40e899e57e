"""A proof in, its disputes out, ordered so that the likeliest errors come first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.numbers.mention import Mention
from pipeline.proving.fact import Claim, Fact, Field, Finding, LedgerRow, Status
from pipeline.proving.proof import Proof
from pipeline.proving.status import NEEDED, independent_voices
from pipeline.proving.voices import SURE_READING
from pipeline.spans import Span

# How much a finding says that what stands is wrong.  Numbers that contradict each other,
# and a statistic that the text reads as none, outweigh words that differ.  What speaks
# against the model alone weighs least: it says that the model was wrong, not that the
# text was read wrong.
WEIGHTS: Mapping[str, int] = {
    "contradiction": 40,
    "growth-arithmetic": 40,
    "part-whole": 40,
    "implausible": 40,
    "kind-unit": 40,
    "direction": 40,
    "instruction-in-source": 40,
    "false-fact": 30,
    "period-conflict": 30,
    "unaccounted": 25,
    "models-disagree": 10,
    "region-conflict": 8,
    "false-nonfact": 8,
    "reading-disagrees": 3,
    "indicator-elsewhere": 1,
    "indicator-ungrounded": 1,
    "number-echo": 1,
    "period-ungrounded": 1,
}

# How doubtful a field is that has neither two independent voices nor a sure one, in
# per cent of the readings that were wrong on annotated documents.
DOUBTS: Mapping[Field, int] = {
    Field.INDICATOR: 12,
    Field.KIND: 10,
    Field.REGION: 3,
    Field.PERIOD: 1,
}

Said = TypeVar("Said", Finding, Claim)


@dataclass(frozen=True, slots=True)
class Dispute:
    """The open findings on one mention, with both sides.

    ``span`` lies in the raw text of the document ``doc`` and ``quote`` is what stands
    there.  ``fact`` is what stands now, ``None`` where the mention is no fact;
    ``claims`` is what the models said.  ``score`` is higher the likelier what stands
    is wrong.
    """

    doc: str
    mention: int
    span: Span
    quote: str
    row: LedgerRow
    fact: Fact | None
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    score: int

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields in dispute, each once, in the order of their findings."""
        return tuple(dict.fromkeys(finding.field for finding in self.findings))


def build_disputes(proof: Proof, mentions: Sequence[Mention]) -> tuple[Dispute, ...]:
    """Return one dispute for each disputed mention, the likeliest error first.

    ``mentions`` are those of the proof's ledger.  Equal scores keep the order of the
    document.
    """
    facts = {fact.mention: fact for fact in proof.facts}
    findings, claims = _by_mention(proof.findings), _by_mention(proof.claims)
    found = [
        _dispute(
            proof.doc,
            mentions[row.mention],
            row,
            facts.get(row.mention),
            (findings.get(row.mention, ()), claims.get(row.mention, ())),
        )
        for row in proof.rows
        if proof.statuses[row.mention] is Status.DISPUTED
    ]
    return tuple(sorted(found, key=lambda dispute: (-dispute.score, dispute.mention)))


def score(findings: Sequence[Finding], fact: Fact | None) -> int:
    """Return how likely what stands is wrong: what was found, plus how doubtful it is.

    Each check counts once for each field it speaks against, and each field of the fact
    that nobody surely supports.
    """
    spoken = {(finding.check, finding.field) for finding in findings}
    weight = sum(WEIGHTS[check] for check, _ in spoken)
    doubtful = (DOUBTS[field] for field in DOUBTS if fact and _is_doubtful(fact, field))
    return weight + sum(doubtful)


def _is_doubtful(fact: Fact, field: Field) -> bool:
    voices = independent_voices(field, fact.voices.get(field, ()))
    return len(voices) < NEEDED and SURE_READING not in voices


def _dispute(
    doc: str,
    mention: Mention,
    row: LedgerRow,
    fact: Fact | None,
    sides: tuple[Sequence[Finding], Sequence[Claim]],
) -> Dispute:
    findings, claims = sides
    return Dispute(
        doc=doc,
        mention=mention.index,
        span=mention.raw_span,
        quote=mention.quote,
        row=row,
        fact=fact,
        claims=tuple(claims),
        findings=tuple(findings),
        score=score(findings, fact),
    )


def _by_mention(said: Iterable[Said]) -> Mapping[int, Sequence[Said]]:
    grouped: dict[int, list[Said]] = {}
    for each in said:
        grouped.setdefault(each.mention, []).append(each)
    return grouped
