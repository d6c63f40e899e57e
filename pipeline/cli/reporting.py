"""The commands that look at finished runs: ``eval``, ``export`` and ``compare``."""

import json
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import RUN, STORE
from pipeline.cli.output import stdout
from pipeline.evaluating.comparing import compare as compare_runs
from pipeline.evaluating.evaluation import evaluate_readings, evaluate_run
from pipeline.evaluating.gold import read_gold
from pipeline.proving.fact import Status
from pipeline.results.exports import FACTS, refresh_exports, write_facts
from pipeline.results.panel import ASKED
from pipeline.results.report import write_report
from pipeline.results.report_words import Language
from pipeline.results.store import FILE_NAME, Store
from pipeline.results.table_files import (
    write_csv,
    write_dictionary,
    write_panel,
    write_parquet,
    write_workbook,
)
from pipeline.setting_sources import load_settings

PATH = click.Path(path_type=Path)
FORMS = ("xlsx", "csv", "jsonl", "parquet", "panel", "dictionary", "html")


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
    settings, _origins = load_settings({})
    if (source / FILE_NAME).is_file():
        refresh_exports(source)
        scores = evaluate_run(source, annotations)
    elif settings.store and (source / FACTS).is_file():
        scores = evaluate_run(source, annotations, url=settings.store)
    else:
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
  shuzheng export runs/demo --to xlsx --out facts.xlsx
  shuzheng export runs/demo --to csv --out facts.csv --bom --spreadsheet-safe
  shuzheng export runs/demo --to panel --out panel.xlsx --status verified --status accepted
  shuzheng export runs/demo --to parquet --out facts.parquet
  shuzheng export runs/demo --to html --out report.html

A workbook has a sheet for facts, disputes, nonfacts, findings, panel, documents and
the data dictionary; edited, it comes back with `shuzheng decide RUN --from FILE`.
The panel is CSV, or a workbook if --out ends in .xlsx; where facts contradict each
other, its cell shows what each says.  CSV cells hold exactly the text of the source;
with --spreadsheet-safe what looks like a formula gets an apostrophe in front and
control characters are written as \\n or \\xNN.  Parquet keeps amounts as exact
decimals.  An HTML report needs no network: one page if --out ends in .html, otherwise
a folder with index.html and one page for each document.
"""
)
@RUN
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="Format.")
@click.option("--out", type=PATH, required=True, help="File or folder to write.")
@click.option("--bom", is_flag=True, help="Begin CSV with the mark that old spreadsheets need.")
@click.option("--spreadsheet-safe", is_flag=True, help="Let no CSV cell look like a formula.")
@click.option(
    "--status",
    "statuses",
    type=click.Choice([each.value for each in Status]),
    multiple=True,
    help="Status of facts that the panel takes (default: all but rejected).",
)
@click.option(
    "--lang",
    type=click.Choice([each.value for each in Language]),
    default="zh",
    show_default=True,
    help="Language of an HTML report.",
)
@STORE
def export(run_dir: Path, form: str, out: Path, **said: Any) -> int:
    """Write a run as a table, a workbook, a panel, or a report to read."""
    settings, _origins = load_settings({"store": said["store"]})
    if form == "html":
        pages = write_report(run_dir, out, Language(said["lang"]), url=settings.store)
        click.echo(f"{len(pages)} pages written; open {pages[0]}")
    elif form == "jsonl":
        count = write_facts(run_dir, out, url=settings.store)
        click.echo(f"{count} facts written to {out}")
    else:
        with Store.open(run_dir, settings.store) as store:
            click.echo(f"{_write_table(store, form, out, said)} written to {out}")
    return 0


def _write_table(store: Store, form: str, out: Path, said: dict[str, Any]) -> str:
    """Write one of the tables and say what it holds."""
    asked = frozenset(map(Status, said["statuses"])) or ASKED
    match form:
        case "xlsx":
            count, altered = write_workbook(store, out, asked)
            note = f" ({altered} texts hold what a workbook cannot; shown as \\xNN)"
            return f"{count} facts{note if altered else ''}"
        case "csv":
            is_safe = said["spreadsheet_safe"]
            return f"{write_csv(store, out, has_bom=said['bom'], is_safe=is_safe)} facts"
        case "parquet":
            return f"{write_parquet(store, out)} facts"
        case "panel":
            cells, left = write_panel(store, out, asked, has_bom=said["bom"])
            return f"{cells} figures ({left} facts lack an indicator, a kind or a period)"
        case _:
            return f"{write_dictionary(out, has_bom=said['bom'])} columns"


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
    for run_dir in (before, after):
        if (run_dir / FILE_NAME).is_file():
            refresh_exports(run_dir)
    comparison = compare_runs(before, after)
    stdout().print(comparison.table())
    return 1 if comparison.has_changes else 0


def _beside(gold: Path) -> Path | None:
    path = gold.with_name(gold.name.replace("gold", "nonfacts"))
    return path if path != gold and path.is_file() else None
