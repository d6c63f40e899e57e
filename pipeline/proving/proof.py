"""A ledger and the claims about it in, a proof out: every mention accounted for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.numbers.ledger import Ledger
from pipeline.proving.building import build_fact
from pipeline.proving.case import Case
from pipeline.proving.checking import Checked, check_case
from pipeline.proving.disposing import dispose
from pipeline.proving.fact import (
    Claim,
    Disposition,
    Fact,
    Field,
    Finding,
    LedgerRow,
    Refusal,
    Status,
    Ungrounded,
)
from pipeline.proving.grounding import Reach
from pipeline.proving.heard import Heard, hear
from pipeline.proving.rehearing import is_slip, reheard
from pipeline.proving.status import status_of


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of every mention of the document ``doc``, and of every claim.

    ``rows`` has one row for each mention, in order; ``facts`` one fact for each row
    that is one, in order; ``statuses`` one status for each mention, by its index.
    ``findings`` are in order of their mention.  ``looks`` says which check looked at
    which field of which mention: where no finding stands, that is the difference
    between "nothing found" and "not checked".  ``ungrounded`` are the claims about no
    mention of their own.
    """

    doc: str
    facts: tuple[Fact, ...]
    rows: tuple[LedgerRow, ...]
    findings: tuple[Finding, ...]
    statuses: Mapping[int, Status]
    looks: frozenset[Checked]
    ungrounded: tuple[Ungrounded, ...]
    claims: tuple[Claim, ...]

    def __post_init__(self) -> None:
        of_facts = [row.mention for row in self.rows if row.disposition is Disposition.FACT]
        if [row.mention for row in self.rows] != list(range(len(self.rows))):
            raise ValueError(f"{self.doc}: a mention is missing from the rows, or there twice")
        if [fact.mention for fact in self.facts] != of_facts:
            raise ValueError(f"{self.doc}: the facts are not the rows that are facts")
        if sorted(self.statuses) != [row.mention for row in self.rows]:
            raise ValueError(f"{self.doc}: a mention has no status")

    @property
    def counts(self) -> Mapping[Disposition, int]:
        """Return how many mentions ended as fact, non-fact and unaccounted."""
        found = Counter(row.disposition for row in self.rows)
        return {disposition: found[disposition] for disposition in Disposition}


def prove(ledger: Ledger, claims: Sequence[Claim], doc: str) -> Proof:
    """Make facts of the mentions of ``ledger``, by their readings and ``claims``.

    Every mention ends as one row and every claim is kept.  Claims of several models,
    or of several requests, about one mention are all heard, the first first; what one
    request says twice about a mention is heard once and the rest is ungrounded.  What
    was asked for again is heard as ``pipeline.proving.rehearing`` says.
    """
    sorted_claims = _sorted_claims(ledger, claims)
    heard = {mention: reheard(several, ledger) for mention, several in sorted_claims.heard.items()}
    rows = tuple(
        dispose(mention, reading, _on_the_whole(heard.get(mention.index, ())))
        for mention, reading in zip(ledger.mentions, ledger.readings, strict=True)
    )
    facts = {
        row.mention: build_fact(ledger, row, heard.get(row.mention, ()))
        for row in rows
        if row.disposition is Disposition.FACT
    }
    outcome = check_case(Case(doc, ledger, heard, rows, facts))
    facts = {mention: _supported(fact, outcome.support) for mention, fact in facts.items()}
    return Proof(
        doc=doc,
        facts=tuple(facts.values()),
        rows=rows,
        findings=outcome.findings,
        statuses=_statuses(rows, facts, outcome.findings),
        looks=outcome.looks,
        ungrounded=sorted_claims.ungrounded,
        claims=sorted_claims.claims,
    )


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Claims by the mention they are about, and those that are about none of their own."""

    heard: Mapping[int, tuple[Heard, ...]]
    ungrounded: tuple[Ungrounded, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Return the claims about mentions as they were made, heard or not."""
        return tuple(each.claim for several in self.heard.values() for each in several)


def _sorted_claims(ledger: Ledger, claims: Sequence[Claim]) -> _Sorted:
    heard: dict[int, tuple[Heard, ...]] = {}
    ungrounded: list[Ungrounded] = []
    reach = Reach.of(ledger)
    taken: set[tuple[int, str, str, Field | None]] = set()
    for claim in claims:
        field = claim.reask.field if claim.reask else None
        source = (claim.mention, claim.model, claim.request_key, field)
        if not 0 <= claim.mention < len(ledger.mentions):
            ungrounded.append(Ungrounded(claim, Refusal.UNKNOWN_MENTION))
        elif source in taken:
            ungrounded.append(Ungrounded(claim, Refusal.SECOND_CLAIM))
        elif is_slip(each := hear(claim, reach)):
            ungrounded.append(Ungrounded(claim, Refusal.OTHER_NUMBER))
        else:
            taken.add(source)
            heard[claim.mention] = (*heard.get(claim.mention, ()), each)
    return _Sorted(dict(sorted(heard.items())), tuple(ungrounded))


def _on_the_whole(heard: Sequence[Heard]) -> list[Claim]:
    """Return the claims that say whether a number is a statistic."""
    return [each.claim for each in heard if each.is_on_the_whole]


def _supported(fact: Fact, support: Mapping[tuple[int, Field], tuple[str, ...]]) -> Fact:
    added = {
        field: support[fact.mention, field] for field in Field if (fact.mention, field) in support
    }
    if not added:
        return fact
    voices = {field: (*fact.voices.get(field, ()), *names) for field, names in added.items()}
    return replace(fact, voices=fact.voices | voices)


def _statuses(
    rows: Sequence[LedgerRow], facts: Mapping[int, Fact], findings: Sequence[Finding]
) -> dict[int, Status]:
    against: dict[int, list[Finding]] = {}
    for finding in findings:
        against.setdefault(finding.mention, []).append(finding)
    return {
        row.mention: status_of(row, facts.get(row.mention), against.get(row.mention, ()))
        for row in rows
    }
