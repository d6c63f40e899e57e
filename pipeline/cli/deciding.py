"""The commands of people who settle disputes: ``decide`` and ``history``."""

import getpass
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pipeline.cli.bulk_deciding import take_from_run, take_from_table
from pipeline.cli.options import RUN, STORE
from pipeline.cli.output import problem, stdout
from pipeline.disputing.deciding import Decided, Signature, decide, withdraw
from pipeline.disputing.decisions import Decision, Ruling, find_conflict
from pipeline.errors import ConflictError, UsageError
from pipeline.proving.fact import Status
from pipeline.results.decision_log import conflict_in_words, in_words
from pipeline.results.edits import Editor
from pipeline.results.exports import FACTS, write_exports
from pipeline.results.histories import history_line
from pipeline.results.history_views import history_view
from pipeline.results.lines import as_text
from pipeline.results.pointing import find_mention, name_of
from pipeline.results.settled import Settled, settle
from pipeline.results.store import Store
from pipeline.setting_sources import load_settings

_DECIDE_HELP = """
\b
Examples:
  shuzheng decide runs/demo 002_2bc:1740 --accept --why "checked in the source"
  shuzheng decide runs/demo 002_2bc:1740-1745 --set value=2013 --set period=2022 \\
      --why "the table has it" --by "Li Lei"
  shuzheng decide runs/demo 002_2bc:1740 --undo --why "misread"
  shuzheng decide runs/demo --from facts.xlsx --by "Li Lei" --dry-run
  shuzheng decide runs/demo --from runs/earlier

ID is a document, or the beginning of its name, and the offsets that facts.jsonl
has; `shuzheng history RUN ID` shows what is known.  Fields that can be set are
value, kind, indicator, region and period; `--set region=` empties one.
A table from `shuzheng export --to xlsx` or csv comes back with --from: accept or reject
in the column decision, or other cells in value, kind, indicator, region and period,
each with its reason in why.  If anything in it cannot be decided, all of that is listed
and nothing is kept; --partial keeps the rest.
\b

Decisions are only ever added, hold on every later run of the same document, and
expire visibly when its bytes change.
"""


@click.command("decide", epilog=_DECIDE_HELP)
@RUN
@click.argument("number", metavar="[ID]", required=False)
@click.option("--accept", "ruling", flag_value="accept", help="What stands there is right.")
@click.option("--reject", "ruling", flag_value="reject", help="It is wrong, or no statistic.")
@click.option("--set", "sets", metavar="FIELD=VALUE", multiple=True, help="What is right instead.")
@click.option("--undo", is_flag=True, help="Take back what you decided last about it.")
@click.option(
    "--from",
    "source",
    metavar="FILE|RUN",
    type=click.Path(path_type=Path),
    help="An exported table that was edited, or a run with decisions.",
)
@click.option("--partial", is_flag=True, help="Keep the sound rows of a table with others in it.")
@click.option("--why", help="The reason, kept with the decision; with --from that of all rows.")
@click.option("--by", "reviewer", metavar="NAME", help="Who decides (default: your login name).")
@click.option("--overrule", is_flag=True, help="Decide although somebody else decided otherwise.")
@click.option("--dry-run", is_flag=True, help="Say what would be decided, and keep nothing.")
@STORE
def decide_command(run_dir: Path, number: str | None, source: Path | None, **said: Any) -> int:
    """Accept, reject or correct numbers of a run: one, or those of an edited table."""
    if (number is None) == (source is None):
        raise UsageError("give the ID of one number, or --from a table or run")
    who, when, url = _person(said)
    with Store.open(run_dir, url) as store:
        if number is not None:
            if not said["why"]:
                raise UsageError('a decision needs a reason; give --why "…"')
            is_sound = _decide_one(store, number, Signature(who, when, said["why"]), said)
        elif source and source.is_dir():
            is_sound = take_from_run(store, source, said)
        else:
            editor = Editor(who, when, said["why"] or "")
            is_sound = source is not None and take_from_table(store, source, editor, said)
    if said["dry_run"]:
        click.echo("nothing was kept (--dry-run)")
    else:
        refresh(run_dir, url)
    return 0 if is_sound else 1


def _decide_one(store: Store, number: str, by: Signature, said: dict[str, Any]) -> bool:
    settled, index = find_mention(store, number)
    decided = _decided(settled, index, by, said)
    seen = settled.history(index) if said["overrule"] else ()
    if theirs := find_conflict(settled.history(index), decided.decisions, seen):
        raise ConflictError(f"{conflict_in_words(theirs)}, or add --overrule")
    if not said["dry_run"]:
        store.add_decisions(decided.decisions, seen=seen)
    after = settle(settled.proven, (*settled.decisions, *decided.decisions))
    for line in _report(settled, after, index, decided.decisions):
        click.echo(line)
    for note in decided.notes:
        problem(note)
    return True


@click.command(
    "history",
    epilog="""
\b
Examples:
  shuzheng history runs/demo 002_2bc:1740
  shuzheng history runs/demo 002_2bc:1740-1745 --json

From the sentence in the source to what stands now: the ledger, the reading, each
model's answer, what the checks found and where they did not look, and who decided
what, when and why.
""",
)
@RUN
@click.argument("number", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a page to read.")
@STORE
def history(run_dir: Path, number: str, as_json: bool, store: str | None) -> int:
    """Tell the whole story of one number."""
    settings, _origins = load_settings({"store": store})
    with Store.open(run_dir, settings.store) as opened:
        settled, index = find_mention(opened, number)
    line = history_line(settled, index)
    if as_json:
        click.echo(as_text(line, indent=1), nl=False)
    else:
        stdout().print(history_view(line))
    return 0


def refresh(run_dir: Path, url: str | None) -> None:
    """Write the files of a finished run anew, so that they say what stands now."""
    if (run_dir / FACTS).is_file():
        write_exports(run_dir, url=url)


def _person(said: dict[str, Any]) -> tuple[str, str, str | None]:
    """Return who decides, when that is, and the address of the store."""
    flags = {name: said[name] for name in ("reviewer", "store")}
    settings, _origins = load_settings(flags)
    now = datetime.now().astimezone()  # noqa: TID251 - here time comes in
    when = now.isoformat(timespec="milliseconds")
    return settings.reviewer or _login_name(), when, settings.store


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("who decides is not known; give --by NAME or set reviewer") from error


def _decided(settled: Settled, index: int, by: Signature, said: dict[str, Any]) -> Decided:
    if said["undo"]:
        if said["ruling"] or said["sets"]:
            raise UsageError("--undo takes back a decision; give no other one with it")
        return Decided(withdraw(settled.history(index), by))
    ruling = Ruling(said["ruling"]) if said["ruling"] else None
    corrections = dict(_pair(text) for text in said["sets"])
    return decide(settled.subject(index), by, ruling=ruling, corrections=corrections)


def _pair(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        raise UsageError(f"--set {text}: write --set FIELD=VALUE, such as --set period=2022")
    return name.strip(), value


def _report(before: Settled, after: Settled, index: int, made: Sequence[Decision]) -> Iterator[str]:
    mention = before.record.mentions[index]
    name = name_of(before.record.document.name, mention.raw_span)
    was, now = (each.record.proof.statuses[index] for each in (before, after))
    yield from (in_words(decision) for decision in made)
    change = f"{was} → {now}" if was != now else f"{now}, as before"
    yield f"{name} {' '.join(mention.quote.split())}: {change}"
    if now is Status.DISPUTED:
        findings = [each for each in after.record.proof.findings if each.mention == index]
        still = ", ".join(dict.fromkeys(f"{each.check} on {each.field}" for each in findings))
        yield f"still open: {still}; --accept settles the whole number"
