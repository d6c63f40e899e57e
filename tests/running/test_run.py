"""Tests of whole runs against a scripted server: what fails, what goes on, what is kept."""

import json
import os
import signal
import socket
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SettingsError, StoreError, UsageError
from pipeline.proving.fact import Disposition
from pipeline.results.records import Outcome
from pipeline.results.store import Store
from pipeline.running.progress import Progress
from pipeline.running.result import RunResult
from pipeline.running.run import Resume, run
from pipeline.settings import Settings
from tests.fakes.scripted_server import Reply, Script, refuses, says, scripted_server
from tests.fakes.server_dialects import hosted
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

FIRST = "2022年,青岚市发明专利授权量685件,同比增长5.5%。\n"
SECOND = "2022年,望川县商标注册量1200件。\n"
THIRD = "2022年,青岚市发明专利授权量685件。\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder with two small reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder


def extract(
    script: Script | str,
    paths: list[Path],
    out: Path,
    resume: Resume = Resume.MISSING,
    **more: Any,
) -> RunResult:
    """Run with one attempt and one request at a time."""
    base_url = script if isinstance(script, str) else script.base_url
    chosen = {"base_url": base_url, "model": "m", "attempts": 1, "concurrency": 1, **more}
    return run([str(path) for path in paths], Settings(**chosen), out=out, resume=resume)


def outcomes(run_dir: Path) -> dict[str, list[Outcome]]:
    """Return how the chunks of each document ended."""
    with Store.open(run_dir) as store:
        return {
            record.document.name: [chunk.outcome for chunk in record.chunks]
            for record in store.documents()
        }


def test_complete_run_accounts_for_every_number(reports: Path, tmp_path: Path) -> None:
    """Each number of each document ends as one row, and the run is complete."""
    with scripted_server(oblige) as script:
        result = extract(script, [reports], tmp_path / "run")

    assert result.exit_code == 0
    for record in result.documents():
        assert sum(record.proof.counts.values()) == len(record.mentions)
        assert record.proof.counts[Disposition.UNACCOUNTED] == 0
    assert {str(fact.value) for fact in result.facts()} == {"685", "5.5", "1200"}


def test_second_run_asks_nothing_and_writes_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    """With the answers on disk no request is sent and the facts are byte for byte the same."""
    with scripted_server(oblige) as script:
        first = extract(script, [reports], tmp_path / "one")
        asked = len(script.asked)
        second = extract(script, [reports], tmp_path / "two")

    assert first.calls == asked == len(script.asked)
    assert second.calls == 0
    for name in ("facts.jsonl", "ledger.jsonl", "disputes.jsonl"):
        one, two = ((tmp_path / run_dir / name).read_bytes() for run_dir in ("one", "two"))
        assert one == two


def test_files_that_go_away_meanwhile_are_named(reports: Path, tmp_path: Path) -> None:
    """A file that was found and is gone when its turn comes costs itself alone."""

    def take_away(body: dict[str, Any]) -> Reply:
        for name in ("x", "y"):
            (reports / f"{name}.txt").unlink(missing_ok=True)
        return oblige(body)

    for name in ("c", "d", "x", "y", "z"):
        (reports / f"{name}.txt").write_text(THIRD, encoding="utf-8")
    with scripted_server(take_away) as script:
        result = extract(script, [reports], tmp_path / "run")

    assert result.exit_code == 1
    assert [each.document.name for each in result.documents()] == ["a", "b", "c", "d", "z"]
    assert len(result.problems) == 2
    assert all("No such file" in problem for problem in result.problems)


def test_documents_under_way_together_give_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    """How many requests are under way at once changes nothing in the results."""
    with scripted_server(oblige) as script:
        extract(script, [reports], tmp_path / "one", use_cache=False)
        extract(script, [reports], tmp_path / "many", use_cache=False, concurrency=8)

    one, many = ((tmp_path / run_dir / "facts.jsonl").read_bytes() for run_dir in ("one", "many"))
    assert one == many


@pytest.mark.parametrize(
    ("reply", "outcome", "words"),
    [
        (says("很抱歉,我不能回答。"), Outcome.FAILED, "breaks"),
        (says('{"m1": {'), Outcome.FAILED, "breaks"),
        (says(""), Outcome.FAILED, "breaks"),
        (says('{"m1"', finish_reason="length"), Outcome.TRUNCATED, "stopped at"),
        (refuses(500, "out of memory"), Outcome.FAILED, "HTTP 500"),
        (refuses(400, "maximum context length is 512"), Outcome.FAILED, "chunk_tokens"),
    ],
)
def test_failed_chunk_costs_itself_alone(
    reports: Path, tmp_path: Path, reply: Reply, outcome: Outcome, words: str
) -> None:
    """The chunk is recorded with its reason, its number is unaccounted, the rest goes on."""
    (reports / "c.txt").write_text(THIRD, encoding="utf-8")
    with scripted_server(oblige, oblige, reply) as script:
        result = extract(script, [reports], tmp_path / "run", chunk_mentions=8)

    assert result.exit_code == 1
    done = [Outcome.DONE]
    assert outcomes(tmp_path / "run") == {"a": done, "b": done, "c": [outcome]}
    with Store.open(tmp_path / "run") as store:
        record = store.document("c")
    assert words in record.chunks[0].error
    assert record.proof.counts[Disposition.UNACCOUNTED] == 1
    assert {finding.check for finding in record.proof.findings} == {"unaccounted"}


@pytest.mark.parametrize(
    "reply",
    [
        says('{"m1": {"原文', finish_reason="length"),
        refuses(400, "maximum context length is 512"),
    ],
    ids=["answer too long", "question too long"],
)
def test_what_is_too_much_at_once_is_asked_in_parts(
    reports: Path, tmp_path: Path, reply: Reply
) -> None:
    """A chunk that the model cannot take whole is halved, and every number is asked about."""
    with scripted_server(reply, oblige) as script:
        result = extract(script, [reports], tmp_path / "run")

    assert result.exit_code == 0
    assert outcomes(tmp_path / "run")["a"] == [Outcome.DONE, Outcome.DONE]
    with Store.open(tmp_path / "run") as store:
        record = store.document("a")
    assert record.proof.counts[Disposition.UNACCOUNTED] == 0
    assert [chunk.calls for chunk in record.chunks] == [2, 1]


def test_refusal_of_every_form_stops_the_run(reports: Path, tmp_path: Path) -> None:
    """A server that takes neither schemas nor tools nor plain requests is not asked on."""
    with scripted_server(refuses(400, "json_schema and tools are not supported")) as script:
        result = extract(script, [reports], tmp_path / "run")

    assert (result.exit_code, len(script.asked) < 8) == (2, True)
    assert "JSON schema" in str(result.stopped_by)


def test_run_says_in_which_form_each_chunk_was_answered(reports: Path, tmp_path: Path) -> None:
    """A server that ignores its schema is asked otherwise, and the manifest shows it."""
    with scripted_server(hosted) as script:
        result = extract(script, [reports], tmp_path / "run", chunk_mentions=1)

    manifest = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert result.exit_code == 0
    assert manifest["modes"] == {"json_object": 3}
    assert [document["modes"] for document in manifest["documents"]] == [
        {"json_object": 2},
        {"json_object": 1},
    ]


def test_run_says_what_the_server_would_not_take(reports: Path, tmp_path: Path) -> None:
    """Parameters that are refused are left out of every later question, and named."""

    def refusing(asked: dict[str, Any]) -> Reply:
        if "temperature" in asked:
            return refuses(400, "Unsupported value: 'temperature' does not support 0")
        return oblige(asked)

    with scripted_server(refusing) as script:
        result = extract(script, [reports], tmp_path / "run", concurrency=1)

    assert (result.exit_code, len(script.asked)) == (0, result.calls + 1)
    assert "the server refuses temperature: it was asked without" in result.notes


@pytest.mark.parametrize(
    ("reply", "code", "words"),
    [
        (refuses(401, "bad key"), 2, "api_key_env"),
        (refuses(403, "not yours"), 2, "model"),
        (refuses(404, "model m not found"), 2, "model"),
    ],
)
def test_refusal_stops_the_run_with_its_remedy(
    reports: Path, tmp_path: Path, reply: Reply, code: int, words: str
) -> None:
    """A server that refuses us is asked once; what was not sent is recorded as unsent."""
    with scripted_server(reply) as script:
        result = extract(script, [reports], tmp_path / "run")

    assert result.exit_code == code
    assert words in str(result.stopped_by)
    assert len(script.asked) == 1
    assert outcomes(tmp_path / "run")["b"] == [Outcome.UNSENT]


def test_server_that_is_not_there_is_named(reports: Path, tmp_path: Path) -> None:
    """Nobody listening ends the run with the address and exit code 3."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"

    result = extract(address, [reports], tmp_path / "run")

    assert result.exit_code == 3
    assert address in str(result.stopped_by)


def test_unreadable_documents_leave_the_others_alone(reports: Path, tmp_path: Path) -> None:
    """Empty, binary, too large and missing files are named, and the rest is extracted."""
    (reports / "empty.txt").write_bytes(b"")
    (reports / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (reports / "large.txt").write_text("一" * 40_000, encoding="utf-8")
    missing = tmp_path / "missing.txt"

    with scripted_server(oblige) as script:
        result = extract(script, [reports, missing], tmp_path / "run", max_document_mb=0.1)

    assert result.exit_code == 1
    assert outcomes(tmp_path / "run") == {"a": [Outcome.DONE], "b": [Outcome.DONE]}
    said = "\n".join(result.problems)
    assert "empty.txt: the file is empty" in said
    assert "picture.txt: looks like an image" in said
    assert "large.txt: 0.1 MB is more than max_document_mb = 0.1" in said
    assert "missing.txt: no such file" in said


def test_document_without_numbers_is_complete(tmp_path: Path) -> None:
    """A text that states no number needs no request and has no facts."""
    report = tmp_path / "words.txt"
    report.write_text("各项工作稳步推进。\n", encoding="utf-8")

    with scripted_server(oblige) as script:
        result = extract(script, [report], tmp_path / "run")

    assert (result.exit_code, result.calls) == (0, 0)
    assert (tmp_path / "run" / "facts.jsonl").read_bytes() == b""


def test_nothing_to_read_is_a_usage_error(tmp_path: Path) -> None:
    """A run without a single document does not start."""
    with pytest.raises(UsageError, match="nowhere: no such file or folder"):
        run([str(tmp_path / "nowhere")], Settings(base_url="http://x/v1"), out=tmp_path / "run")


def test_folder_of_somebody_else_is_not_overwritten(reports: Path, tmp_path: Path) -> None:
    """A database that no run of ours made is refused and left alone."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.sqlite").write_text("not a database, but mine")

    with pytest.raises(StoreError):
        extract("http://127.0.0.1:9/v1", [reports], tmp_path / "run")

    assert (tmp_path / "run" / "run.sqlite").read_text() == "not a database, but mine"


def test_cache_that_cannot_be_used_is_named(reports: Path, tmp_path: Path) -> None:
    """A cache folder that is a file is an error with the setting to change."""
    place = tmp_path / "taken"
    place.write_text("")

    with scripted_server(oblige) as script, pytest.raises(Exception, match="cache_dir"):
        extract(script, [reports], tmp_path / "run", cache_dir=place)


def test_only_model_of_a_server_needs_no_name(reports: Path, tmp_path: Path) -> None:
    """Without a model name the server's only model is asked."""
    models = Reply(body=json.dumps({"object": "list", "data": [_model("qwen")]}))

    with scripted_server(models, oblige) as script:
        result = extract(script, [reports], tmp_path / "run", model=None)

    assert result.exit_code == 0
    assert script.asked[1]["model"] == "qwen"


def test_choice_of_models_is_left_to_the_user(reports: Path, tmp_path: Path) -> None:
    """A server with several models is not guessed about: the error names them."""
    models = Reply(body=json.dumps({"object": "list", "data": [_model("qwen"), _model("glm")]}))

    with scripted_server(models) as script, pytest.raises(SettingsError, match="qwen, glm"):
        extract(script, [reports], tmp_path / "run", model=None)


def test_model_without_server_is_a_settings_error(reports: Path, tmp_path: Path) -> None:
    """A model name needs the address of its server."""
    with pytest.raises(SettingsError, match="needs the address of its server: set base_url"):
        run([str(reports)], Settings(model="gpt"), out=tmp_path / "run")


def test_interrupt_finishes_what_is_under_way_and_can_be_resumed(
    reports: Path, tmp_path: Path
) -> None:
    """After Ctrl-C the answer under way is kept, nothing more is sent, the next run resumes."""

    def interrupted(asked: dict[str, Any]) -> Reply:
        os.kill(os.getpid(), signal.SIGINT)
        return oblige(asked)

    with scripted_server(interrupted, oblige) as script:
        stopped = extract(script, [reports], tmp_path / "run")
        resumed = extract(script, [reports], tmp_path / "run")

    assert stopped.exit_code == 130
    assert (stopped.calls, resumed.calls) == (1, 1)
    assert resumed.exit_code == 0


def test_progress_ends_at_the_whole(reports: Path, tmp_path: Path) -> None:
    """The last report counts every document, chunk and token."""
    seen: list[Progress] = []

    with scripted_server(oblige) as script:
        settings = Settings(base_url=script.base_url, model="m", concurrency=1)
        run([str(reports)], settings, out=tmp_path / "run", report=seen.append)

    last = seen[-1]
    assert (last.documents_done, last.documents) == (2, 2)
    assert last.chunks_done == last.chunks
    assert (last.prompt_tokens, last.completion_tokens) == (14, 10)


def test_key_is_nowhere_in_the_run_directory(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The API key goes to the server and into no file, not even when it is refused."""
    monkeypatch.setenv("SHUZHENG_API_KEY", "sk-hush-hush")

    with scripted_server(refuses(401, "bad key sk-hush-hush")) as script:
        result = extract(script, [reports], tmp_path / "run")

    assert "sk-hush-hush" in script.headers[0]["authorization"]
    assert "hush" not in f"{result.stopped_by} {result.problems}"
    for path in (tmp_path / "run").iterdir():
        assert b"hush" not in path.read_bytes()


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 1, "owned_by": "scripted"}
