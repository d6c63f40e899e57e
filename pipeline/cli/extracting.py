"""The command that extracts: ``run``."""

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from pipeline.cli.logging import json_log, logged, note_end
from pipeline.cli.options import CACHE_DIR, ENCODING, STORE, endpoint_options
from pipeline.cli.output import problem, progress_bar, stdout
from pipeline.cli.tables import disputes_table, settings_table
from pipeline.results.manifest import tally
from pipeline.results.settled import settled_documents
from pipeline.results.store import Store
from pipeline.results.views import facts_table, run_summary
from pipeline.running.estimating import Estimate, estimate
from pipeline.running.result import RunResult
from pipeline.running.run import Resume, run
from pipeline.setting_sources import load_settings
from pipeline.settings import describe_settings

_MOST_DISPUTES = 12
_MOST_NAMED = 3
_PASSWORD = re.compile(r"//[^/@]{0,500}@")

# Beyond so many documents a table of all facts is no use on a screen.
_MOST_SHOWN = 50

_RUN_HELP = """
\b
Examples:
  shuzheng run report.txt --out runs/first
  shuzheng run reports/ 'more/*.html' --out runs/all --concurrency 8 \\
      --base-url http://127.0.0.1:8000/v1 --model qwen3-8b
  shuzheng run reports/2023 --out runs/2023 --against runs/2022
  shuzheng run reports/ --out runs/money --schema funding   # and who gives the money
  shuzheng run reports/ --out runs/all --dry-run            # requests, tokens, cost and time
  shuzheng run reports/ --out runs/all --retry-failed       # ask again what failed
  shuzheng run seeds --show-settings

Without --base-url the embedded model answers (pip install "shuzheng[local]").
Whatever ended a run (Ctrl-C, a dead server, a killed process), the same command
goes on with it: finished documents and answers are kept in --out.
"""


@click.command("run", epilog=_RUN_HELP)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("runs/latest"),
    show_default=True,
    help="Run directory to write.",
)
@endpoint_options
@ENCODING
@CACHE_DIR
@STORE
@click.option("--retry-failed", is_flag=True, help="Ask again what failed in an earlier run.")
@click.option("--fresh", is_flag=True, help="Forget what an earlier run in --out left.")
@click.option("--max-tokens-total", type=int, metavar="N", help="Stop after so many tokens.")
@click.option("--max-cost", type=float, metavar="N", help="Stop after so much cost (see prices).")
@click.option("--dry-run", is_flag=True, help="Count what would be asked, and ask nothing.")
@click.option(
    "--json-log", metavar="FILE|-", help="Also write what happens as JSON lines (- is stderr)."
)
@click.option(
    "--against",
    multiple=True,
    metavar="RUN",
    callback=lambda _c, _p, runs: runs or None,
    type=click.Path(path_type=Path),
    help="Find contradictions to the figures of another run, too; may be given several times.",
)
@click.option("--show-settings", is_flag=True, help="Print each setting with its origin and stop.")
@click.option("--quiet", is_flag=True, help="No progress and no tables.")
def run_command(
    paths: tuple[str, ...], out: Path, show_settings: bool, quiet: bool, **flags: Any
) -> int:
    """Extract the statistics of documents: files, folders or globs.

    The same command again goes on where an earlier one stopped.
    """
    is_dry, log = flags.pop("dry_run"), flags.pop("json_log")
    resume = _resume(is_fresh=flags.pop("fresh"), is_retried=flags.pop("retry_failed"))
    settings, origins = load_settings(flags)
    if show_settings:
        stdout().print(settings_table(describe_settings(settings), origins))
        return 0
    if is_dry:
        return _show_estimate(estimate(paths, settings, out, resume))
    with progress_bar(is_quiet=quiet or log == "-") as show, json_log(log) as note:
        result = run(paths, settings, out=out, report=logged(note, show), resume=resume)
        note_end(note, result)
    if not quiet:
        _show(result)
    return _conclude(result, paths)


def _resume(*, is_fresh: bool, is_retried: bool) -> Resume:
    if is_fresh:
        return Resume.NOTHING
    return Resume.FAILED if is_retried else Resume.MISSING


def _show(result: RunResult) -> None:
    console = stdout()
    with Store.open(result.run_dir, result.store) as store:
        if result.document_count <= _MOST_SHOWN:
            console.print(facts_table(each.record for each in settled_documents(store)))
            standing = (each.record for each in settled_documents(store))
            console.print(disputes_table(standing, limit=_MOST_DISPUTES))
            counts = result.counts or tally(settled_documents(store))
            console.print(run_summary(store.info(), counts, store.unreadable()))
        elif result.counts is not None:
            console.print(run_summary(store.info(), result.counts, store.unreadable()))
        else:
            click.echo(f"nothing to do: all {result.document_count} documents are finished")
    console.print(f"written to {result.run_dir}", markup=False)


def _show_estimate(made: Estimate) -> int:
    for sentence in made.notes:
        problem(sentence)
    words = [
        f"documents   {made.documents}, {made.unreadable} unreadable",
        f"requests    {made.chunks}, of which {made.known} need not be sent",
        f"tokens      about {made.prompt_tokens} prompt, {made.completion_tokens} completion",
        f"cost        {'unknown: no price (setting prices)' if made.cost is None else made.cost}",
    ]
    seconds = (
        "unknown until a probe or the first answers"
        if made.seconds is None
        else f"{made.seconds:.0f} s"
    )
    click.echo("\n".join([*words, f"time        {seconds}"]))
    return 0


def _conclude(result: RunResult, paths: tuple[str, ...]) -> int:
    for sentence in (*result.notes, *result.problems):
        problem(sentence)
    if result.stopped_by is not None:
        problem(str(result.stopped_by))
    if result.is_interrupted:
        problem("interrupted; the same command resumes")
    elif not result.is_complete and result.stopped_by is None:
        _show_failures(result, paths)
    return result.exit_code


def _show_failures(result: RunResult, paths: tuple[str, ...]) -> None:
    with Store.open(result.run_dir, result.store) as store:
        failed = store.failed_chunks()
    for doc, error, _key in failed[:_MOST_DISPUTES]:
        problem(f"{doc}: {error}")
    problem(
        f"incomplete: {len(failed)} requests failed; {result.run_dir}/run.json says which. "
        f"To ask for them again: {_retrying(paths)}"
    )


def _retrying(paths: tuple[str, ...]) -> str:
    """Return the command as it was typed, for what failed alone; passwords are left out."""
    words = [word for word in sys.argv[1:] if word not in ("--fresh", "--retry-failed")]
    if len(paths) > _MOST_NAMED:  # the shell has made many of one
        words = [word for word in words if word not in paths[_MOST_NAMED:]]
    shown = [_PASSWORD.sub("//…@", word) for word in words]
    return shlex.join(["shuzheng", *shown, "--retry-failed"])
