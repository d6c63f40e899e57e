"""The figures of several documents in, those that contradict each other out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TypeVar

from pipeline.proving.checks.contradiction import CHECK
from pipeline.proving.comparing import LEVELS, MOST_WITNESSES, Key, figure_key
from pipeline.proving.fact import Fact, Field, Finding, Place, Status
from pipeline.proving.interval import Interval, fact_interval
from pipeline.proving.proof import Proof


@dataclass(frozen=True, slots=True)
class Figure:
    """One level of one document, as far as another document can speak of it.

    Figures with the same ``key`` state the same thing: kind, indicator, base unit,
    region and period, whatever they are called.
    """

    key: Key
    mention: int
    place: Place
    quote: str
    interval: Interval

    @property
    def doc(self) -> str:
        """Return the name of the document."""
        return self.place.doc


@dataclass(frozen=True, slots=True)
class Standing:
    """The part of a proof of the document ``doc`` that other documents can speak to."""

    doc: str
    facts: tuple[Fact, ...]
    statuses: Mapping[int, Status]
    findings: tuple[Finding, ...]


_Proven = TypeVar("_Proven", Proof, Standing)


def figures_of(proof: Proof | Standing) -> Iterator[Figure]:
    """Yield the levels of a proof that have a name, a place and a period, and stand."""
    for fact in proof.facts:
        if proof.statuses[fact.mention] is Status.REJECTED:
            continue
        key = figure_key(fact) if fact.kind in LEVELS and fact.region else None
        if key:
            place = Place(proof.doc, fact.span)
            yield Figure(key, fact.mention, place, fact.quote, fact_interval(fact))


def contradictions_across(figures: Sequence[Figure]) -> Iterator[tuple[str, Finding]]:
    """Yield, by document, a finding for each figure that other documents contradict.

    ``figures`` have one key.  Figures of the same document are left to the proof of
    that document.
    """
    rising = sorted(figures, key=lambda each: (each.interval.high, each.doc, each.mention))
    falling = sorted(figures, key=lambda each: (-each.interval.low, each.doc, each.mention))
    for figure in figures:
        found = contradicted(figure, _lower(figure, rising), _higher(figure, falling))
        if found is not None:
            yield figure.doc, found


def _lower(figure: Figure, rising: Iterable[Figure]) -> Iterator[Figure]:
    return takewhile(lambda each: each.interval.high < figure.interval.low, rising)


def _higher(figure: Figure, falling: Iterable[Figure]) -> Iterator[Figure]:
    return takewhile(lambda each: each.interval.low > figure.interval.high, falling)


def contradicted(
    figure: Figure, lower: Iterable[Figure], higher: Iterable[Figure]
) -> Finding | None:
    """Return the finding for ``figure``, if it does not meet a figure of another document.

    ``lower`` and ``higher`` are those to either side of it, the farthest first: where
    many documents speak against one, ``MOST_WITNESSES`` of each side are named.
    """
    sides = [
        [*islice((each for each in side if each.doc != figure.doc), MOST_WITNESSES + 1)]
        for side in (lower, higher)
    ]
    named = [each for side in sides for each in side[:MOST_WITNESSES]]
    if not named:
        return None
    named.sort(key=lambda each: (each.doc, each.mention))
    said = ", ".join(dict.fromkeys(f"{other.quote} in {other.doc}" for other in named))
    more = ", and there are others" if any(len(side) > MOST_WITNESSES for side in sides) else ""
    message = f"{figure.quote!r} here is {said}{more}."
    places = tuple(other.place for other in named)
    return Finding(figure.mention, CHECK.code, Field.VALUE, message, places)


def with_findings(proof: _Proven, findings: Iterable[Finding]) -> _Proven:
    """Return the proof with more findings against it; their mentions are disputed.

    What a person has settled stays settled.
    """
    known = set(proof.findings)
    added: tuple[Finding, ...] = tuple(
        dict.fromkeys(finding for finding in findings if finding not in known)
    )
    held = {Status.VERIFIED, Status.UNVERIFIED}
    statuses = dict(proof.statuses)
    for finding in added:
        if statuses[finding.mention] in held:
            statuses[finding.mention] = Status.DISPUTED
    ordered = sorted((*proof.findings, *added), key=lambda finding: finding.mention)
    return replace(proof, findings=tuple(ordered), statuses=statuses)
