"""The figures of a run's documents in, their contradictions written to the store."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from pipeline.proving.across import Figure, contradicted, contradictions_across, figures_of
from pipeline.proving.fact import Finding, Place
from pipeline.proving.interval import Interval
from pipeline.proving.proof import Proof
from pipeline.results.store import Store
from pipeline.running.journal import Journal
from pipeline.running.journal_rows import FigureRow
from pipeline.spans import Span

_TOGETHER = 8  # documents to which findings are added in one step
_SEPARATOR = "\x1f"  # in no name of anything


def figure_rows(proof: Proof) -> list[FigureRow]:
    """Return what others can contradict in a document, as a journal keeps it."""
    return [
        FigureRow(
            key=_SEPARATOR.join(figure.key),
            doc=figure.doc,
            mention=figure.mention,
            start=figure.place.span.start,
            end=figure.place.span.end,
            quote=figure.quote,
            low=str(figure.interval.low),
            high=str(figure.interval.high),
        )
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
        for doc, findings in sorted(_findings(self._figures).items()):
            store.add_findings({doc: findings})


def cross(journal: Journal, store: Store) -> None:
    """Add a finding to every fact in ``store`` that another document contradicts.

    A few documents are in memory at a time, however many contradict each other.
    """
    journal.mark_doubtful()
    doubtful = journal.doubtful_documents()
    while docs := [*islice(doubtful, _TOGETHER)]:
        found = {doc: [*_findings_of(doc, journal)] for doc in docs}
        store.add_findings({doc: findings for doc, findings in found.items() if findings})


def _findings_of(doc: str, journal: Journal) -> Iterator[Finding]:
    for row in journal.figures_of(doc):
        figure = _figure(row)
        lower, higher = (
            [each for each in map(_figure, rows) if not each.interval.meets(figure.interval)]
            for rows in journal.figures_beside(row)
        )
        found = contradicted(figure, lower, higher)
        if found is not None:
            yield found


def _figure(row: FigureRow) -> Figure:
    kind, unit, indicator, region, period = row.key.split(_SEPARATOR)
    return Figure(
        key=(kind, unit, indicator, region, period),
        mention=row.mention,
        place=Place(row.doc, Span(row.start, row.end)),
        quote=row.quote,
        interval=Interval(Decimal(row.low), Decimal(row.high)),
    )


def _findings(figures: dict[tuple[str, ...], list[Figure]]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for key in sorted(figures):
        ordered = sorted(figures[key], key=lambda each: (each.doc, each.mention))
        for doc, finding in contradictions_across(ordered):
            found[doc].append(finding)
    return found
