"""Paths in, a finished run directory out: every document through every stage."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.asking.embedded import check_installed
from pipeline.documents.finding import FoundDocuments, find_documents
from pipeline.errors import EmbeddedModelError, UsageError
from pipeline.running.asker import Asker
from pipeline.running.challenging import challenger_of
from pipeline.running.collecting import collecting_seldom
from pipeline.running.estimating import is_answered
from pipeline.running.halting import Halt, halt_on_interrupt
from pipeline.running.locking import locked
from pipeline.running.progress import Report
from pipeline.running.questioning import ask_by
from pipeline.running.result import RunResult
from pipeline.running.session import PATHS, Resume, Session, Start
from pipeline.running.tally import Tally
from pipeline.settings import Settings

__all__ = ["PATHS", "Resume", "RunResult", "Start", "run", "sit"]


def run(
    paths: Sequence[str],
    settings: Settings | None = None,
    *,
    out: str | Path,
    report: Report = lambda _progress: None,
    resume: Resume = Resume.MISSING,
) -> RunResult:
    """Extract the documents at ``paths`` and write everything known to the folder ``out``.

    Files, folders and globs are taken.  What can be read and asked is finished even
    where other documents or chunks fail; the result says what is missing.  What an
    earlier run with the same ``out`` has finished is not done again, as ``resume`` says.
    Nothing to read at all raises UsageError, a folder ``out`` that is not a run's or
    that another process is writing to StoreError.
    """
    return sit(paths, settings or Settings(), Path(out), Start(resume), report)


def sit(
    paths: Sequence[str], settings: Settings, out: Path, start: Start, report: Report
) -> RunResult:
    """Do one sitting of a run: like ``run``, and begun in another way."""
    with collecting_seldom():
        return asyncio.run(_sit(paths, settings, out, start, report))


async def _sit(
    paths: Sequence[str], settings: Settings, out: Path, start: Start, report: Report
) -> RunResult:
    found = find_documents(paths)
    if not found.files:
        said = "; ".join(map(str, found.errors))
        raise UsageError(said or "no documents named; give files, folders or globs")
    tally, halt = Tally(report, documents=len(found.files)), Halt()
    with halt_on_interrupt(halt):
        async with (
            Asker(settings, halt, tally.tell) as asker,
            challenger_of(settings, halt, tally.tell) as challenger,
        ):
            question = ask_by(settings, await asker.model_options())
            await _check_model(found, settings, out, start.resume)
            with locked(out):
                named = tuple(str(Path(path).absolute()) for path in paths)
                session = Session(out, question, settings, halt, replace(start, paths=named))
                return await session.extract(found, asker, tally, challenger)


async def _check_model(
    found: FoundDocuments, settings: Settings, out: Path, resume: Resume
) -> None:
    """Raise EmbeddedModelError, before anything is written, if it is missing and has to answer."""
    if settings.base_url is not None:
        return
    try:
        check_installed(settings.cache_dir)
    except EmbeddedModelError:
        if not await is_answered(found, settings, out, resume):
            raise
