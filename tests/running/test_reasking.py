"""Asking again about the disputed fields of a finished run, against scripted servers."""

import asyncio
import json
import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.disputing.reasking_choice import Selection
from pipeline.errors import UsageError
from pipeline.proving.fact import Field, Status
from pipeline.results.records import DocumentRecord
from pipeline.results.store import Store
from pipeline.running.progress import Progress
from pipeline.running.reasking import reask, reask_run, server_of
from pipeline.running.reasking_plan import Wish, preview
from pipeline.running.reasking_result import ReaskResult
from pipeline.running.reasking_work import Watch
from pipeline.running.run import run
from pipeline.settings import Settings
from tests.fakes.better_model import knowing
from tests.fakes.scripted_server import Playing, Reply, refuses, says, scripted_server
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

REPORT = "2022年,青岚市发明专利授权量685件,同比增长5.5%。\n"
OTHER = "2022年,望川县商标注册量1200件。\n"
NAME = "青岚市发明专利授权量"
MEANINGS = {
    "685件": {"指标": NAME, "类别": "数值", "时间": "2022年", "地区": "青岚市"},
    "5.5%": {"指标": NAME, "类别": "增长率", "时间": "2022年", "地区": "青岚市"},
    "1200件": {"指标": "商标注册量", "类别": "数值", "时间": "2022年", "地区": "望川县"},
}
BETTER = knowing(MEANINGS)
EVERYTHING = Selection()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with reports and a run over them, for all tests to copy."""
    folder = tmp_path_factory.mktemp("finished")
    (folder / "reports").mkdir()
    (folder / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "reports" / "b.txt").write_text(OTHER, encoding="utf-8")
    extract(folder)
    return folder


@pytest.fixture
def run_dir(finished: Path, tmp_path: Path) -> Path:
    """Return a run in which the first model named and sorted every number alike."""
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    return tmp_path / "run"


def extract(folder: Path) -> None:
    """Run over the reports in a folder with the model that always says the same."""
    with scripted_server(oblige) as script:
        settings = Settings(base_url=script.base_url, model="m", cache_dir=folder / "cache")
        run([str(folder / "reports")], settings, out=folder / "run")


def ask(
    run_dir: Path,
    *replies: Playing,
    selection: Selection = EVERYTHING,
    wish: Wish | None = None,
    **settings: Any,
) -> tuple[ReaskResult, list[dict[str, Any]]]:
    """Ask again, one question at a time; return the result and what was sent."""
    with scripted_server(*replies) as script:
        chosen: dict[str, Any] = {"base_url": script.base_url, "model": "b", "attempts": 1}
        asked = Settings(**(chosen | {"concurrency": 1} | settings))
        result = reask_run(run_dir, selection, wish or Wish(), asked, lambda _progress: None)
    return result, script.asked


def record_of(run_dir: Path, doc: str) -> DocumentRecord:
    """Return one document of a run."""
    with Store.open(run_dir) as store:
        return store.document(doc)


def statuses(run_dir: Path) -> set[Status]:
    """Return the statuses of all facts."""
    with Store.open(run_dir) as store:
        return {
            record.proof.statuses[fact.mention]
            for record in store.documents()
            for fact in record.proof.facts
        }


def test_answers_that_agree_close_the_disputes(run_dir: Path) -> None:
    """Each disputed field is asked about alone, and what stands is no longer disputed."""
    before = statuses(run_dir)

    result, asked = ask(run_dir, BETTER)

    assert before == {Status.DISPUTED}
    assert (result.exit_code, result.closed_count, result.open_count) == (0, 3, 0)
    assert len(asked) == len(result.fields) == 4
    assert Status.DISPUTED not in statuses(run_dir)
    assert not (run_dir / "disputes.jsonl").read_text(encoding="utf-8")


def test_first_claims_are_kept_beside_the_new_ones(run_dir: Path) -> None:
    """Nothing is overwritten: the claims of the run are there, then those asked for again."""
    before = record_of(run_dir, "a").proof.claims

    ask(run_dir, BETTER)

    after = record_of(run_dir, "a").proof.claims
    assert [claim for claim in after if claim.reask is None] == list(before)
    assert {claim.reask.field for claim in after if claim.reask} == {Field.INDICATOR, Field.KIND}


def test_same_call_again_asks_nothing(run_dir: Path) -> None:
    """Answers that settle nothing are known too, and the run is left as it is."""
    wrong = knowing({quote: {"指标": "专利", "类别": "数值"} for quote in MEANINGS})
    first, asked = ask(run_dir, wrong)
    facts = (run_dir / "facts.jsonl").read_bytes()

    second, nothing = ask(run_dir, wrong, use_cache=False)

    assert (first.closed_count, len(asked)) == (0, 4)
    assert (second.calls, second.known_count, nothing) == (0, 4, [])
    assert (run_dir / "facts.jsonl").read_bytes() == facts


def test_what_was_said_survives_a_new_run_and_is_heard_again(run_dir: Path, tmp_path: Path) -> None:
    """The answers belong to the bytes of the document, not to the run."""
    ask(run_dir, BETTER)
    facts = (run_dir / "facts.jsonl").read_bytes()

    extract(tmp_path)

    assert (run_dir / "facts.jsonl").read_bytes() == facts
    (tmp_path / "reports" / "a.txt").write_text(f" {REPORT}", encoding="utf-8")
    extract(tmp_path)
    assert statuses(run_dir) == {Status.DISPUTED, Status.UNVERIFIED}
    with Store.open(run_dir) as store:
        assert len(store.reasked()) == 4


def test_failure_costs_one_field_and_is_asked_again(run_dir: Path) -> None:
    """The others are answered; the next call asks only what has no answer."""
    broken = says("{")

    first, _ = ask(run_dir, BETTER, broken, BETTER)
    second, asked = ask(run_dir, BETTER)

    assert (first.exit_code, len(first.failures), len(first.fields)) == (1, 1, 3)
    assert "answer breaks" in first.failures[0].error
    assert (second.exit_code, len(asked)) == (0, 1)


def test_server_that_refuses_ends_the_asking(run_dir: Path) -> None:
    """One refusal is enough: what is left is not sent, and its exit code is the error's."""
    result, asked = ask(run_dir, refuses(401, "no"))

    assert result.exit_code == 2
    assert len(asked) == 1
    assert result.unsent_count + len(result.failures) == 4


def test_interrupt_keeps_and_proves_what_has_arrived(run_dir: Path) -> None:
    """After Ctrl-C nothing more is sent; the next call asks the rest."""

    def interrupted(asked: dict[str, Any]) -> Reply:
        os.kill(os.getpid(), signal.SIGINT)
        return BETTER(asked)

    stopped, _ = ask(run_dir, interrupted, BETTER)
    resumed, asked = ask(run_dir, BETTER)

    assert (stopped.exit_code, len(stopped.fields), stopped.unsent_count) == (130, 1, 3)
    assert resumed.exit_code == 0
    assert len(asked) == 3
    assert Status.DISPUTED not in statuses(run_dir)


def test_answers_that_were_kept_but_not_proven_are_proven_later(run_dir: Path) -> None:
    """A process that died in between leaves answers that the next call takes in."""
    before = record_of(run_dir, "a")
    ask(run_dir, BETTER)
    with Store.open(run_dir) as store:
        store.write_document(before)

    result, asked = ask(run_dir, BETTER, selection=Selection(documents=frozenset({"a"})))

    assert asked == []
    assert result.closed_count == 2


def test_two_who_ask_at_once_hear_each_other(run_dir: Path) -> None:
    """What another asker keeps while an answer is under way is proven too."""
    only = [Selection(fields=frozenset({field})) for field in (Field.KIND, Field.INDICATOR)]

    def meanwhile(asked: dict[str, Any]) -> Reply:
        before = record_of(run_dir, "a")
        thread = Thread(target=ask, args=(run_dir, BETTER), kwargs={"selection": only[1]})
        thread.start()
        thread.join()
        with Store.open(run_dir) as store:
            store.write_document(before)
        return BETTER(asked)

    with scripted_server(meanwhile) as script:
        settings = Settings(base_url=script.base_url, model="b", attempts=1)
        asyncio.run(reask(run_dir, only[0], Wish(), settings, Watch()))

    heard = {claim.reask.field for claim in record_of(run_dir, "a").proof.claims if claim.reask}
    assert heard == {Field.KIND, Field.INDICATOR}


def test_manifest_counts_what_was_asked_again(run_dir: Path) -> None:
    """The run says how many of its answers were asked for again."""
    ask(run_dir, BETTER)

    manifest = json.loads((run_dir / "run.json").read_text(encoding="utf-8"))

    assert manifest["asked_again"] == 4


FILTERS = [
    (Selection(documents=frozenset({"b"})), 1),
    (Selection(fields=frozenset({Field.KIND})), 1),
    (Selection(codes=frozenset({"reading-disagrees"})), 3),
    (Selection(indicators=frozenset({"发明专利"})), 3),
    (Selection(indicators=frozenset({"trademark_registrations"})), 1),
    (Selection(regions=frozenset({"江门市"})), 0),
    (Selection(limit=2), 2),
]


@pytest.mark.parametrize(("selection", "count"), FILTERS)
def test_filters_choose_what_is_asked(run_dir: Path, selection: Selection, count: int) -> None:
    """Only the fields that are meant are asked about, the likeliest errors first."""
    settings = Settings(base_url="http://127.0.0.1:1/v1", model="b")

    assert len(preview(run_dir, selection, Wish(), settings).new) == count


def test_unknown_document_is_refused_by_name(run_dir: Path) -> None:
    """A name that the run does not have is a mistake, not an empty selection."""
    with pytest.raises(UsageError, match="no document nowhere"):
        preview(run_dir, Selection(documents=frozenset({"nowhere"})), Wish(), Settings())


def test_preview_is_what_is_sent(run_dir: Path) -> None:
    """The dry run shows the messages word for word."""
    settings = Settings(base_url="http://127.0.0.1:1/v1", model="b")
    wish = Wish(hint="看句首")
    shown = preview(run_dir, EVERYTHING, wish, settings)

    _, asked = ask(run_dir, BETTER, wish=wish)

    sent = {(m[0]["content"], m[1]["content"]) for m in (each["messages"] for each in asked)}
    assert sent == {(item.request.system, item.request.user) for item in shown.new}
    assert all(item.prompt_tokens > 0 for item in shown.items)
    assert preview(run_dir, EVERYTHING, wish, settings).new == ()


def test_samples_are_questions_of_their_own(run_dir: Path) -> None:
    """Further samples have another seed and a temperature, and each is kept."""
    one = Selection(documents=frozenset({"b"}))

    result, asked = ask(run_dir, BETTER, selection=one, wish=Wish(samples=3))

    assert [(each["seed"], each["temperature"]) for each in asked] == [
        (20231, 0.0),
        (20232, 0.7),
        (20233, 0.7),
    ]
    assert result.fields[0].said == ("商标注册量",) * 3


def test_hint_is_kept_with_the_answer(run_dir: Path) -> None:
    """Who reads the history sees what the model was told, and that it only repeated it."""
    ask(run_dir, BETTER, wish=Wish(hint="应为商标注册量"), selection=Selection(limit=9))

    with Store.open(run_dir) as store:
        kept = {each.quote: each.reask for each in store.reasked() if each.doc == "b"}
    assert kept["1200件"].hint == "应为商标注册量"
    assert kept["1200件"].is_led


def test_numbers_found_otherwise_now_are_a_problem_of_one_document(run_dir: Path) -> None:
    """A run of an older version is not proven with the ledger of today."""
    record = record_of(run_dir, "a")
    with Store.open(run_dir) as store:
        text = record.document.raw.replace("685", "68")
        document = replace(record.document, raw=text)
        store.write_document(replace(record, document=document))

    result, asked = ask(run_dir, BETTER)

    assert (result.exit_code, len(asked)) == (1, 1)
    assert "run it again first" in result.problems[0]


def test_progress_counts_questions_and_tokens(run_dir: Path) -> None:
    """The last report is about the whole."""
    seen: list[Progress] = []

    with scripted_server(BETTER) as script:
        settings = Settings(base_url=script.base_url, model="b")
        reask_run(run_dir, EVERYTHING, Wish(), settings, seen.append)

    last = seen[-1]
    assert (last.chunks_done, last.chunks, last.documents_done) == (4, 4, 2)
    assert (last.prompt_tokens, last.completion_tokens) == (28, 20)


def test_budget_ends_the_asking(run_dir: Path) -> None:
    """Once the tokens are spent nothing more is sent; what was answered is kept."""
    result, asked = ask(run_dir, BETTER, max_tokens_total=12)

    assert len(asked) == 1
    assert (result.exit_code, len(result.fields), result.unsent_count) == (1, 1, 3)
    assert "max_tokens_total = 12" in str(result.stopped_by)


def test_run_tells_its_server(run_dir: Path) -> None:
    """The address and model of a run are found again; a masked address is not used."""
    with Store.open(run_dir) as store:
        info = store.info()

    assert server_of(info)["model"] == "m"
    assert server_of(info)["base_url"].startswith("http://127.0.0.1")


@pytest.mark.parametrize("samples", [0, 26])
def test_odd_wishes_are_refused(samples: int) -> None:
    """The value is named with what is allowed."""
    with pytest.raises(UsageError, match=f"samples = {samples}: must be from 1 to 25"):
        Wish(samples=samples)
    with pytest.raises(UsageError, match="at most 500"):
        Wish(hint="x" * 501)
