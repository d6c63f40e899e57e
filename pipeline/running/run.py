"""Paths in, a finished run directory out: every document through every stage."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from pipeline.documents.finding import find_documents
from pipeline.errors import SettingsError, UsageError
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt, halt_on_interrupt
from pipeline.running.locking import locked
from pipeline.running.progress import Report
from pipeline.running.questioning import ask_by
from pipeline.running.result import RunResult
from pipeline.running.session import Resume, Session
from pipeline.running.tally import Tally
from pipeline.settings import Settings
from schemas.facts import NAME as SCHEMA_NAME

__all__ = ["Resume", "RunResult", "run"]


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
    return asyncio.run(_run(paths, settings or Settings(), Path(out), report, resume))


async def _run(
    paths: Sequence[str], settings: Settings, out: Path, report: Report, resume: Resume
) -> RunResult:
    if settings.schema_version != SCHEMA_NAME:
        raise SettingsError(f"schema_version = {settings.schema_version!r}: must be {SCHEMA_NAME}")
    found = find_documents(paths)
    if not found.files:
        said = "; ".join(map(str, found.errors))
        raise UsageError(said or "no documents named; give files, folders or globs")
    tally, halt = Tally(report, documents=len(found.files)), Halt()
    with halt_on_interrupt(halt), locked(out):
        async with Asker(settings, halt, tally.tell) as asker:
            question = ask_by(settings, await asker.model_options())
            session = Session(out, question, settings, halt, resume)
            return await session.extract(found, asker, tally)
