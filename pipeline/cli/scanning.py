"""The command that reads documents without a model: ``scan``."""

import sys

import click

from pipeline.cli.options import ENCODING, PATHS
from pipeline.cli.output import problem, stdout
from pipeline.errors import DocumentError
from pipeline.results.lines import as_text
from pipeline.results.scans import scan_lines, scan_table
from pipeline.running.scan import scan as scan_documents
from pipeline.setting_sources import load_settings


@click.command(
    epilog="""
\b
Examples:
  shuzheng scan report.txt
  shuzheng scan reports/ --jsonl > ledger.jsonl
  cat report.txt | shuzheng scan -
"""
)
@PATHS
@click.option("--jsonl", is_flag=True, help="JSON lines instead of a table.")
@ENCODING
def scan(paths: tuple[str, ...], jsonl: bool, encoding: str | None) -> int:
    """Print every number and what the text says about it; no model is asked."""
    settings, _origins = load_settings({"encoding": encoding})
    failures = 0
    for scanned in scan_documents(paths, settings, sys.stdin.buffer):
        if isinstance(scanned, DocumentError):
            failures += 1
            problem(str(scanned))
        elif jsonl:
            for line in scan_lines(*scanned):
                click.echo(as_text(line), nl=False)
        else:
            stdout().print(scan_table(*scanned))
    return 1 if failures else 0
