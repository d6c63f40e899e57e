"""The figures of a run's documents in, their contradictions written to the store."""

from collections import defaultdict
from dataclasses import replace

from pipeline.proving.across import Figure, contradictions_across, figures_of, with_findings
from pipeline.proving.fact import Finding
from pipeline.proving.proof import Proof
from pipeline.results.store import Store


class Crossing:
    """What the documents of a run say about the same things."""

    def __init__(self) -> None:
        self._figures: dict[tuple[str, ...], list[Figure]] = defaultdict(list)

    def add(self, proof: Proof) -> None:
        """Remember the figures of one document that others can contradict."""
        for figure in figures_of(proof):
            self._figures[figure.key].append(figure)

    def write(self, store: Store) -> None:
        """Add a finding to every fact in ``store`` that another document contradicts."""
        for doc, findings in sorted(self._findings().items()):
            record = store.document(doc)
            store.write_document(replace(record, proof=with_findings(record.proof, findings)))

    def _findings(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = defaultdict(list)
        for key in sorted(self._figures):
            figures = sorted(self._figures[key], key=lambda each: (each.doc, each.mention))
            for doc, finding in contradictions_across(figures):
                found[doc].append(finding)
        return found
