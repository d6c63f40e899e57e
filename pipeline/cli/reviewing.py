"""The command ``review``: a page on which people look at a run and decide."""

import signal
import webbrowser
from pathlib import Path
from types import FrameType
from typing import Any

import click

from pipeline.cli.options import CACHE_DIR, RUN, STORE, server_options
from pipeline.cli.reasking import settings_for
from pipeline.errors import UsageError


@click.command(
    epilog="""
\b
Examples:
  shuzheng review runs/demo
  shuzheng review runs/demo --port 8765 --no-browser
  shuzheng review runs/demo --host 0.0.0.0          # colleagues need the printed address
  shuzheng review runs/demo --store postgresql://host/name

Disputes can be asked about again: the server of the run answers, or the one that
--base-url names.  Needs the extra "review": pip install "shuzheng[review]".  Ctrl-C ends it; every
decision is kept at once.
"""
)
@RUN
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=0, help="Port; a free one if not given.")
@server_options
@CACHE_DIR
@STORE
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def review(run_dir: Path, host: str, port: int, browser: bool, **flags: Any) -> int:
    """Open a page to look at a run, settle its disputes, and see its figures."""
    try:
        from pipeline.review.pages.server import serve_review
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is missing: the review page needs an extra,"
            ' pip install "shuzheng[review]"'
        ) from error

    def announce(address: str) -> None:
        click.echo(f"reviewing {run_dir} at {address}")
        click.echo("Ctrl-C ends it")
        if browser:
            webbrowser.open(address)

    settings = settings_for(run_dir, flags)
    signal.signal(signal.SIGTERM, _end)
    try:
        serve_review(run_dir, host, port, settings=settings, announce=announce)
    except KeyboardInterrupt:
        click.echo("ended; every decision is kept")
    return 0


def _end(_signal: int, _frame: FrameType | None) -> None:
    """End as by Ctrl-C, so that what is under way is put in order."""
    raise KeyboardInterrupt
