"""A run and the truth about it in, what a person who knows it has to press in the queue out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.disputing.deciding import Signature, said
from pipeline.disputing.decisions import Ruling
from pipeline.evaluating.gold import GoldFact
from pipeline.evaluating.naming import find_places, is_right_name
from pipeline.proving.fact import Fact, Field
from pipeline.results.settled import Settled
from pipeline.review.alike import Repeat, repeat_of
from pipeline.review.alternatives import MEANINGS, find_alternatives
from pipeline.review.desk import Desk, Spot

Truth = Mapping[tuple[str, int, int], GoldFact]


@dataclass(slots=True)
class Analyst:
    """Goes through the queue in its order; ``presses`` counts the actions of each visit.

    One key accepts a number, rejects it, or takes an alternative that is offered, one
    more each further; else the form is opened, each wrong field typed, and saved.  What
    was corrected is done to all alike by one more key, if that is right for every one.
    """

    desk: Desk
    truth: Truth
    presses: list[int] = field(default_factory=list)

    def settle_all(self) -> None:
        """Decide until no dispute is left."""
        while found := self.desk.register.disputes(1):
            spot = Spot(found[0]["document"], found[0]["mention"])
            self.presses.append(self._settle(spot))

    def _settle(self, spot: Spot) -> int:
        settled, by = self.desk.document(spot.document), self._signature()
        fact = settled.subject(spot.mention).fact
        right = self._right(settled, spot.mention)
        if fact is None or right is None:
            # Accepted as no statistic, or rejected as one that is none or was not read.
            ruling = Ruling.ACCEPT if fact is None and right is None else Ruling.REJECT
            self.desk.decide(spot, by, ruling=ruling)
            return 1
        corrections, count = _corrections(settled, fact, right)
        made = self.desk.decide(spot, by, ruling=Ruling.ACCEPT, corrections=corrections)
        repeat = repeat_of(spot.document, fact, made.decisions)
        if repeat and self.desk.alike(repeat) and self._fits_all(repeat):
            self.desk.repeat(repeat, by)
            count += 1
        return count

    def _fits_all(self, repeat: Repeat) -> bool:
        settled = self.desk.document(repeat.document)
        rights = (self._right(settled, spot.mention) for spot in self.desk.alike(repeat))
        return all(
            right is not None and _is_right(name, value, right)
            for right in rights
            for name, value in repeat.after.items()
        )

    def _right(self, settled: Settled, mention: int) -> GoldFact | None:
        span = settled.record.mentions[mention].raw_span
        return self.truth.get((settled.record.document.name, span.start, span.end))

    def _signature(self) -> Signature:
        return Signature("analyst", self.desk.clock(), "annotated")


def _corrections(settled: Settled, fact: Fact, right: GoldFact) -> tuple[dict[str, str], int]:
    """Return what has to be corrected, and with how many actions."""
    wrong = [name for name in MEANINGS if not _is_right(name, said(fact, name), right)]
    if not wrong:
        return {}, 1
    record = settled.record
    claims = [claim for claim in record.proof.claims if claim.mention == fact.mention]
    findings = [each for each in record.proof.findings if each.mention == fact.mention]
    offered = find_alternatives(
        fact, record.readings[fact.mention], claims, findings, record.metadata
    )
    taken = {
        each.field.value: each.value
        for each in reversed(offered)
        if each.field in wrong and _is_right(each.field, each.value, right)
    }
    if len(taken) == len(wrong):
        return taken, len(wrong)
    truth = {name.value: str(getattr(right, name.value) or "") for name in wrong}
    return truth | taken, 2 + len(wrong)


def _is_right(name: Field, value: str, right: GoldFact) -> bool:
    """Tell whether a value is right, names by the measure that runs are scored with."""
    if name is Field.INDICATOR:
        return is_right_name(value, right, (), find_places([right.region]))
    return value == str(getattr(right, name.value) or "")
