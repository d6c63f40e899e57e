"""Paths in, a finished run directory out: every document through every stage."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pipeline import __version__
from pipeline.documents.finding import find_documents
from pipeline.errors import PipelineError, SettingsError, UsageError
from pipeline.proving.fact import Fact
from pipeline.results.exports import write_exports
from pipeline.results.records import DocumentRecord, RunInfo
from pipeline.results.settled import settled_documents
from pipeline.results.store import Store
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt, halt_on_interrupt
from pipeline.running.progress import Report
from pipeline.running.questioning import ask_by
from pipeline.running.stages import Question
from pipeline.running.tally import Tally
from pipeline.running.work import Work
from pipeline.settings import Settings, describe_settings
from schemas.facts import NAME as SCHEMA_NAME
from schemas.facts import answer_shape


@dataclass(frozen=True, slots=True)
class RunResult:
    """A run directory that has been written, and what kept it from being complete.

    ``stopped_by`` is the error that ended the run early; ``problems`` are sentences
    about what was left out.  ``is_interrupted`` says that a person stopped it.  ``store``
    is the address of the records, where they are not in the run directory.
    """

    run_dir: Path
    is_complete: bool
    is_interrupted: bool
    stopped_by: PipelineError | None
    problems: tuple[str, ...]
    calls: int
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


def run(
    paths: Sequence[str],
    settings: Settings | None = None,
    *,
    out: str | Path,
    report: Report = lambda _progress: None,
) -> RunResult:
    """Extract the documents at ``paths`` and write everything known to the folder ``out``.

    Files, folders and globs are taken.  What can be read and asked is finished even
    where other documents or chunks fail; the result says what is missing.  Nothing to
    read at all raises UsageError, a folder ``out`` that is not a run's StoreError.
    """
    return asyncio.run(_run(paths, settings or Settings(), Path(out), report))


async def _run(paths: Sequence[str], settings: Settings, out: Path, report: Report) -> RunResult:
    if settings.schema_version != SCHEMA_NAME:
        raise SettingsError(f"schema_version = {settings.schema_version!r}: must be {SCHEMA_NAME}")
    found = find_documents(paths)
    problems = [str(error) for error in found.errors]
    if not found.files:
        raise UsageError("; ".join(problems) or "no documents named; give files, folders or globs")
    tally, halt = Tally(report, documents=len(found.files)), Halt()
    with halt_on_interrupt(halt):
        async with Asker(settings, halt) as asker:
            question = ask_by(settings, await asker.model_options())
            with Store.create(out, settings.store) as store:
                work = Work(question, settings, store, halt)
                await work.extract(found.files, asker, tally)
                store.write_info(_run_info(question, settings, tally))
    write_exports(out, url=settings.store)
    problems += work.problems + ([asker.problem] if asker.problem else [])
    return RunResult(
        run_dir=out,
        is_complete=work.is_complete and not found.errors,
        is_interrupted=halt.is_interrupted,
        stopped_by=halt.error,
        problems=tuple(problems),
        calls=asker.calls,
        store=settings.store,
    )


def _run_info(question: Question, settings: Settings, tally: Tally) -> RunInfo:
    shape = json.dumps(answer_shape(["m1"]).model_json_schema(), sort_keys=True)
    return RunInfo(
        version=__version__,
        model=question.options.model,
        prompt=question.prompt.name,
        prompt_digest=question.prompt.digest,
        schema=settings.schema_version,
        schema_digest=sha256(shape.encode()).hexdigest(),
        settings=describe_settings(settings),
        timings_s={"total": round(tally.progress.elapsed_s, 3)},
    )
