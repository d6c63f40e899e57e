"""A proof in, its disputes out, ordered so that the likeliest errors come first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.numbers.mention import Mention
from pipeline.proving.fact import Claim, Fact, Field, Finding, LedgerRow, Status
from pipeline.proving.proof import Proof
from pipeline.proving.status import NEEDED, independent_voices
from pipeline.spans import Span

# How likely what stands is wrong where a check speaks against it, in tenths.  Numbers
# that contradict each other outweigh words that do; what speaks against the model
# alone weighs least, because the model's word does not stand there.
WEIGHTS: Mapping[str, int] = {
    "contradiction": 9,
    "growth-arithmetic": 9,
    "part-whole": 9,
    "implausible": 8,
    "kind-unit": 8,
    "direction": 8,
    "unaccounted": 7,
    "instruction-in-source": 7,
    "period-conflict": 6,
    "region-conflict": 5,
    "models-disagree": 5,
    "reading-disagrees": 4,
    "false-nonfact": 4,
    "false-fact": 3,
    "number-echo": 3,
    "indicator-elsewhere": 2,
    "indicator-ungrounded": 2,
    "period-ungrounded": 1,
}


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
    disputed = [row for row in proof.rows if proof.statuses[row.mention] is Status.DISPUTED]
    found = [
        _dispute(proof, mentions[row.mention], row, facts.get(row.mention)) for row in disputed
    ]
    return tuple(sorted(found, key=lambda dispute: (-dispute.score, dispute.mention)))


def score(findings: Sequence[Finding], fact: Fact | None) -> int:
    """Return how likely what stands is wrong: ten times the weights, plus missing support.

    Each check counts once for each field it speaks against; each field of the fact
    without two independent voices adds one.
    """
    spoken = {(finding.check, finding.field) for finding in findings}
    weight = sum(WEIGHTS.get(check, 1) for check, _ in spoken)
    return 10 * weight + (_unsupported(fact) if fact else 0)


def _unsupported(fact: Fact) -> int:
    return sum(
        len(independent_voices(field, fact.voices.get(field, ()))) < NEEDED for field in Field
    )


def _dispute(proof: Proof, mention: Mention, row: LedgerRow, fact: Fact | None) -> Dispute:
    findings = tuple(each for each in proof.findings if each.mention == mention.index)
    return Dispute(
        doc=proof.doc,
        mention=mention.index,
        span=mention.raw_span,
        quote=mention.quote,
        row=row,
        fact=fact,
        claims=tuple(claim for claim in proof.claims if claim.mention == mention.index),
        findings=findings,
        score=score(findings, fact),
    )
