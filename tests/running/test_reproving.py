"""Documents that are proven anew, and what other documents say about the same things."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.disputing.reasking_choice import Selection
from pipeline.proving.fact import Status
from pipeline.results.store import Store
from pipeline.running.reasking import reask_run
from pipeline.running.reasking_plan import Wish
from pipeline.running.run import run
from pipeline.settings import Settings
from tests.fakes.better_model import knowing
from tests.fakes.scripted_server import Playing, Reply, says, scripted_server
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

MEANING = {"指标": "发明专利授权量", "类别": "数值", "时间": "2022年", "地区": "江门市"}
BETTER = knowing({"685件": MEANING, "700件": MEANING})
BROKEN = says("{")
ONLY_A = Selection(documents=frozenset({"a"}))


def contradicted(run_dir: Path) -> set[str]:
    """Return the documents with a figure that another document contradicts."""
    with Store.open(run_dir) as store:
        return {
            record.document.name
            for record in store.documents()
            for finding in record.proof.findings
            if finding.check == "contradiction"
            and record.proof.statuses[finding.mention] is Status.DISPUTED
        }


def asked_twice(folder: Path, first: Playing) -> tuple[set[str], set[str]]:
    """Extract two documents and ask again about one; return who is contradicted, each time."""
    for name, count in (("a", 685), ("b", 700)):
        text = f"2022年,江门市发明专利授权量{count}件。\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = [str(folder / "a.txt"), str(folder / "b.txt")]
    with scripted_server(first) as script:
        settings = Settings(base_url=script.base_url, model="m", attempts=1)
        run(paths, settings, out=folder / "run")
    before = contradicted(folder / "run")
    with scripted_server(BETTER) as script:
        settings = Settings(base_url=script.base_url, model="b", attempts=1)
        result = reask_run(folder / "run", ONLY_A, Wish(), settings, lambda _progress: None)
    assert result.is_changed
    return before, contradicted(folder / "run")


def test_contradiction_between_documents_outlives_the_asking(tmp_path: Path) -> None:
    """As long as the figures are what they were, so is what others say of them."""
    before, after = asked_twice(tmp_path, oblige)

    assert before == after == {"a", "b"}


def test_figure_that_appears_is_held_against_the_others(tmp_path: Path) -> None:
    """A number nobody had explained becomes a fact, and the other document contradicts it."""

    def broken_for_a(asked: dict[str, Any]) -> Reply:
        return BROKEN if "685" in asked["messages"][-1]["content"] else oblige(asked)

    before, after = asked_twice(tmp_path, broken_for_a)

    assert before == set()
    assert after == {"a", "b"}
