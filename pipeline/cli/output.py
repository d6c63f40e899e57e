"""What the commands share in printing: consoles, the progress bar, problem lines."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from pipeline.running.progress import Progress as Count
from pipeline.running.progress import Report

WIDE = 160


def stdout() -> Console:
    """Return the console for results; wide when its output is not a terminal."""
    return Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)


def problem(message: str) -> None:
    """Say on the error stream what went wrong and could be left out."""
    click.echo(f"shuzheng: {message}", err=True)


@contextmanager
def progress_bar(*, is_quiet: bool) -> Iterator[Report]:
    """Show how far a run is: a bar on a terminal, a line now and then elsewhere."""
    if is_quiet:
        yield lambda _count: None
    elif sys.stderr.isatty():
        with _bar() as (bar, task):
            yield lambda count: bar.update(
                task, total=count.chunks, completed=count.chunks_done, words=_words(count)
            )
    else:
        yield _Lines().report


@contextmanager
def _bar() -> Iterator[tuple[Progress, TaskID]]:
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[words]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar, bar.add_task("run", total=None, words="reading documents")


class _Lines:
    """Prints a line now and then, for logs and pipes: a hundred for a whole run."""

    def __init__(self) -> None:
        self._shown = 0
        self._note = ""

    def report(self, count: Count) -> None:
        """Print one line if enough documents have been finished, or the run waits."""
        step = max(1, count.documents // 100)
        is_last = count.documents_done == count.documents > self._shown
        if count.note != self._note:
            self._note = count.note
            click.echo(count.note or "going on", err=True)
        elif is_last or count.documents_done >= self._shown + step:
            self._shown = count.documents_done
            click.echo(_words(count), err=True)


def _words(count: Count) -> str:
    if count.note:
        return count.note
    words = [
        f"documents {count.documents_done}/{count.documents}",
        f"{count.unit} {count.chunks_done}/{count.chunks}",
        f"{count.prompt_tokens + count.completion_tokens} tokens",
    ]
    if count.elapsed_s and count.completion_tokens:
        words.append(f"{count.completion_tokens / count.elapsed_s:.0f} tokens/s")
    if count.chunks_failed:
        words.append(f"{count.chunks_failed} failed")
    if count.left_s is not None:
        words.append(f"{count.left_s:.0f} s left")
    return " · ".join(words)
