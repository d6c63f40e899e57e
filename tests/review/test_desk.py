"""What several people share: the run as it stands, and decisions that nobody overrules unseen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.disputing.deciding import Signature
from pipeline.disputing.decisions import Ruling
from pipeline.errors import ConflictError, DecisionError, StoreError
from pipeline.results.store import Store
from pipeline.review.desk import Desk, Spot
from pipeline.running.locking import locked
from pipeline.running.reasking_plan import Wish
from pipeline.settings import Settings
from tests.results.run_cases import INFO, PROOF, RECORD, document

CLOCK = "2026-01-02T03:04:05.678+00:00"
GROWTH = Spot(1, 1)


def _by(name: str, when: str = CLOCK) -> Signature:
    return Signature(name, when, "looked it up")


@pytest.fixture
def run_dir(tmp_path: Path) -> Path:
    """Return a run of two documents."""
    with Store.create(tmp_path) as store:
        for name in "ab":
            renamed = replace(RECORD, document=document(name), proof=replace(PROOF, doc=name))
            store.write_document(
                renamed if name == "a" else replace(renamed, document=document(name, "x" * 99))
            )
        store.write_info(INFO)
    return tmp_path


@pytest.fixture
def desk(run_dir: Path) -> Iterator[Desk]:
    """Return the run on the table, with every dispute scored."""
    opened = Desk.open(run_dir, Settings(), lambda: CLOCK)
    opened.wait_for_scores()
    yield opened
    opened.close()


def test_counts_are_those_of_the_run(desk: Desk) -> None:
    """Facts by status, and disputes of facts and of numbers that are none."""
    assert desk.register.statuses() == {"verified": 2, "disputed": 2}
    assert desk.register.dispute_count() == 4
    assert desk.register.statuses_by_document()[1] == {"verified": 1, "disputed": 2}
    assert desk.scored == 2


def test_disputes_come_likeliest_error_first_and_can_be_passed_over(desk: Desk) -> None:
    """The order is that of the scores; what was skipped does not come back."""
    spots = [(row["document"], row["mention"]) for row in desk.register.disputes(9)]
    scores = [row["score"] for row in desk.register.disputes(9)]

    assert sorted(spots) == [(1, 1), (1, 3), (2, 1), (2, 3)]
    assert scores == sorted(scores, reverse=True)
    assert [(row["document"], row["mention"]) for row in desk.register.disputes(1, spots[:1])] == (
        spots[1:2]
    )


def test_a_decision_holds_at_once_and_can_be_taken_back(desk: Desk) -> None:
    """Register, document and queue show what was decided, and after undo what was before."""
    desk.decide(GROWTH, _by("Li"), ruling=Ruling.ACCEPT, corrections={"value": "-3.4"})

    assert desk.revision > 0
    assert desk.register.statuses()["corrected"] == 1
    assert str(desk.document(1).record.proof.facts[1].value) == "-3.4"
    desk.undo([GROWTH], _by("Li"))
    assert desk.register.statuses() == {"verified": 2, "disputed": 2}
    assert len(desk.document(1).history(1)) == 4


def test_nobody_is_overruled_unseen(desk: Desk) -> None:
    """A contrary word of another needs that the first one was on the screen."""
    desk.decide(GROWTH, _by("Li"), ruling=Ruling.ACCEPT)
    with pytest.raises(ConflictError, match="Li"):
        desk.decide(GROWTH, _by("Han"), ruling=Ruling.REJECT)

    assert desk.register.statuses()["accepted"] == 1
    seen = desk.document(1).history(1)
    desk.decide(GROWTH, _by("Han"), ruling=Ruling.REJECT, seen=seen)
    assert desk.register.statuses()["rejected"] == 1


def test_what_cannot_be_applied_changes_nothing(desk: Desk) -> None:
    """A value that is no number is refused in one sentence."""
    with pytest.raises(DecisionError, match="not a number"):
        desk.decide(GROWTH, _by("Li"), corrections={"value": "many"})

    assert desk.store.decisions() == ()


def test_nothing_is_asked_while_a_run_is_writing(run_dir: Path, desk: Desk) -> None:
    """What a run would not hear of, and might write over, is not asked."""
    with locked(run_dir), pytest.raises(StoreError, match="is writing there"):
        desk.ask_again(GROWTH, Wish(), "")


def test_decisions_made_elsewhere_are_caught_up_with(run_dir: Path, desk: Desk) -> None:
    """Another process on the same store is noticed, and only news make a new revision."""
    with Store.open(run_dir) as other:
        there = Desk(run_dir, Settings(), other, lambda: CLOCK)
        there.decide(GROWTH, _by("Han"), ruling=Ruling.REJECT)
        there.register.close()

    assert desk.catch_up()
    assert desk.register.statuses()["rejected"] == 1
    assert not desk.catch_up()


def test_earlier_decisions_are_there_from_the_start(run_dir: Path, desk: Desk) -> None:
    """Whoever opens the run later sees what stands."""
    desk.decide(GROWTH, _by("Li"), ruling=Ruling.ACCEPT)
    later = Desk.open(run_dir, Settings(), lambda: CLOCK)
    try:
        assert later.register.statuses()["accepted"] == 1
    finally:
        later.close()
