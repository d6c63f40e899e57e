"""Right claims about documents in, how many of them end as verified once corrupted out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from pipeline.proving.fact import Claim, Fact, Status
from pipeline.proving.proof import Proof, prove
from schemas.vocabulary import Bound
from tests.bench.corruptions import MEANINGS, VALUES, Corruption, spellings
from tests.bench.generated import Subject
from tests.bench.simulated import PERFECT, annotated, answers

# Every how manieth number of a document is corrupted at once, so that its neighbours are right.
_APART = 6
BOUND_DROPPED = "bound dropped"


@dataclass(frozen=True, slots=True)
class Case:
    """One answer about a number: what kind it is, what it says, and what became of it."""

    kind: str
    subject: Subject
    mention: int
    claim: Claim
    is_accepted: bool

    @property
    def quote(self) -> str:
        """Return the words a peer would cite: the clause up to the number, as claimed."""
        ledger = self.subject.ledger
        span = ledger.mentions[self.mention].span
        start = ledger.layout.clause_at(span.start).start
        return ledger.clean.text[min(start, span.start) : span.start] + self.claim.echo

    @property
    def source(self) -> str:
        """Return the paragraph that a peer would look for the words in."""
        ledger = self.subject.ledger
        start = ledger.mentions[self.mention].span.start
        return ledger.layout.paragraph_at(start).of(ledger.clean.text)


@dataclass(slots=True)
class Count:
    """How many of the cases of one kind ended as verified."""

    accepted: int = 0
    of: int = 0

    def add(self, *, is_accepted: bool) -> None:
        """Count one case."""
        self.of += 1
        self.accepted += is_accepted

    @property
    def share(self) -> float:
        """Return the share of those accepted."""
        return self.accepted / self.of if self.of else 0.0


@dataclass(slots=True)
class Counted:
    """The counts of one candidate by kind of case."""

    counts: dict[str, Count] = field(default_factory=dict)

    def add(self, kind: str, *, is_accepted: bool) -> None:
        """Count one case."""
        self.counts.setdefault(kind, Count()).add(is_accepted=is_accepted)


def annotated_subjects(*collections: str) -> Iterator[Subject]:
    """Yield the annotated documents, each number claimed as it is annotated."""
    for document in annotated(*collections):
        claims = {c.mention: c for c in answers(document, PERFECT) if c.mention in document.facts}
        yield Subject(document.name, document.ledger, claims)


def corrupted_cases(subjects: Iterable[Subject]) -> Iterator[Case]:
    """Yield every corruption of every number, with what became of it.

    A value or meaning is accepted if the fact is verified although its answer is wrong;
    a dropped bound, of which an answer need not speak, if the fact that stands lost it.
    """
    for subject in subjects:
        for kind, corrupt in (VALUES | MEANINGS).items():
            yield from _cases(subject, kind, corrupt, _is_accepted(kind))


def spelt_cases(subjects: Iterable[Subject]) -> Iterator[Case]:
    """Yield every number in other spellings; accepted is what is verified as it is printed."""
    for subject in subjects:
        right = prove(subject.ledger, list(subject.claims.values()), subject.name)
        known = {m for m in subject.claims if right.statuses[m] is Status.VERIFIED}
        several = {m: list(spellings(subject.claims[m].echo)) for m in known}
        for turn in range(max(map(len, several.values()), default=0)):
            respell = partial(_spelt, several, turn)
            yield from _cases(subject, "true, spelt otherwise", respell, _is_verified)


def _spelt(
    several: Mapping[int, Sequence[str]], turn: int, subject: Subject, index: int
) -> Claim | None:
    echoes = several.get(index, ())[turn : turn + 1]
    return next((replace(subject.claims[index], echo=echo) for echo in echoes), None)


def right_share(subjects: Iterable[Subject]) -> Count:
    """Return how many of the right answers end as verified."""
    count = Count()
    for subject in subjects:
        proof = prove(subject.ledger, list(subject.claims.values()), subject.name)
        for mention in subject.claims:
            count.add(is_accepted=proof.statuses[mention] is Status.VERIFIED)
    return count


def _cases(
    subject: Subject, kind: str, corrupt: Corruption, is_accepted: Callable[[Proof, int], bool]
) -> Iterator[Case]:
    mentions: Sequence[int] = sorted(subject.claims)
    for turn in range(_APART):
        wrong = {
            mention: claim
            for mention in mentions[turn::_APART]
            if (claim := corrupt(subject, mention)) is not None
        }
        if wrong:
            claims = list((subject.claims | wrong).values())
            proof = prove(subject.ledger, claims, subject.name)
            for mention, claim in wrong.items():
                yield Case(kind, subject, mention, claim, is_accepted(proof, mention))


def _is_accepted(kind: str) -> Callable[[Proof, int], bool]:
    return _lost_its_bound if kind == BOUND_DROPPED else _is_verified


def _is_verified(proof: Proof, mention: int) -> bool:
    return proof.statuses[mention] is Status.VERIFIED


def _lost_its_bound(proof: Proof, mention: int) -> bool:
    facts: Mapping[int, Fact] = {fact.mention: fact for fact in proof.facts}
    return _is_verified(proof, mention) and facts[mention].bound is Bound.EXACT
