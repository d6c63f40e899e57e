"""What happens in a run as JSON lines for machines; counts and sentences, no secrets."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from sys import stderr
from typing import Any

import structlog

from pipeline.errors import UsageError
from pipeline.running.progress import Progress, Report
from pipeline.running.result import RunResult

Note = Callable[..., None]

_STANDARD_ERROR = "-"


@contextmanager
def json_log(target: str | None) -> Iterator[Note]:
    """Yield a function that writes an event and its values as one line to ``target``.

    ``-`` is the error stream, no target means that nothing is written.
    """
    if target is None:
        yield lambda _event, **_values: None
        return
    with ExitStack() as opened:
        try:
            file = stderr if target == _STANDARD_ERROR else opened.enter_context(_append(target))
        except OSError as error:
            raise UsageError(f"--json-log {target}: {error.strerror or error}") from error
        logger = structlog.wrap_logger(
            structlog.WriteLogger(file),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
        yield lambda event, **values: logger.info(event, **values)


def logged(note: Note, show: Report) -> Report:
    """Return a report that shows progress and notes documents, failures and waiting."""
    last = Progress()

    def report(now: Progress) -> None:
        nonlocal last
        show(now)
        if _told(now) != _told(last):
            note(_event(last, now), **asdict(now))
            last = now

    return report


def note_end(note: Note, result: RunResult) -> None:
    """Note how the run ended."""
    values: dict[str, Any] = {
        "run_dir": str(result.run_dir),
        "is_complete": result.is_complete,
        "exit_code": result.exit_code,
        "calls": result.calls,
        "problems": list(result.problems),
        "stopped_by": str(result.stopped_by) if result.stopped_by else None,
    }
    note("end", **values)


def _told(count: Progress) -> tuple[int, int, str]:
    return count.documents_done, count.chunks_failed, count.note


def _event(before: Progress, now: Progress) -> str:
    if now.note != before.note:
        return "waiting" if now.note else "going on"
    return "chunk failed" if now.chunks_failed > before.chunks_failed else "document done"


def _append(target: str) -> Any:
    return Path(target).open("a", encoding="utf-8", buffering=1)
