"""Figures of other runs in, their contradictions to this run's documents written to its store.

The other runs are read, never written to, one document at a time: what is kept of them
are the figures that this run states too.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.proving.across import Figure, contradictions_across, figures_of
from pipeline.proving.comparing import Key
from pipeline.proving.fact import Finding, Place
from pipeline.results.exports import FACTS
from pipeline.results.settled import settled_documents
from pipeline.results.store import Store
from pipeline.running.journal import Journal


def check_runs(runs: Sequence[Path], out: Path) -> None:
    """Refuse what is no finished run, and the run itself, before anything is asked."""
    for run_dir in runs:
        if run_dir.resolve() == out.resolve():
            raise StoreError(f"{run_dir}: a run cannot be held against itself; leave it out")
        with Store.open(run_dir) as store:
            store.info()


def describe_runs(runs: Sequence[Path]) -> str:
    """Return the runs in words that change whenever their facts do."""
    return ", ".join(f"{run_dir} {_digest(run_dir / FACTS)}" for run_dir in runs)


def cross_with(runs: Sequence[Path], store: Store) -> list[str]:
    """Add a finding to every fact in ``store`` that a document of another run contradicts.

    Return the names of the documents that got one.  The same document in another run is
    passed over, and so is what a person rejected there.  A finding names the other
    place as ``<run directory>/<document>``.
    """
    if not runs:
        return []
    own, digests = _own_figures(store)
    theirs: dict[Key, list[Figure]] = defaultdict(list)
    for run_dir in runs:
        for figure in _figures_of_run(run_dir, digests):
            if figure.key in own:
                theirs[figure.key].append(figure)
    found = _findings(own, theirs)
    for doc in sorted(found):
        store.add_findings({doc: found[doc]})
    return sorted(found)


def cross_against(runs: Sequence[Path], journal: Journal, store: Store) -> None:
    """Do so for a run, and remember which of its documents others contradict."""
    journal.mark_crossed(cross_with(runs, store))


def _own_figures(store: Store) -> tuple[dict[Key, list[Figure]], frozenset[str]]:
    own: dict[Key, list[Figure]] = defaultdict(list)
    digests = set()
    for record in store.documents():
        digests.add(record.document.digest)
        for figure in figures_of(record.proof):
            own[figure.key].append(figure)
    return own, frozenset(digests)


def _figures_of_run(run_dir: Path, digests: frozenset[str]) -> Iterator[Figure]:
    with Store.open(run_dir) as store:
        for settled in settled_documents(store):
            if settled.record.document.digest not in digests:
                for figure in figures_of(settled.record.proof):
                    place = Place(f"{run_dir.name}/{figure.doc}", figure.place.span)
                    yield replace(figure, place=place)


def _findings(
    own: Mapping[Key, Sequence[Figure]], theirs: Mapping[Key, Sequence[Figure]]
) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for key in sorted(theirs):
        for figure in own[key]:
            for doc, finding in contradictions_across([figure, *theirs[key]]):
                if doc == figure.doc:
                    found[doc].append(finding)
    return found


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror or error})") from error
