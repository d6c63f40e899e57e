"""The command ``reask``: disputed fields are asked about again, one by one."""

import shlex
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import CACHE_DIR, RUN, STORE, server_options
from pipeline.cli.output import problem, progress_bar, stdout
from pipeline.cli.tables import reask_table
from pipeline.disputing.reasking_choice import Selection
from pipeline.errors import UsageError
from pipeline.proving.checking import CHECKS
from pipeline.proving.fact import Field
from pipeline.results.pointing import find_mention
from pipeline.results.row_state import EXTRA
from pipeline.results.store import Store
from pipeline.results.terminal import shown
from pipeline.running.reasking import reask_run, server_of
from pipeline.running.reasking_plan import Preview, Wish, preview
from pipeline.running.reasking_result import ReaskResult
from pipeline.setting_sources import load_settings
from pipeline.settings import Settings

_MOST_ROWS = 20
_MOST_FAILURES = 10
_FILTERS = ("documents", "codes", "regions", "indicators")

_HELP = """
\b
Examples:
  shuzheng reask runs/demo --dry-run --limit 5
  shuzheng reask runs/demo --field period --hint 表头里有年份
  shuzheng reask runs/demo --code indicator-ungrounded --samples 3 \\
      --base-url http://127.0.0.1:8000/v1 --model qwen3-8b

Each field is asked about alone, with its sentence and in words what is doubtful,
but not what is expected.  The answer is one more claim and goes through the same
checks; nothing is overwritten.  Without --base-url the server of the run answers.
The same command again asks only what has no answer yet.
"""


@click.command(epilog=_HELP)
@RUN
@click.option("--document", "documents", multiple=True, metavar="NAME", help="Only this document.")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="|".join(field.value for field in Field),
    help="Only this field.",
)
@click.option(
    "--code",
    "codes",
    multiple=True,
    metavar="CHECK",
    type=click.Choice([check.code for check in CHECKS]),
    help="Only what this check found, such as period-ungrounded.",
)
@click.option("--region", "regions", multiple=True, metavar="PLACE", help="Only this place.")
@click.option(
    "--indicator", "indicators", multiple=True, metavar="NAME", help="Only this indicator."
)
@click.option("--number", metavar="ID", help="Only this number, named as in `history`.")
@click.option("--limit", type=click.IntRange(min=1), help="Most fields, likeliest errors first.")
@click.option("--hint", default="", help="What to tell the model; it is kept with the answer.")
@click.option("--samples", default=1, show_default=True, help="Answers to vote on, for each field.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing.")
@click.option("--max-tokens-total", type=int, metavar="N", help="Stop after so many tokens.")
@click.option("--max-cost", type=float, metavar="N", help="Stop after so much cost (see prices).")
@server_options
@CACHE_DIR
@STORE
@click.option("--quiet", is_flag=True, help="No progress and no table.")
def reask(
    run_dir: Path, hint: str, samples: int, dry_run: bool, quiet: bool, **options: Any
) -> int:
    """Ask a model about disputed fields again, one by one."""
    names, number = options.pop("fields"), options.pop("number")
    selection = _selection(options)
    settings, wish = settings_for(run_dir, options), Wish(hint, samples)
    selection = replace(selection, fields=_fields(names, run_dir, settings))
    if number:
        selection = _narrowed(selection, run_dir, number, settings)
    if dry_run:
        _show_preview(preview(run_dir, selection, wish, settings), settings)
        return 0
    with progress_bar(is_quiet=quiet) as report:
        result = reask_run(run_dir, selection, wish, settings, report)
    if not quiet:
        _show(result)
    return _conclude(result)


def _selection(options: dict[str, Any]) -> Selection:
    """Take the filters out of the options."""
    return Selection(
        limit=options.pop("limit"),
        **{name: frozenset(options.pop(name)) for name in _FILTERS},
    )


def _fields(names: Iterable[str], run_dir: Path, settings: Settings) -> frozenset[Field]:
    """Return the fields of these names; any other raises UsageError with what to do instead."""
    ours = [field.value for field in Field]
    others = [name for name in names if name not in ours]
    if not others:
        return frozenset(map(Field, names))
    with Store.open(run_dir, settings.store) as store:
        own = store.info().extra
    if others[0].removeprefix(EXTRA) in own:
        raise UsageError(
            f"--field {others[0]}: fields of your own are proven by the text or refused, and never"
            " disputed, so there is nothing to ask again; say in its description what is meant,"
            " and run again with --schema (into another directory to compare)"
        )
    raise UsageError(f"--field {others[0]}: must be one of {', '.join(ours)}")


def _narrowed(selection: Selection, run_dir: Path, number: str, settings: Settings) -> Selection:
    with Store.open(run_dir, settings.store) as store:
        settled, index = find_mention(store, number)
    name = settled.record.document.name
    return replace(selection, documents=frozenset({name}), mentions=frozenset({index}))


def settings_for(run_dir: Path, flags: dict[str, Any]) -> Settings:
    """Return the settings in force; the server of the run answers where none is named."""
    settings, origins = load_settings(flags)
    if origins["base_url"] != "default":
        return settings
    with Store.open(run_dir, settings.store) as store:
        server = server_of(store.info())
    given = {name: value for name, value in flags.items() if value is not None}
    if origins["model"] != "default":
        server.pop("model", None)
    return load_settings(server | given)[0]


def _show_preview(found: Preview, settings: Settings) -> None:
    console = stdout()
    for item in found.new[:1]:
        _print_message("system", item.request.system)
    for item in found.new:
        field = item.field
        title = f"{field.doc} {field.quote} {field.field} (sample {item.question.sample})"
        _print_message(title, item.request.user)
    sent = sum(item.prompt_tokens for item in found.new)
    most = sum(item.request.max_tokens for item in found.new)
    known = len(found.items) - len(found.new)
    price = settings.prices.get(found.new[0].request.model) if found.new else None
    cost = f" · cost: at most {price.cost(sent, 0, most):.4f}" if price else ""
    console.print(
        f"questions: {len(found.new)} · answered before: {known} · prompt tokens: about {sent}"
        f" · completion tokens: at most {most}{cost} · nothing was sent"
    )
    _show_beyond(found.beyond_count)


def _print_message(title: str, text: str) -> None:
    click.echo(f"--- {shown(title).plain}")
    for line in text.splitlines():
        click.echo(shown(line).plain)


def _show(result: ReaskResult) -> None:
    console = stdout()
    if result.fields:
        console.print(reask_table(result.fields[:_MOST_ROWS]))
    if len(result.fields) > _MOST_ROWS:
        console.print(f"… and {len(result.fields) - _MOST_ROWS} more")
    console.print(
        f"no longer disputed: {result.closed_count} · still disputed: {result.open_count}"
        f" · requests sent: {result.calls} · answered before: {result.known_count}"
        f" · tokens: {result.prompt_tokens + result.completion_tokens}"
        + (f" · cost: {result.cost:.4f}" if result.cost else "")
    )
    _show_beyond(result.beyond_count)


def _show_beyond(count: int) -> None:
    if count:
        stdout().print(
            f"left to a person: {count}, because no answer settles them (sums, contradictions,"
            " …); --code asks about them all the same"
        )


def _conclude(result: ReaskResult) -> int:
    for failure in result.failures[:_MOST_FAILURES]:
        about = f"{failure.doc} {failure.quote} {failure.field.value}"
        problem(shown(f"{about}: {failure.error}").plain)
    for sentence in result.problems:
        problem(sentence)
    if result.stopped_by and str(result.stopped_by) not in {e.error for e in result.failures}:
        problem(str(result.stopped_by))
    left = len(result.failures) + result.unsent_count
    if left:
        command = shlex.join(["shuzheng", *sys.argv[1:]])
        problem(f"without an answer: {left}; this asks again: {command}")
    return result.exit_code
