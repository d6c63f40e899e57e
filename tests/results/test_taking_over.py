"""A run takes over what was decided on the same bytes in another."""

from dataclasses import replace
from pathlib import Path

from pipeline.disputing.decisions import Decision
from pipeline.results.store import Store
from pipeline.results.taking_over import TakenOver, take_over
from tests.results.run_cases import DECISION
from tests.results.table_cases import record_of, run_of

STALE = replace(DECISION, document_id="f" * 64)
ELSEWHERE = replace(STALE, doc="z")


def taken(
    tmp_path: Path, there: list[Decision], here: list[Decision], *, is_overruling: bool = False
) -> TakenOver:
    """Return what a run with the decisions ``here`` takes over from one with ``there``."""
    with Store.create(tmp_path / "there") as other, run_of(tmp_path / "here", record_of()) as store:
        for each in there:
            other.add_decisions([each], seen=there)
        for each in here:
            store.add_decisions([each], seen=here)
        return take_over(store, other, is_overruling=is_overruling)


def test_decisions_on_the_same_bytes_are_taken_over_and_others_reported(tmp_path: Path) -> None:
    """Whatever the document was called there; who, when and why stay."""
    found = taken(tmp_path, [replace(DECISION, doc="old name"), STALE, ELSEWHERE], [])

    assert found.made == [DECISION]
    assert [each.decision for each in found.expired] == [STALE]
    assert (found.known, found.elsewhere) == (0, 1)


def test_what_is_there_already_is_not_taken_twice(tmp_path: Path) -> None:
    """Taking over can be repeated."""
    found = taken(tmp_path, [DECISION], [DECISION])

    assert (found.made, found.known) == ([], 1)


def test_a_number_decided_otherwise_here_is_a_conflict(tmp_path: Path) -> None:
    """It is shown, and taken over only by overruling."""
    theirs = replace(DECISION, who="wang", value="7")

    assert taken(tmp_path / "one", [DECISION], [theirs]).made == []
    (conflict,) = taken(tmp_path / "two", [DECISION], [theirs]).conflicts
    assert "wang set value to '7'" in conflict
    found = taken(tmp_path / "three", [DECISION], [theirs], is_overruling=True)
    assert (found.made, found.seen) == ([DECISION], [theirs])
