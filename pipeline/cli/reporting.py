"""The commands that look at finished runs: ``eval``, ``export`` and ``compare``."""

import json
from pathlib import Path

import click

from pipeline.cli.options import RUN
from pipeline.cli.output import stdout
from pipeline.evaluating.comparing import compare as compare_runs
from pipeline.evaluating.evaluation import evaluate_readings, evaluate_run
from pipeline.evaluating.gold import read_gold
from pipeline.results.exports import write_csv, write_facts
from pipeline.results.report import write_report
from pipeline.results.report_words import Language
from pipeline.results.store import FILE_NAME
from pipeline.settings import load_settings

PATH = click.Path(path_type=Path)


@click.command(
    "eval",
    epilog="""
\b
Examples:
  shuzheng eval runs/demo --gold tests/gold/seeds.gold.jsonl
  shuzheng eval seeds --gold tests/gold/seeds.gold.jsonl --json

RUN is a run directory, or documents: then the readings alone are scored.
""",
)
@click.argument("source", metavar="RUN|PATH", type=PATH)
@click.option("--gold", type=PATH, required=True, help="Annotated facts, as JSON lines.")
@click.option("--nonfacts", type=PATH, help="Annotated non-facts (default: beside --gold).")
@click.option("--contradictions", type=PATH, help="Planted contradictions.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def evaluate(
    source: Path, gold: Path, nonfacts: Path | None, contradictions: Path | None, as_json: bool
) -> int:
    """Score a run, or the readings alone, against annotated documents."""
    annotations = read_gold(gold, nonfacts or _beside(gold), contradictions)
    if (source / FILE_NAME).is_file():
        scores = evaluate_run(source, annotations)
    else:
        settings, _origins = load_settings({})
        scores = evaluate_readings([str(source)], settings, annotations)
    if as_json:
        click.echo(json.dumps(scores.as_json(), ensure_ascii=False, indent=1))
    else:
        stdout().print(scores.table())
    return 0


@click.command(
    epilog="""
\b
Examples:
  shuzheng export runs/demo --to csv --out facts.csv --bom
  shuzheng export runs/demo --to jsonl --out facts.jsonl
  shuzheng export runs/demo --to html --out report.html
  shuzheng export runs/demo --to html --out report --lang en

An HTML report needs no network: one page if --out ends in .html, otherwise a
folder with index.html and one page for each document.
"""
)
@RUN
@click.option(
    "--to", "form", type=click.Choice(("csv", "jsonl", "html")), required=True, help="Format."
)
@click.option("--out", type=PATH, required=True, help="File or folder to write.")
@click.option("--bom", is_flag=True, help="Begin CSV with the mark that old spreadsheets need.")
@click.option(
    "--lang",
    type=click.Choice([each.value for each in Language]),
    default="zh",
    show_default=True,
    help="Language of an HTML report.",
)
def export(run_dir: Path, form: str, out: Path, bom: bool, lang: str) -> int:
    """Write the facts of a run as a table, or as a report to read."""
    if form == "html":
        pages = write_report(run_dir, out, Language(lang))
        click.echo(f"{len(pages)} pages written; open {pages[0]}")
        return 0
    is_csv = form == "csv"
    count = write_csv(run_dir, out, has_bom=bom) if is_csv else write_facts(run_dir, out)
    click.echo(f"{count} facts written to {out}")
    return 0


@click.command(
    epilog="""
\b
Example:
  shuzheng compare runs/before runs/after

Exit code 1 if anything differs.
"""
)
@click.argument("before", type=PATH)
@click.argument("after", type=PATH)
def compare(before: Path, after: Path) -> int:
    """Say which facts two runs gained, lost and changed, and which disputes."""
    comparison = compare_runs(before, after)
    stdout().print(comparison.table())
    return 1 if comparison.has_changes else 0


def _beside(gold: Path) -> Path | None:
    path = gold.with_name(gold.name.replace("gold", "nonfacts"))
    return path if path != gold and path.is_file() else None
