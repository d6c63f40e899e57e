"""An earlier run in the same directory: what of it still holds, and what has to be done."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.results.store import Store
from pipeline.running.journal import Journal
from pipeline.running.journal_rows import FinishedDocument

EXPORTED = "exported"
_ASKED_AGAIN = "asked again"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What of an earlier run does not hold: documents with other bytes, and those now unnamed.

    ``is_same`` says that nothing at all has changed since the run was finished.
    """

    is_same: bool
    changed: int = 0
    gone: int = 0

    def notes(self) -> list[str]:
        """Say how many documents of the earlier run do not count any more, and why."""
        return [
            *([f"documents that have changed since: {self.changed}"] if self.changed else []),
            *([f"documents dropped, not named any more: {self.gone}"] if self.gone else []),
        ]


def drop_what_changed(
    files: Iterable[tuple[str, Path]], journal: Journal, store: Store, recipe_id: str
) -> Dropped:
    """Forget every document whose file or recipe is not what it was.

    Where anything has changed, the documents that others contradicted go too: others may
    speak now.
    """
    asked_again = store.reasked_count()
    is_touched = journal.recall(_ASKED_AGAIN) not in (None, asked_again)
    if is_touched or store.count() < journal.document_count():
        journal.unfinish(list(journal.names()))  # the results were changed, or removed
    journal.remember(_ASKED_AGAIN, asked_again)
    gone = set(journal.names())
    changed, new_bytes = [], 0
    is_same = journal.recall(EXPORTED) == exported_mark(recipe_id, store)
    for name, path in files:
        if name not in gone:
            is_same = False
            continue
        gone.remove(name)
        before = journal.document(name)
        if before and not _is_unchanged(before, path, recipe_id):
            changed.append(name)
            new_bytes += before.recipe == recipe_id
    if is_same and not gone and not changed:
        return Dropped(is_same=True)
    journal.remember(EXPORTED, None)
    journal.unfinish([*changed, *gone, *journal.crossed()])
    store.keep_only(journal.names())
    return Dropped(is_same=False, changed=new_bytes, gone=len(gone))


def exported_mark(recipe_id: str, store: Store) -> list[str]:
    """Return what the exports of a finished run were made from."""
    return [recipe_id, str(len(store.decisions()))]


def finished_document(
    name: str, digest: str, file: tuple[Path, os.stat_result], recipe_id: str
) -> FinishedDocument:
    """Return a complete document; ``file`` is its path and what was found there before."""
    path, found = file
    return FinishedDocument(
        name=name,
        path=os.fspath(path),
        size=found.st_size,
        mtime_ns=found.st_mtime_ns,
        digest=digest,
        recipe=recipe_id,
        is_complete=True,
    )


def _is_unchanged(before: FinishedDocument, path: Path, recipe_id: str) -> bool:
    try:
        found = path.stat()
        if (before.recipe, before.size, before.path) != (
            recipe_id,
            found.st_size,
            os.fspath(path),
        ):
            return False
        if before.mtime_ns == found.st_mtime_ns:
            return True
        return hashlib.sha256(path.read_bytes()).hexdigest() == before.digest
    except OSError:
        return False
