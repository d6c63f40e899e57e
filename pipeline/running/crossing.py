"""The figures of a run's documents in, their contradictions written to the store."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.proving.across import Figure, contradictions_across, figures_of
from pipeline.proving.fact import Finding
from pipeline.proving.proof import Proof
from pipeline.results.store import Store
from pipeline.running.journal import Journal

_SEPARATOR = "\x1f"  # in no name of anything


def figure_rows(proof: Proof) -> list[tuple[str, float, float]]:
    """Return what others can contradict in a document: what it is about, low and high."""
    return [
        (_SEPARATOR.join(figure.key), float(figure.interval.low), float(figure.interval.high))
        for figure in figures_of(proof)
    ]


class Crossing:
    """What documents say about the same things, all of it in memory."""

    def __init__(self) -> None:
        self._figures: dict[tuple[str, ...], list[Figure]] = defaultdict(list)

    def add(self, proof: Proof) -> None:
        """Remember the figures of one document that others can contradict."""
        for figure in figures_of(proof):
            self._figures[figure.key].append(figure)

    def write(self, store: Store) -> None:
        """Add a finding to every fact in ``store`` that another document contradicts."""
        _write(_findings(self._figures), store)


def cross(journal: Journal, store: Store) -> None:
    """Add a finding to every fact in ``store`` that another document contradicts.

    Only documents that may disagree are read again.
    """
    keys = journal.doubtful_keys()
    found = _findings(_figures(journal.documents_with(keys), frozenset(keys), store))
    journal.mark_crossed(sorted(found))
    _write(found, store)


def _write(found: Mapping[str, list[Finding]], store: Store) -> None:
    for doc, findings in sorted(found.items()):
        store.add_findings(doc, findings)


def _figures(
    docs: Sequence[str], keys: frozenset[str], store: Store
) -> dict[tuple[str, ...], list[Figure]]:
    figures: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for doc in docs:
        for figure in figures_of(store.standing(doc)):
            if _SEPARATOR.join(figure.key) in keys:
                figures[figure.key].append(figure)
    return figures


def _findings(figures: dict[tuple[str, ...], list[Figure]]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for key in sorted(figures):
        ordered = sorted(figures[key], key=lambda each: (each.doc, each.mention))
        for doc, finding in contradictions_across(ordered):
            found[doc].append(finding)
    return found
