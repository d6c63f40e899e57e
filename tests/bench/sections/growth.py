"""Runs over more and more documents: time, memory and disk, and how they grow."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.growing import growth
from tests.bench.section import Bench, Section, Table


def run(bench: Bench) -> Iterator[Table]:
    """Yield one table, up to as many documents as the bench is for."""
    with TemporaryDirectory() as place:
        yield growth(bench, Path(place))


SECTION = Section(
    name="growth",
    title="Many documents",
    says="What a run costs for each document, however many there are.",
    run=run,
)
