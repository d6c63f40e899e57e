"""Runs whose answers come in files: what is missing written out, what came read in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.asking.user_schemas import is_file_name
from pipeline.errors import UsageError
from pipeline.results.whole_files import written
from pipeline.running.journal import FILE_NAME, Journal
from pipeline.running.locking import locked
from pipeline.running.mail import Inbox, Outbox, Read
from pipeline.running.recipe import REPEATED
from pipeline.running.result import RunResult
from pipeline.running.run import PATHS, Resume, Start, sit
from pipeline.settings import BY_FILES, Settings


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: lines read, keys of replies to questions nobody asks, and the run since."""

    read: Read
    unknown: Sequence[str]
    result: RunResult


def export_batch(
    paths: Sequence[str],
    settings: Settings,
    run_dir: Path,
    file: Path,
    resume: Resume = Resume.MISSING,
) -> int:
    """Write every request of a run that has no answer yet to ``file``; return how many.

    The run is begun in ``run_dir``, or gone on with as ``resume`` says; nothing is sent.
    """
    # What a probe found out about a server is not known when the replies come.
    settings = settings.model_copy(update={"base_url": BY_FILES})
    with written(file) as lines:
        outbox = Outbox(lines)
        sit(paths, settings, run_dir, Start(resume, lambda *_: outbox), _silent)
    return outbox.count


def import_batch(run_dir: Path, files: Sequence[Path], user_schema: str | None = None) -> Imported:
    """Read replies from ``files`` and go on with the run as if they had come from a server.

    ``user_schema`` is that of ``begun``.
    """
    paths, settings = begun(run_dir, user_schema)
    with locked(run_dir), Journal(run_dir) as journal:
        read = Inbox(journal).read([*files])
    result = sit(paths, settings, run_dir, Start(way=lambda _, journal: Inbox(journal)), _silent)
    with Journal(run_dir) as journal:
        unknown = journal.drop_letters()
    return Imported(read, unknown, result)


def begun(run_dir: Path, user_schema: str | None = None) -> tuple[list[str], Settings]:
    """Return the paths and settings of the run in ``run_dir``.

    A run directory may come from others: where its user schema is a Python file,
    ``user_schema`` has to name the same one, else UsageError says so and nothing is run.
    """
    if not (run_dir / FILE_NAME).is_file():
        raise UsageError(f"{run_dir}: no run was begun there (there is no {FILE_NAME} in it)")
    with Journal(run_dir) as journal:
        paths: list[str] | None = journal.recall(PATHS)
        chosen: dict[str, Any] | None = journal.recall(REPEATED)
    if not paths or chosen is None:
        raise UsageError(f"{run_dir}: the run there was not begun by this version; run it again")
    named = chosen.get("user_schema")
    if named and is_file_name(named) and named != user_schema:
        raise UsageError(
            f"{run_dir}: the run there was begun with --schema {named}, a Python file that would"
            f" be run: read it, and name it again with --schema {named}"
        )
    return paths, Settings.model_validate({**chosen, "base_url": BY_FILES})


def _silent(_progress: object) -> None:
    """Show nothing."""
