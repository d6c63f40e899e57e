"""The commands for batch services: requests to a file, replies from files."""

from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import CACHE_DIR, ENCODING, endpoint_options
from pipeline.cli.output import problem
from pipeline.errors import SettingsError
from pipeline.running.batching import begun, export_batch, import_batch
from pipeline.running.journal import FILE_NAME
from pipeline.running.run import Resume
from pipeline.setting_sources import load_settings

FILE = click.Path(path_type=Path)
_MOST_UNKNOWN = 5


@click.group()
def batch() -> None:
    """Ask by files: OpenAI batch services, and vLLM's run_batch."""


@batch.command(
    "export",
    epilog="""
\b
Examples:
  shuzheng batch export reports/ --run runs/all --model gpt-5-mini --out requests.jsonl
  shuzheng batch export runs/all --out rest.jsonl       # what is still missing
  shuzheng batch export runs/all --out again.jsonl --retry-failed
""",
)
@click.argument("source", nargs=-1, required=True, metavar="RUN|PATH...")
@click.option("--out", "file", type=FILE, required=True, help="File to write, JSON lines.")
@click.option(
    "--run",
    "run_dir",
    type=FILE,
    default=Path("runs/latest"),
    show_default=True,
    help="Run directory to begin, where PATH is given.",
)
@click.option("--retry-failed", is_flag=True, help="Write what failed in an earlier run, too.")
@endpoint_options
@ENCODING
@CACHE_DIR
def export_requests(source: tuple[str, ...], file: Path, run_dir: Path, **flags: Any) -> int:
    """Write the requests that have no answer yet; nothing is sent."""
    first = Path(source[0])
    resume = Resume.FAILED if flags.pop("retry_failed") else Resume.MISSING
    if (first / FILE_NAME).is_file():
        run_dir = first
        paths, settings = begun(first, flags["user_schema"])
    else:
        paths = [*source]
        settings, _origins = load_settings(flags)
        if settings.model is None:
            raise SettingsError("model is not set: a batch file names it in every line")
    if settings.challenger is not None:
        raise SettingsError(
            f"challenger = {settings.challenger!r}: a batch file asks one model; leave the "
            "challenger out, and run against a server with it afterwards"
        )
    count = export_batch(paths, settings, run_dir, file, resume)
    click.echo(f"{count} requests written to {file}")
    click.echo(f"then: shuzheng batch import {run_dir} RESULTS.jsonl")
    return 0


@batch.command(
    "import",
    epilog="""
\b
Examples:
  shuzheng batch import runs/all output.jsonl errors.jsonl

Files may be partial, in any order and overlap; import again when more arrives.
""",
)
@click.argument("run_dir", metavar="RUN", type=FILE)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@click.option(
    "--schema",
    "user_schema",
    metavar="FILE.py",
    help="The file of the user schema again, where the run was begun with one.",
)
def import_replies(run_dir: Path, files: tuple[Path, ...], user_schema: str | None) -> int:
    """Read results and errors of a batch, and go on with the run."""
    imported = import_batch(run_dir, files, user_schema)
    read = imported.read
    click.echo(
        f"{read.answers} answers, {read.refused} refused, {read.passing} to be asked again, "
        f"{read.repeated} repeated"
    )
    for key in imported.unknown[:_MOST_UNKNOWN]:
        problem(f"no such request in this run: {key}")
    if len(imported.unknown) > _MOST_UNKNOWN:
        problem(f"{len(imported.unknown)} replies to no request of this run in all")
    for sentence in imported.result.problems:
        problem(sentence)
    if not imported.result.is_complete:
        problem(
            f"incomplete; `shuzheng batch export {run_dir} --out FILE` writes what is missing "
            f"(with --retry-failed what failed, too), and `shuzheng run` with --out {run_dir} "
            "asks a server for it"
        )
    return imported.result.exit_code
