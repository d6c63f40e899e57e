"""What a second run gained, lost and changed, by document and place."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.errors import StoreError
from pipeline.evaluating.comparing import Change, Comparison, compare
from pipeline.proving.fact import Status
from pipeline.proving.proof import Proof
from pipeline.results.exports import write_by_document, write_exports
from pipeline.results.store import Store
from tests.results.run_cases import INFO, PROOF, RECORD, document


def _run(folder: Path, proof: Proof = PROOF) -> Path:
    with Store.create(folder) as store:
        store.write_document(replace(RECORD, proof=proof))
        store.write_info(INFO)
    write_exports(folder)
    return folder


def _without_second_fact() -> Proof:
    rows = (PROOF.rows[0], replace(PROOF.rows[2], mention=1), *PROOF.rows[2:])
    statuses = {**PROOF.statuses, 1: Status.UNVERIFIED}
    return replace(
        PROOF, facts=PROOF.facts[:1], rows=rows, statuses=statuses, findings=PROOF.findings[1:]
    )


def test_a_run_does_not_differ_from_itself(finished_run: Path) -> None:
    """Nothing gained, lost or changed."""
    found = compare(finished_run, finished_run)

    assert found == Comparison()
    assert not found.has_changes


def test_a_fact_that_is_gone_is_lost_and_its_dispute_closed(tmp_path: Path) -> None:
    """The same the other way round is gained and opened."""
    whole, part = _run(tmp_path / "whole"), _run(tmp_path / "part", _without_second_fact())
    there, back = compare(whole, part), compare(part, whole)

    assert [line["quote"] for line in there.lost] == ["4.3%"]
    assert [line["quote"] for line in there.closed] == ["4.3%"]
    assert (there.gained, there.opened, there.changed) == ((), (), ())
    assert (back.gained, back.opened) == (there.lost, there.closed)


def test_a_change_is_named_field_by_field(tmp_path: Path) -> None:
    """A fact at the same place with two other fields is two changes, not a new fact."""
    fact = replace(PROOF.facts[0], indicator="商标注册量", period=None)
    other = replace(PROOF, facts=(fact, PROOF.facts[1]))
    found = compare(_run(tmp_path / "one"), _run(tmp_path / "two", other))

    place = ("a", 6, 10)
    assert found.changed == (
        Change(place, "396件", "indicator", "专利授权量", "商标注册量"),
        Change(place, "396件", "period", "2022", None),
    )
    assert (found.gained, found.lost) == ((), ())


def test_another_model_alone_changes_nothing(tmp_path: Path, finished_run: Path) -> None:
    """Who said it and how it was checked is not what was said."""
    with Store.create(tmp_path / "other") as store:
        store.write_document(RECORD)
        store.write_info(replace(INFO, model="another"))
    write_exports(tmp_path / "other")

    assert not compare(finished_run, tmp_path / "other").has_changes


def test_expected_results_are_compared_for_their_documents(tmp_path: Path) -> None:
    """Documents that nobody reviewed are left out, and so are disputes."""
    run = tmp_path / "run"
    with Store.create(run) as store:
        for name in ("a", "b"):
            record = replace(RECORD, document=document(name), proof=replace(PROOF, doc=name))
            store.write_document(record)
        store.write_info(INFO)
    write_exports(run)
    write_by_document(run, tmp_path / "expected")
    (tmp_path / "expected" / "b.jsonl").unlink()
    _forget_first_line(tmp_path / "expected" / "a.jsonl")
    found = compare(tmp_path / "expected", run)

    assert [(line["doc"], line["quote"]) for line in found.gained] == [("a", "396件")]
    assert (found.lost, found.changed, found.opened, found.closed) == ((), (), (), ())


def test_a_folder_that_is_neither_is_refused(tmp_path: Path, finished_run: Path) -> None:
    """The error says what was looked for."""
    (tmp_path / "empty").mkdir()

    with pytest.raises(StoreError, match="neither a run directory nor"):
        compare(tmp_path / "empty", finished_run)
    with pytest.raises(StoreError, match=r"facts\.jsonl: cannot be read"):
        compare(finished_run, tmp_path / "empty")


def test_differences_are_shown_and_kept(tmp_path: Path) -> None:
    """The table has a row for each difference, hostile names included."""
    fact = replace(PROOF.facts[0], indicator="[red]商标[/red]")
    other = replace(_without_second_fact(), facts=(fact,))
    found = compare(_run(tmp_path / "one"), _run(tmp_path / "two", other))
    console = Console(file=io.StringIO(), width=100, color_system=None)
    console.print(found.table())
    assert isinstance(console.file, io.StringIO)
    kept = json.loads(json.dumps(found.as_json()))

    assert "[red]商标[/red]" in console.file.getvalue()
    assert kept["lost"][0]["value"] == "-4.3"
    assert kept["changed"] == [
        {
            "doc": "a",
            "start": 6,
            "end": 10,
            "quote": "396件",
            "field": "indicator",
            "before": "专利授权量",
            "after": "[red]商标[/red]",
        }
    ]


def _forget_first_line(path: Path) -> None:
    _, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines), encoding="utf-8")
