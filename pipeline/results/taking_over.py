"""Two runs in, the decisions that the one can take over from the other out."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from pipeline.disputing.decisions import Decision, find_conflict
from pipeline.disputing.settling import Expired
from pipeline.results.decision_log import conflict_in_words
from pipeline.results.settled import settle
from pipeline.results.store import Store
from pipeline.spans import Span


@dataclass(slots=True)
class TakenOver:
    """What one run can take over from another.

    ``made`` are decisions on documents of the same bytes, as they were signed, in order.
    ``known`` counts those that are there already, ``elsewhere`` those on documents the
    run does not have; ``expired`` are those that do not hold here, and why.
    ``conflicts`` are sentences about numbers on which somebody decided otherwise here;
    ``seen`` is what was decided on the numbers taken over.
    """

    made: list[Decision] = field(default_factory=list)
    seen: list[Decision] = field(default_factory=list)
    expired: list[Expired] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    known: int = 0
    elsewhere: int = 0


def take_over(store: Store, other: Store, *, is_overruling: bool = False) -> TakenOver:
    """Return what ``store`` can take over; conflicting numbers only if it overrules."""
    taken = TakenOver()
    there = other.decisions()
    digests: set[str] = set()
    names: set[str] = set()
    for record in store.documents():
        document = record.document
        digests.add(document.digest)
        names.add(document.name)
        here = store.decisions(document)
        same = [replace(d, doc=document.name) for d in there if d.document_id == document.digest]
        same = [each for each in same if each not in here]
        _sort(taken, same, here, is_overruling=is_overruling)
        about = [d for d in there if d.doc == document.name and d.document_id != document.digest]
        settled = settle(record, [*here, *taken.made, *about])
        taken.expired += [each for each in settled.expired if each.decision not in here]
    taken.elsewhere = sum(d.document_id not in digests and d.doc not in names for d in there)
    taken.known = sum(d.document_id in digests for d in there) - len(taken.made)
    return taken


def _sort(
    taken: TakenOver,
    same: list[Decision],
    here: tuple[Decision, ...],
    *,
    is_overruling: bool,
) -> None:
    """Take over the decisions on each number, unless somebody decided otherwise here."""
    by_span: dict[Span, list[Decision]] = defaultdict(list)
    for decision in same:
        by_span[decision.span].append(decision)
    for span, decisions in by_span.items():
        history = [each for each in here if each.place == (decisions[0].document_id, span)]
        theirs = find_conflict(history, decisions, ())
        if theirs and not is_overruling:
            taken.conflicts.append(conflict_in_words(theirs))
        else:
            taken.made += decisions
            taken.seen += history
