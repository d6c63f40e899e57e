"""What came of a run, for whoever started it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.proving.fact import Fact
from pipeline.results.manifest import Tally
from pipeline.results.records import DocumentRecord
from pipeline.results.settled import settled_documents
from pipeline.results.store import Store


@dataclass(frozen=True, slots=True)
class RunResult:
    """A run directory that has been written, and what kept it from being complete.

    ``stopped_by`` is the error that ended the run early; ``problems`` are sentences
    about what was left out, ``notes`` about what an earlier run had left.
    ``is_interrupted`` says that a person stopped it.  ``counts`` are nothing where
    there was nothing to do.  ``store`` is the address of the records, where they are not
    in the run directory.
    """

    run_dir: Path
    is_complete: bool
    is_interrupted: bool
    stopped_by: PipelineError | None
    problems: tuple[str, ...]
    calls: int
    notes: tuple[str, ...] = ()
    document_count: int = 0
    counts: Tally | None = None
    store: str | None = field(default=None, repr=False)

    @property
    def exit_code(self) -> int:
        """Return 0 complete, 1 something failed, 130 interrupted, or the error's code."""
        if self.stopped_by is not None:
            return self.stopped_by.exit_code
        return 130 if self.is_interrupted else 0 if self.is_complete else 1

    def documents(self) -> Iterator[DocumentRecord]:
        """Yield each document as it stands after people's decisions, in order of their names."""
        with Store.open(self.run_dir, self.store) as store:
            yield from (settled.record for settled in settled_documents(store))

    def facts(self) -> Iterator[Fact]:
        """Yield the facts of all documents, in order."""
        for record in self.documents():
            yield from record.proof.facts
