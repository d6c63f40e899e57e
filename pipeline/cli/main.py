"""The command ``shuzheng``: one group, one file per family of commands."""

import sys

import click

from pipeline import __version__
from pipeline.cli.batching import batch
from pipeline.cli.caching import cache
from pipeline.cli.deciding import decide_command, history
from pipeline.cli.extracting import run_command, scan
from pipeline.cli.probing import probe
from pipeline.cli.reasking import reask
from pipeline.cli.reporting import compare, evaluate, export
from pipeline.cli.reviewing import review
from pipeline.cli.serving import serve
from pipeline.errors import PipelineError

INTERRUPTED = 130

EPILOG = """
\b
Exit codes: 0 complete · 1 finished, but something failed · 2 wrong usage or
settings · 3 server unreachable · 130 interrupted (the same command resumes).

Settings come from flags, then SHUZHENG_* variables, then shuzheng.toml in the
working directory, then defaults; `shuzheng run --show-settings` prints each.
"""


@click.group(
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="shuzheng")
def cli() -> None:
    """Statistics from Chinese work reports, every number proven or disputed."""


for command in (
    run_command,
    probe,
    scan,
    reask,
    review,
    serve,
    evaluate,
    export,
    compare,
    decide_command,
    history,
    batch,
    cache,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        code = cli.main(standalone_mode=False)
    except PipelineError as error:
        click.echo(f"shuzheng: {error}", err=True)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("shuzheng: interrupted; the same command resumes", err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever reads our output has seen enough (`| head`); nothing is wrong.
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
