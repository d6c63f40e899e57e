"""A proof in, its disputes out, ordered so that the likeliest errors come first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.numbers.mention import Mention
from pipeline.proving.fact import Claim, Fact, Field, Finding, LedgerRow, Status
from pipeline.proving.proof import Proof
from pipeline.proving.scoring import score_proof
from pipeline.spans import Span

Said = TypeVar("Said", Finding, Claim)


@dataclass(frozen=True, slots=True)
class Dispute:
    """The open findings on one mention, with both sides.

    ``span`` lies in the raw text of the document ``doc`` and ``quote`` is what stands
    there.  ``fact`` is what stands now, ``None`` where the mention is no fact;
    ``claims`` is what the models said.  ``score`` is the probability that what stands
    is wrong, as ``pipeline.proving.scoring`` has it.
    """

    doc: str
    mention: int
    span: Span
    quote: str
    row: LedgerRow
    fact: Fact | None
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    score: float

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
    scores = score_proof(proof)
    found = [
        Dispute(
            doc=proof.doc,
            mention=row.mention,
            span=mentions[row.mention].raw_span,
            quote=mentions[row.mention].quote,
            row=row,
            fact=facts.get(row.mention),
            claims=tuple(claims.get(row.mention, ())),
            findings=tuple(findings.get(row.mention, ())),
            score=scores[row.mention],
        )
        for row in proof.rows
        if proof.statuses[row.mention] is Status.DISPUTED
    ]
    return tuple(sorted(found, key=lambda dispute: (-dispute.score, dispute.mention)))


def _by_mention(said: Iterable[Said]) -> Mapping[int, Sequence[Said]]:
    grouped: dict[int, list[Said]] = {}
    for each in said:
        grouped.setdefault(each.mention, []).append(each)
    return grouped
