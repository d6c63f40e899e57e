"""Many decisions at once: from a table that a person edited, or from another run."""

from pathlib import Path
from typing import Any

import click

from pipeline.cli.output import problem
from pipeline.errors import ConflictError, DecisionError
from pipeline.results.decision_log import in_words
from pipeline.results.edited_tables import read_rows
from pipeline.results.edits import Editor, read_edits
from pipeline.results.pointing import name_of
from pipeline.results.store import Store
from pipeline.results.taking_over import take_over


def take_from_table(store: Store, path: Path, by: Editor, said: dict[str, Any]) -> bool:
    """Decide what an edited table says; tell whether all of it could be decided."""
    edits = read_edits(store, read_rows(path), by)
    for decision in edits.made:
        click.echo(f"{name_of(decision.doc, decision.span)} {in_words(decision)}")
    for note in edits.notes:
        problem(note)
    if edits.problems and not said["partial"]:
        listed = "\n".join(f"  {each}" for each in edits.problems)
        raise DecisionError(
            f"{len(edits.problems)} things in {path} cannot be decided, so nothing was kept"
            f" (--partial keeps the rest):\n{listed}"
        )
    for each in edits.problems:
        problem(each)
    if not said["dry_run"]:
        store.add_decisions(edits.made, seen=edits.seen)
    numbers = len({decision.place for decision in edits.made})
    click.echo(f"{edits.rows} rows read, {numbers} numbers decided, {len(edits.problems)} refused")
    return not edits.problems


def take_from_run(store: Store, folder: Path, said: dict[str, Any]) -> bool:
    """Take over the decisions of another run; tell whether none conflicts with one here."""
    with Store.open(folder) as other:
        taken = take_over(store, other, is_overruling=said["overrule"])
    for decision in taken.made:
        click.echo(f"{name_of(decision.doc, decision.span)} {in_words(decision)}")
    for each in taken.expired:
        problem(f"expired: {in_words(each.decision)}: {each.reason}")
    if taken.conflicts and not said["partial"]:
        listed = "\n".join(f"  {each}" for each in taken.conflicts)
        raise ConflictError(
            f"{len(taken.conflicts)} numbers were decided otherwise here, so nothing was taken"
            f" over (--partial takes the rest, --overrule all):\n{listed}"
        )
    if not said["dry_run"]:
        store.add_decisions(taken.made, seen=taken.seen)
    click.echo(
        f"{len(taken.made)} decisions taken over, {taken.known} known, {len(taken.expired)}"
        f" expired, {taken.elsewhere} on documents this run does not have"
    )
    return not taken.conflicts
