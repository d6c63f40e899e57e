"""What other runs say about the same things is held against a run, and they stay as they are."""

from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.proving.fact import Finding, Status
from pipeline.results.store import Store
from pipeline.running.run import run
from pipeline.settings import Settings
from tests.fakes.scripted_server import scripted_server
from tests.running.obeying import obey

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

BEFORE = "江门市2022年知识产权工作总结\n\n2022年,全市商标注册量3412件。\n"
AFTER = "江门市2022年商标工作总结\n\n2022年,全市商标注册量3421件。\n"


def extract(folder: Path, name: str, text: str, *against: Path) -> Path:
    """Run one document into a directory of its name, held against other runs."""
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with scripted_server(obey("商标注册量")) as script:
        settings = Settings(
            base_url=script.base_url,
            model="m",
            attempts=1,
            concurrency=1,
            cache_dir=folder / "cache",
            against=against,
        )
        run([str(folder / f"{name}.txt")], settings, out=folder / "runs" / name)
    return folder / "runs" / name


def findings(run_dir: Path, name: str) -> list[Finding]:
    """Return the contradictions found in a document."""
    with Store.open(run_dir) as store:
        proof = store.document(name).proof
    return [finding for finding in proof.findings if finding.check == "contradiction"]


def test_a_figure_that_another_run_contradicts_is_disputed(tmp_path: Path) -> None:
    """The finding names run, document and place of the other figure; the other run stays."""
    before = extract(tmp_path, "before", BEFORE)
    facts = (before / "facts.jsonl").read_bytes()

    after = extract(tmp_path, "after", AFTER, before)

    (finding,) = findings(after, "after")
    assert finding.others[0].doc == "before/before"
    assert finding.others[0].span.of(BEFORE) == "3412件"
    assert (before / "facts.jsonl").read_bytes() == facts
    assert findings(before, "before") == []
    with Store.open(after) as store:
        assert store.document("after").proof.statuses[finding.mention] is Status.DISPUTED


def test_what_agrees_and_the_same_document_again_say_nothing(tmp_path: Path) -> None:
    """Restating a figure, or extracting a report twice, contradicts nothing."""
    before = extract(tmp_path, "before", BEFORE)

    same = extract(tmp_path, "same", BEFORE.replace("工作总结", "工作报告"), before)
    again = extract(tmp_path, "again", BEFORE, before)

    assert findings(same, "same") == findings(again, "again") == []


def test_a_run_without_the_other_is_done_anew(tmp_path: Path) -> None:
    """Findings about a run that is no longer named do not stay behind."""
    before = extract(tmp_path, "before", BEFORE)
    extract(tmp_path, "after", AFTER, before)

    alone = extract(tmp_path, "after", AFTER)

    assert findings(alone, "after") == []


def test_what_is_no_run_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    """Neither an empty folder nor the run itself can be held against a run."""
    empty = tmp_path / "empty"
    empty.mkdir()
    before = extract(tmp_path, "before", BEFORE)

    for wrong, words in ((empty, "not a run directory"), (before, "against itself")):
        with pytest.raises(StoreError, match=words):
            extract(tmp_path, "before", BEFORE, wrong)
