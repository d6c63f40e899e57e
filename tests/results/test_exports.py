"""The same run gives the same files, and a file is whole or not there."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.results.exports import (
    DISPUTES,
    FACTS,
    LEDGER,
    RUN,
    write_by_document,
    write_exports,
    write_facts,
)
from pipeline.results.records import DocumentRecord, RunInfo, Unreadable
from pipeline.results.store import Store
from tests.results.run_cases import INFO, PROOF, RECORD, document


def _named(name: str) -> DocumentRecord:
    return replace(RECORD, document=document(name), proof=replace(PROOF, doc=name))


def _run(folder: Path, records: Iterable[DocumentRecord], info: RunInfo = INFO) -> Path:
    with Store.create(folder) as store:
        for record in records:
            store.write_document(record)
        store.write_unreadable(Unreadable("broken", "broken.txt", "broken.txt: empty"))
        store.write_info(info)
    return folder


def test_equal_runs_give_equal_bytes(tmp_path: Path) -> None:
    """The order in which documents finish and the time it took leave no trace."""
    slow = replace(INFO, timings_s={"total": 99.0})
    one = _run(tmp_path / "one", map(_named, "abc"))
    two = _run(tmp_path / "two", map(_named, "cba"), slow)
    write_exports(one)
    write_exports(two)

    for name in (FACTS, LEDGER, DISPUTES):
        assert (one / name).read_bytes() == (two / name).read_bytes()
    runs = [json.loads((folder / RUN).read_text("utf-8")) for folder in (one, two)]
    assert runs[0] != runs[1]
    assert runs[0] | {"timings_s": {}} == runs[1] | {"timings_s": {}}


def test_the_manifest_lists_every_document(tmp_path: Path) -> None:
    """Documents that were read and documents that were not are both there."""
    write_exports(_run(tmp_path, map(_named, "ab")))
    run = json.loads((tmp_path / RUN).read_text("utf-8"))

    assert [entry["doc"] for entry in run["documents"]] == ["a", "b", "broken"]
    assert run["is_complete"] is False


def test_a_run_without_documents_has_empty_files(tmp_path: Path) -> None:
    """Nothing extracted is an empty file and a manifest, not a missing one."""
    with Store.create(tmp_path) as store:
        store.write_info(INFO)
    write_exports(tmp_path)

    assert (tmp_path / FACTS).read_bytes() == b""
    assert json.loads((tmp_path / RUN).read_text("utf-8"))["documents"] == []


def test_facts_can_be_written_elsewhere(tmp_path: Path) -> None:
    """The exported lines are those of the run directory, and are counted."""
    run = _run(tmp_path / "run", [RECORD])
    write_exports(run)

    assert write_facts(run, tmp_path / "facts.jsonl") == 2
    assert (tmp_path / "facts.jsonl").read_bytes() == (run / FACTS).read_bytes()


def test_expected_results_have_a_file_for_each_document(tmp_path: Path) -> None:
    """Reviewed results are kept by document, under its name."""
    run = _run(tmp_path / "run", map(_named, "ab"))
    paths = write_by_document(run, tmp_path / "expected")

    assert [path.name for path in paths] == ["a.jsonl", "b.jsonl"]
    assert json.loads(paths[1].read_text("utf-8").splitlines()[0])["doc"] == "b"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "..", "", ".hidden", "a\x00b"])
def test_a_document_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    """A name that would leave the folder is refused before anything is written."""
    run = _run(tmp_path / "run", [_named(name)])

    with pytest.raises(StoreError, match="cannot name a file"):
        write_by_document(run, tmp_path / "expected")
    assert not (tmp_path / "expected").exists()


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """Writing into a folder that is not there is an error of ours and leaves nothing."""
    run = _run(tmp_path / "run", [RECORD])

    with pytest.raises(StoreError, match=r"nowhere.facts\.jsonl: cannot be written"):
        write_facts(run, tmp_path / "nowhere" / "facts.jsonl")


def test_a_failed_export_leaves_the_older_file(tmp_path: Path) -> None:
    """A file is replaced when the new one is whole, never before."""
    run = _run(tmp_path / "run", [RECORD])
    write_exports(run)
    before = (run / FACTS).read_bytes()
    with (
        Store.open(run) as store,
        store._database.writing() as connection,
    ):  # damage between two exports
        connection.exec_driver_sql("update facts set kind = 'guess'")

    with pytest.raises(StoreError, match="damaged"):
        write_exports(run)
    assert (run / FACTS).read_bytes() == before
    assert not list(run.glob("*.part")) + list(run.glob(".*.part"))
