"""The command ``shuzheng``: one group, one file per family of commands."""

import sys
from importlib import import_module

import click

from pipeline import __version__
from pipeline.errors import PipelineError

INTERRUPTED = 130

# Where each command lives.  Its file is loaded when it is typed: a scan should not wait
# for the libraries that ask a model.
COMMANDS = {
    "batch": "batching:batch",
    "cache": "caching:cache",
    "compare": "reporting:compare",
    "decide": "deciding:decide_command",
    "eval": "reporting:evaluate",
    "export": "reporting:export",
    "history": "deciding:history",
    "probe": "probing:probe",
    "reask": "reasking:reask",
    "review": "reviewing:review",
    "run": "extracting:run_command",
    "scan": "scanning:scan",
    "serve": "serving:serve",
}

EPILOG = """
\b
Exit codes: 0 complete · 1 finished, but something failed · 2 wrong usage or
settings · 3 server unreachable · 130 interrupted (the same command resumes).

Settings come from flags, then SHUZHENG_* variables, then shuzheng.toml in the
working directory, then defaults; `shuzheng run --show-settings` prints each.
"""


class Commands(click.Group):
    """The commands of ``COMMANDS``, each loaded on first use."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return the command ``name``, if there is one."""
        if name not in COMMANDS:
            return None
        module, command = COMMANDS[name].split(":")
        found: click.Command = getattr(import_module(f"pipeline.cli.{module}"), command)
        return found


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="shuzheng")
def cli() -> None:
    """Statistics from Chinese work reports, every number proven or disputed."""


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
