"""Tests of runs that go on where an earlier one stopped."""

import os
import socket
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.proving.across import contradictions_across, figures_of
from pipeline.results.store import Store
from pipeline.running.batching import begun
from pipeline.running.journal import Journal
from pipeline.running.locking import locked
from pipeline.running.result import RunResult
from pipeline.running.run import Resume, run
from pipeline.settings import Price, Settings
from tests.fakes.scripted_server import Reply, Script, refuses, says, scripted_server
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

EXPORTS = ("facts.jsonl", "ledger.jsonl", "disputes.jsonl")
TEXTS = {
    "a": "2022年,珠海市发明专利授权量685件。\n",
    "b": "2022年,望川县商标注册量1200件。\n",
    "c": "2022年,珠海市发明专利授权量690件。\n",  # which contradicts a
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder with three reports, two of which contradict each other."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def extract(
    script: Script, reports: Path, out: Path, resume: Resume = Resume.MISSING, model: str = "m"
) -> RunResult:
    """Run without the answer cache: what is known is in the run directory."""
    settings = Settings(
        base_url=script.base_url, model=model, attempts=1, concurrency=1, use_cache=False
    )
    return run([str(reports)], settings, out=out, resume=resume)


def exports(out: Path) -> list[bytes]:
    """Return what a run wrote, byte for byte."""
    return [(out / name).read_bytes() for name in EXPORTS]


def test_finished_run_is_not_done_again(reports: Path, tmp_path: Path) -> None:
    """The same command asks nothing, reads no document and leaves every file as it is."""
    out = tmp_path / "run"
    with scripted_server(oblige) as script:
        first = extract(script, reports, out)
        written = (out / "run.json").stat().st_mtime_ns
        second = extract(script, reports, out)

    assert (first.calls, second.calls) == (3, 0)
    assert second.exit_code == 0
    assert (out / "run.json").stat().st_mtime_ns == written


def test_changed_and_new_documents_alone_are_asked_about(reports: Path, tmp_path: Path) -> None:
    """A run over a folder that has changed ends as if it had never seen the old one."""
    with scripted_server(oblige) as script:
        extract(script, reports, tmp_path / "run")
        (reports / "a.txt").write_text("2022年,珠海市发明专利授权量691件。\n", encoding="utf-8")
        (reports / "b.txt").unlink()
        (reports / "d.txt").write_text(TEXTS["b"].replace("1200", "1300"), encoding="utf-8")
        os.utime(reports / "c.txt")  # touched, and yet the same
        again = extract(script, reports, tmp_path / "run")
        extract(script, reports, tmp_path / "new")

    assert again.calls == 2
    assert again.notes == (
        "documents that have changed since: 1",
        "documents dropped, not named any more: 1",
    )
    assert exports(tmp_path / "run") == exports(tmp_path / "new")


def test_contradiction_goes_with_the_document_that_made_it(reports: Path, tmp_path: Path) -> None:
    """What another document said against a fact is forgotten once that document is gone."""
    with scripted_server(oblige) as script:
        extract(script, reports, tmp_path / "run")
        assert b'"contradiction"' in (tmp_path / "run" / "facts.jsonl").read_bytes()
        (reports / "c.txt").unlink()
        again = extract(script, reports, tmp_path / "run")

    assert again.calls == 0
    assert b'"contradiction"' not in (tmp_path / "run" / "facts.jsonl").read_bytes()


def test_contradictions_are_those_of_all_documents_held_together(
    reports: Path, tmp_path: Path
) -> None:
    """Found one document at a time in the journal, they are what comparing all at once finds."""
    for number in range(12):
        text = TEXTS["a"].replace("685", str(640 + 5 * number))
        (reports / f"d{number:02}.txt").write_text(text, encoding="utf-8")
    with scripted_server(oblige) as script:
        result = extract(script, reports, tmp_path / "run")

    records = [*result.documents()]
    figures = [figure for record in records for figure in figures_of(record.proof)]
    alike = [figure for figure in figures if figure.doc != "b"]
    across = [
        finding
        for record in records
        for finding in record.proof.findings
        if finding.check == "contradiction"
    ]
    assert len(across) == 14
    assert across == [finding for _, finding in contradictions_across(alike)]


def test_failures_are_asked_again_only_on_request(reports: Path, tmp_path: Path) -> None:
    """A chunk that failed stays failed until somebody says otherwise; its cost is kept."""
    with scripted_server(refuses(500, "broken"), oblige) as script:
        first = extract(script, reports, tmp_path / "run")
        plain = extract(script, reports, tmp_path / "run")
        retried = extract(script, reports, tmp_path / "run", Resume.FAILED)

    assert [first.exit_code, plain.exit_code, retried.exit_code] == [1, 1, 0]
    assert [first.calls, plain.calls, retried.calls] == [3, 0, 1]
    assert retried.notes == ("1 failed requests are asked again",)
    with Store.open(tmp_path / "run") as store:
        chunk = store.document("a").chunks[0]
    assert (chunk.calls, chunk.wasted_tokens) == (2, 0)


def test_other_model_makes_the_answers_stale(reports: Path, tmp_path: Path) -> None:
    """What has changed is said, and everything that depends on it is asked anew."""
    with scripted_server(oblige) as script:
        extract(script, reports, tmp_path / "run")
        other = extract(script, reports, tmp_path / "run", model="n")

        again = extract(script, reports, tmp_path / "run", Resume.FAILED, model="n")

    assert (other.calls, again.calls) == (3, 0)
    assert "model: m → n" in other.notes[0]
    assert "of 3 earlier answers 3 are stale and 0 still hold (model: m → n)" in other.notes
    assert again.notes == ("0 failed requests are asked again",)


def test_answers_that_still_fit_are_kept_and_counted(reports: Path, tmp_path: Path) -> None:
    """Where settings change that do not change a question, nothing is asked again."""
    with scripted_server(oblige) as script:
        settings = Settings(base_url=script.base_url, model="m", use_cache=False)
        run([str(reports)], settings, out=tmp_path / "run")
        other = settings.model_copy(update={"chunk_mentions": 7})
        again = run([str(reports)], other, out=tmp_path / "run")

    assert again.calls == 0
    assert again.notes[1].startswith("of 3 earlier answers 0 are stale and 3 still hold (chunk_m")


def test_fresh_start_forgets_everything(reports: Path, tmp_path: Path) -> None:
    """Nothing of the earlier run is used; what the new one is over is known to other commands."""
    with scripted_server(oblige) as script:
        extract(script, reports, tmp_path / "run")
        fresh = extract(script, reports, tmp_path / "run", Resume.NOTHING)

    assert fresh.calls == 3
    assert begun(tmp_path / "run")[0] == [str(reports)]


def test_equal_requests_are_sent_once(reports: Path, tmp_path: Path) -> None:
    """Documents with the same text share an answer, though no cache is used."""
    for name in TEXTS:
        (reports / f"{name}.txt").write_text(TEXTS["a"], encoding="utf-8")

    with scripted_server(oblige) as script:
        result = extract(script, reports, tmp_path / "run")

    assert (result.calls, len(script.asked)) == (1, 1)


def test_directory_that_is_in_use_is_refused(reports: Path, tmp_path: Path) -> None:
    """A second run in one directory does not start, and names the first."""
    with (
        scripted_server(oblige) as script,
        locked(tmp_path / "run"),
        pytest.raises(StoreError, match=rf"process {os.getpid()} on {socket.gethostname()}"),
    ):
        extract(script, reports, tmp_path / "run")


def test_lock_of_a_process_that_died_is_no_obstacle(reports: Path, tmp_path: Path) -> None:
    """What a killed run leaves of its lock does not hold up the next."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / ".lock").touch()
    (tmp_path / "run" / ".lock-holder.json").write_text('{"pid": 1, "host": "gone"}')

    with scripted_server(oblige) as script:
        assert extract(script, reports, tmp_path / "run").exit_code == 0


def test_limit_of_tokens_stops_and_a_higher_one_goes_on(reports: Path, tmp_path: Path) -> None:
    """Once the budget is spent nothing more is sent; with more of it the rest is."""
    with scripted_server(oblige) as script:
        ample = Settings(base_url=script.base_url, model="m", concurrency=1)
        tight = ample.model_copy(update={"max_tokens_total": 20})
        stopped = run([str(reports)], tight, out=tmp_path / "run")
        again = run([str(reports)], tight, out=tmp_path / "run")
        went_on = run([str(reports)], ample, out=tmp_path / "run")

    assert (again.exit_code, again.calls) == (1, 0)
    assert (stopped.exit_code, stopped.calls) == (1, 2)
    assert "24 tokens spent, max_tokens_total = 20" in str(stopped.stopped_by)
    assert (went_on.exit_code, went_on.calls) == (0, 1)


def test_limit_of_cost_needs_a_price(reports: Path, tmp_path: Path) -> None:
    """A cost is counted by the prices in the settings; without one the limit is refused."""
    with scripted_server(oblige) as script:
        prices = {"m": Price(prompt=1000, completion=1000)}
        settings = Settings(
            base_url=script.base_url, model="m", concurrency=1, max_cost=0.01, prices=prices
        )
        stopped = run([str(reports)], settings, out=tmp_path / "run")

    assert "0.0120 spent, max_cost = 0.01" in str(stopped.stopped_by)


def test_server_that_goes_away_is_waited_for(reports: Path, tmp_path: Path) -> None:
    """A server that answers again after a while costs no chunk; the run says what it waits for."""
    notes: list[str] = []
    loading = refuses(503, "Loading model")
    well = says("")
    with scripted_server(oblige, loading, loading, well, well, oblige) as script:
        settings = Settings(base_url=script.base_url, model="m", concurrency=1, attempts=2)
        result = run(
            [str(reports)],
            settings,
            out=tmp_path / "run",
            report=lambda progress: notes.append(progress.note),
        )

    assert result.exit_code == 0
    assert any(note.startswith("waiting for the server") for note in notes)
    assert notes[-1] == ""


def test_server_that_stays_away_ends_the_run_without_failures(
    reports: Path, tmp_path: Path
) -> None:
    """When patience ends the run does, with code 3; no chunk is called failed, and it resumes."""
    with scripted_server(oblige, refuses(503, "down")) as script:
        settings = Settings(base_url=script.base_url, model="m", concurrency=1, wait_for_server_s=0)
        stopped = run([str(reports)], settings, out=tmp_path / "run")
    with Journal(tmp_path / "run") as journal:
        kept = list(journal.entries())

    assert stopped.exit_code == 3
    assert len(kept) == 1


@pytest.mark.parametrize(("status", "named"), [(401, "API key"), (403, "access"), (404, "address")])
def test_refusal_in_the_middle_stops_and_loses_nothing(
    reports: Path, tmp_path: Path, status: int, named: str
) -> None:
    """A key that runs out ends the run with its remedy; with another one only the rest is asked."""
    with scripted_server(oblige, refuses(status, "expired"), oblige) as script:
        stopped = extract(script, reports, tmp_path / "run")
        went_on = extract(script, reports, tmp_path / "run")

    assert (stopped.exit_code, stopped.calls, len(script.asked)) == (2, 2, 4)
    assert named in str(stopped.stopped_by)
    assert (went_on.exit_code, went_on.calls) == (0, 2)


def test_server_that_hangs_is_waited_for_like_one_that_is_gone(
    reports: Path, tmp_path: Path
) -> None:
    """Where nothing at all comes any more, the run ends with code 3 and no chunk is failed."""
    with scripted_server(oblige, Reply(is_stalled=True)) as script:
        settings = Settings(
            base_url=script.base_url, model="m", concurrency=1, timeout_s=0.1, wait_for_server_s=0
        )
        stopped = run([str(reports)], settings, out=tmp_path / "run")
    with Journal(tmp_path / "run") as journal:
        kept = [*journal.entries()]

    assert (stopped.exit_code, len(kept)) == (3, 1)


def test_what_was_parted_is_not_asked_whole_again(tmp_path: Path) -> None:
    """Asking again what failed asks about the part that failed, not about all at once."""
    (tmp_path / "a.txt").write_text("2022年,珠海市发明专利授权量685件,商标注册量1200件。\n")
    too_long = refuses(400, "maximum context length is 512")
    with scripted_server(too_long, oblige, refuses(500, "broken"), oblige) as script:
        settings = Settings(
            base_url=script.base_url, model="m", attempts=1, concurrency=1, strategy="free-eight"
        )
        first = run([str(tmp_path)], settings, out=tmp_path / "run")
        retried = run([str(tmp_path)], settings, out=tmp_path / "run", resume=Resume.FAILED)

    assert (first.exit_code, first.calls) == (1, 3)
    assert (retried.exit_code, retried.calls) == (0, 1)


def test_journal_of_another_version_is_refused(reports: Path, tmp_path: Path) -> None:
    """A journal that is not understood is left alone, and the way out is named."""
    with Journal(tmp_path / "run") as journal:
        journal.remember("version", "0")

    with scripted_server(oblige) as script, pytest.raises(StoreError, match="--fresh"):
        extract(script, reports, tmp_path / "run")
