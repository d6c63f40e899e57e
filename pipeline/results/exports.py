"""A run in, files for others out: the same run gives the same bytes."""

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

from pipeline.errors import StoreError
from pipeline.results.drafts import Draft, Drafts, draft_of
from pipeline.results.lines import as_text, fact_lines
from pipeline.results.manifest import Tally, run_line, unreadable_line
from pipeline.results.records import DocumentRecord, RunInfo
from pipeline.results.settled import Settled, settled_documents
from pipeline.results.store import Store
from pipeline.results.whole_files import written

FACTS, LEDGER, DISPUTES, RUN = "facts.jsonl", "ledger.jsonl", "disputes.jsonl", "run.json"

_TOGETHER = 8  # documents whose lines are in memory at once

# A name that stays in its folder: no separators, no leading dot, no control characters.
_SAFE_NAME = re.compile(r"[^.\x00-\x1f\x7f/\\:][^\x00-\x1f\x7f/\\:]{0,199}")


def write_exports(
    run_dir: Path,
    folder: Path | None = None,
    *,
    url: str | None = None,
    drafts: Drafts | None = None,
) -> Tally:
    """Write facts, ledger, disputes and manifest of a run, into its own folder by default.

    Documents come by name, a few in memory at a time; those of ``drafts`` are not read.
    Each file replaces an older one only when it is whole; a file that cannot be written
    raises ``StoreError``.
    """
    folder, counts = folder or run_dir, Tally()
    with Store.open(run_dir, url) as store, ExitStack() as files:
        info, unreadable = store.info(), store.unreadable()
        facts, ledger, disputes, run = (
            files.enter_context(written(folder / name)) for name in (FACTS, LEDGER, DISPUTES, RUN)
        )
        entries = files.enter_context(TemporaryFile("w+", encoding="utf-8"))
        for draft, settled in _drafted(store, info, drafts):
            counts.add_share(draft.share)
            counts.count_decisions(settled)
            facts.write(draft.facts)
            ledger.write(draft.ledger)
            disputes.write(draft.disputes)
            entries.write(draft.entry)
        counts.decisions["made"] = len(store.decisions())
        entries.writelines(as_text(unreadable_line(failure)) for failure in unreadable)
        entries.seek(0)
        _write_manifest(run, as_text(run_line(info, counts, unreadable), indent=1), entries)
    return counts


def _drafted(
    store: Store, info: RunInfo, drafts: Drafts | None
) -> Iterator[tuple[Draft, Settled | None]]:
    """Yield what each document adds to the exports, by name.

    Once people have decided anything, drafts say nothing: every document is read.
    """
    if drafts is None or store.decisions():
        for settled in settled_documents(store):
            yield draft_of(settled, info), settled
        return
    names = store.names()
    for place in range(0, len(names), _TOGETHER):
        block = names[place : place + _TOGETHER]
        found = drafts.get(block)
        for record in store.documents([name for name in block if name not in found]):
            found[record.document.name] = draft_of(Settled(record, record), info)
        yield from ((found[name], None) for name in block)


def refresh_exports(run_dir: Path, *, url: str | None = None) -> bool:
    """Write the files of a finished run anew if people decided since; tell whether they did."""
    with Store.open(run_dir, url) as store:
        if not are_exports_old(run_dir, store):
            return False
    write_exports(run_dir, url=url)
    return True


def are_exports_old(run_dir: Path, store: Store) -> bool:
    """Tell whether people decided since the files of a finished run were written."""
    try:
        manifest = json.loads((run_dir / RUN).read_text(encoding="utf-8"))
        known = manifest["decisions"]["made"]
    except (OSError, ValueError, KeyError, TypeError):
        return False  # no finished run, or one that another version wrote
    return bool(len(store.decisions()) != known)


def write_facts(run_dir: Path, path: Path, *, url: str | None = None) -> int:
    """Write the facts of a run as JSON lines, as in its ``facts.jsonl``; return how many."""
    count = 0
    with Store.open(run_dir, url) as store, written(path) as file:
        info = store.info()
        for record in _settled(store):
            file.writelines(as_text(line) for line in fact_lines(record, info))
            count += len(record.proof.facts)
    return count


def write_by_document(run_dir: Path, folder: Path) -> tuple[Path, ...]:
    """Write the facts of each document as ``<its name>.jsonl`` and return the files.

    A name that cannot be a file name raises ``StoreError`` before anything is written.
    """
    with Store.open(run_dir) as store:
        info = store.info()
        paths = [folder / _file_name(name) for name in store.names()]
        folder.mkdir(parents=True, exist_ok=True)
        for path, record in zip(paths, _settled(store), strict=True):
            with written(path) as file:
                file.writelines(as_text(line) for line in fact_lines(record, info))
    return tuple(paths)


def _settled(store: Store) -> Iterator[DocumentRecord]:
    return (settled.record for settled in settled_documents(store))


def _file_name(doc: str) -> str:
    if not _SAFE_NAME.fullmatch(doc):
        raise StoreError(f"the document name {doc!r} cannot name a file")
    return f"{doc}.jsonl"


def _write_manifest(file: TextIO, head: str, entries: TextIO) -> None:
    file.write(head.removesuffix("\n}\n") + ',\n "documents": [')
    for place, entry in enumerate(entries):
        file.write(f"{',' if place else ''}\n  {entry.rstrip()}")
    file.write("\n ]\n}\n")
