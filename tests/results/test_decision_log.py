"""Several people decide on one store: nothing is lost, and nobody is overruled unseen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ConflictError
from pipeline.results.store import Store
from tests.results.run_cases import DECISION, RECORD

THEIRS = replace(DECISION, who="wang", value="-43", why="another source")


def test_a_decision_against_another_that_was_not_seen_is_refused_and_shown(tmp_path: Path) -> None:
    """The error holds the other's whole decision, and nothing of the act is kept."""
    period = replace(THEIRS, field=type(THEIRS.field).PERIOD, value="2021")
    with Store.create(tmp_path) as store:
        store.add_decisions([DECISION])
        with pytest.raises(ConflictError) as refused:
            store.add_decisions([period, THEIRS])

        assert store.decisions() == (DECISION,)
    said = str(refused.value)
    assert "'4.3%': analyst set value to '-3.4' on 2023-05-01T10:00:00+08:00 (原文有误)" in said


def test_whoever_has_seen_the_other_decision_may_decide_otherwise(tmp_path: Path) -> None:
    """Both rows are kept, in order; so is agreement without having looked."""
    agreeing = replace(DECISION, who="zhao")
    with Store.create(tmp_path) as store:
        store.add_decisions([DECISION])
        store.add_decisions([agreeing])
        store.add_decisions([THEIRS], seen=[DECISION, agreeing])

        assert store.decisions() == (DECISION, agreeing, THEIRS)


def test_one_may_change_ones_own_mind(tmp_path: Path) -> None:
    """An earlier decision of the same person is no conflict."""
    with Store.create(tmp_path) as store:
        store.add_decisions([DECISION])
        store.add_decisions([replace(DECISION, value="7")])

        assert len(store.decisions(RECORD.document)) == 2


def test_decisions_about_a_document_are_those_on_its_bytes_or_its_name(tmp_path: Path) -> None:
    """What expires must be seen, so other bytes of the same name belong to it."""
    stale = replace(DECISION, document_id="f" * 64)
    other = replace(stale, doc="b")
    with Store.create(tmp_path) as store:
        for decision in (DECISION, stale, other):
            store.add_decisions([decision])

        assert store.decisions(RECORD.document) == (DECISION, stale)


def _decide(folder: Path, who: str) -> bool:
    with Store.open(folder) as store:
        try:
            store.add_decisions([replace(DECISION, who=who, value=f"-{len(who)}")])
        except ConflictError:
            return False
    return True


def test_of_several_people_deciding_otherwise_at_once_one_wins(tmp_path: Path) -> None:
    """Looking and writing are one step, so the others are shown the winner's decision."""
    with Store.create(tmp_path):
        pass
    with ThreadPoolExecutor(4) as people:
        won = list(people.map(_decide, [tmp_path] * 4, ["x", "xx", "xxx", "xxxx"]))

    assert sum(won) == 1
    with Store.open(tmp_path) as store:
        assert len(store.decisions()) == 1
