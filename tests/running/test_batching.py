"""Tests of runs whose answers come in files, against a runner that plays the batch service."""

import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from pipeline.asking.embedded import MODEL_NAME, EmbeddedServer
from pipeline.errors import UsageError
from pipeline.results.store import Store
from pipeline.running.batching import export_batch, import_batch
from pipeline.running.reasking import server_of
from pipeline.running.run import Resume, run
from pipeline.settings import Settings
from tests.compare_seeds import EXPECTED, recorded
from tests.conftest import ROOT
from tests.fakes.scripted_server import refuses, scripted_server
from tests.recordings import NOWHERE
from tests.running.hardship import exports, settings_for, write_reports
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

SEED = "003_b8d7690c52409c55"


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file."""
    return path.read_text(encoding="utf-8").splitlines()


def play(requests: Path, base_url: str, place: Path) -> Path:
    """Answer the lines of a batch file as a service does, in reverse order; return the file."""
    lines = []
    for line in reversed(lines_of(requests)):
        content = json.loads(line)
        assert (content["method"], content["url"]) == ("POST", "/v1/chat/completions")
        body = json.dumps(content["body"]).encode()
        sent = Request(f"{base_url}/chat/completions", body, {"content-type": "application/json"})
        with urlopen(sent) as reply:
            response = {"status_code": 200, "request_id": "r", "body": json.loads(reply.read())}
        told = {"id": "b", "custom_id": content["custom_id"], "response": response, "error": None}
        lines.append(json.dumps(told))
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def test_round_trip_ends_as_a_live_run(tmp_path: Path) -> None:
    """Bodies are those of a live run, and with the replies the run has the same facts."""
    reports = write_reports(tmp_path / "reports", count=3)
    with scripted_server(oblige) as script:
        settings = settings_for(script.base_url, stream=False)
        run([str(reports)], settings, out=tmp_path / "live")
        asked = [*script.asked]
        count = export_batch([str(reports)], settings, tmp_path / "run", tmp_path / "q.jsonl")
        replies = play(tmp_path / "q.jsonl", script.base_url, tmp_path / "replies.jsonl")
        imported = import_batch(tmp_path / "run", [replies])

    bodies = [json.loads(line)["body"] for line in lines_of(tmp_path / "q.jsonl")]
    assert sorted(map(str, bodies)) == sorted(map(str, asked))
    assert (imported.read.answers, imported.result.exit_code) == (count, 0)
    *same, _manifest = exports(tmp_path / "run")
    assert same == exports(tmp_path / "live")[:-1]


def test_run_by_files_says_so_and_stays_the_same_run(tmp_path: Path) -> None:
    """No address is told where nothing is sent, and whoever asks again has to name one."""
    reports = write_reports(tmp_path / "reports", count=1)
    settings = settings_for("http://127.0.0.1:9/v1")
    export_batch([str(reports)], settings, tmp_path / "run", tmp_path / "q.jsonl")
    exported = json.loads((tmp_path / "run" / "run.json").read_bytes())["settings"]
    with scripted_server(oblige) as script:
        replies = play(tmp_path / "q.jsonl", script.base_url, tmp_path / "replies.jsonl")

    imported = import_batch(tmp_path / "run", [replies])

    told = json.loads((tmp_path / "run" / "run.json").read_bytes())["settings"]
    assert told["base_url"] == "none: requests and replies go by files"
    assert told == exported
    assert (imported.result.exit_code, imported.result.notes) == (0, ())
    with Store.open(tmp_path / "run") as store:
        assert server_of(store.info()) == {"model": settings.model}


def test_partial_repeated_and_foreign_replies_are_sorted_out(tmp_path: Path) -> None:
    """What came is used once, what is missing is exported again, and strangers are named."""
    reports = write_reports(tmp_path / "reports", count=2)
    requests, rest = tmp_path / "q.jsonl", tmp_path / "rest.jsonl"
    with scripted_server(oblige) as script:
        settings = settings_for(script.base_url)
        count = export_batch([str(reports)], settings, tmp_path / "run", requests)
        replies = play(requests, script.base_url, tmp_path / "replies.jsonl")
    first, second, *_ = replies.read_text(encoding="utf-8").splitlines()
    stranger = first.replace(json.loads(first)["custom_id"], "stranger")
    expired = {"custom_id": json.loads(second)["custom_id"], "error": {"code": "batch_expired"}}
    part = tmp_path / "part.jsonl"
    part.write_text("\n".join([first, first, stranger, json.dumps(expired)]), encoding="utf-8")

    imported = import_batch(tmp_path / "run", [part])
    left = export_batch([str(reports)], settings, tmp_path / "run", rest)

    assert (imported.read.answers, imported.read.repeated, imported.read.passing) == (2, 1, 1)
    assert imported.unknown == ["stranger"]
    assert imported.result.exit_code == 1
    assert left == count - 1

    whole = import_batch(tmp_path / "run", [part, replies])

    assert (whole.read.repeated, whole.result.exit_code) == (3, 0)
    assert whole.unknown == ["stranger"]


def test_refusal_in_an_error_file_costs_its_chunk(tmp_path: Path) -> None:
    """A request the service refuses for good is recorded with its words."""
    reports = write_reports(tmp_path / "reports", count=1, sentences=1)
    settings = settings_for("http://127.0.0.1:9/v1", chunk_mentions=1)
    export_batch([str(reports)], settings, tmp_path / "run", tmp_path / "q.jsonl")
    lines = (tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()
    body = json.loads(refuses(400, "flagged").body)
    errors = tmp_path / "errors.jsonl"
    errors.write_text(
        "\n".join(
            json.dumps(
                {
                    "custom_id": json.loads(line)["custom_id"],
                    "response": {"status_code": 400, "body": body},
                }
            )
            for line in lines
        ),
        encoding="utf-8",
    )

    imported = import_batch(tmp_path / "run", [errors])

    assert imported.read.refused == len(lines)
    errors_told = [chunk.error for each in imported.result.documents() for chunk in each.chunks]
    assert all("HTTP 400: flagged" in error for error in errors_told)

    again = tmp_path / "again.jsonl"
    assert export_batch([str(reports)], settings, tmp_path / "run", again) == 0
    resume = Resume.FAILED
    assert export_batch([str(reports)], settings, tmp_path / "run", again, resume) == len(lines)
    assert lines_of(again) == lines


def test_question_too_long_for_the_batch_is_exported_in_parts(tmp_path: Path) -> None:
    """What an error file says is too long is written again, as two shorter requests."""
    (tmp_path / "a.txt").write_text("2022年,珠海市发明专利授权量685件,商标注册量1200件。\n")
    settings = settings_for("http://127.0.0.1:9/v1", strategy="free-eight", chunk_tokens=None)
    place, errors = tmp_path / "q.jsonl", tmp_path / "errors.jsonl"
    first = export_batch([str(tmp_path)], settings, tmp_path / "run", place)
    key = json.loads(place.read_text(encoding="utf-8"))["custom_id"]
    body = {"error": {"message": "maximum context length is 512 tokens"}}
    line = json.dumps({"custom_id": key, "response": {"status_code": 400, "body": body}})
    errors.write_text(line, encoding="utf-8-sig")

    import_batch(tmp_path / "run", [errors])

    parts = export_batch([str(tmp_path)], settings, tmp_path / "run", place)
    assert (first, parts) == (1, 2)


@pytest.mark.parametrize("line", ["nonsense", "{}", '{"custom_id": "x", "response": 7}', "[]"])
def test_file_that_is_no_result_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    """The line that cannot be read is named."""
    reports = write_reports(tmp_path / "reports", count=1)
    settings = settings_for("http://127.0.0.1:9/v1")
    export_batch([str(reports)], settings, tmp_path / "run", tmp_path / "q.jsonl")
    (tmp_path / "bad.jsonl").write_text(f"\n{line}\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"bad\.jsonl:2: no line of a batch result"):
        import_batch(tmp_path / "run", [tmp_path / "bad.jsonl"])


def test_directory_without_a_run_is_refused(tmp_path: Path) -> None:
    """Replies need the run whose requests they answer."""
    with pytest.raises(UsageError, match="no run was begun there"):
        import_batch(tmp_path, [])


def test_batch_of_a_seed_ends_with_its_reviewed_facts(tmp_path: Path) -> None:
    """What a real model answered to a real document is worth the same when it comes by file."""
    paths = [str(ROOT / "seeds" / f"{SEED}.txt")]
    settings = Settings(model=MODEL_NAME, base_url=f"{NOWHERE}/v1", use_cache=False)
    count = export_batch(paths, settings, tmp_path / "run", tmp_path / "q.jsonl")
    with recorded(SEED):
        replies = play(tmp_path / "q.jsonl", f"{NOWHERE}/v1", tmp_path / "replies.jsonl")

    imported = import_batch(tmp_path / "run", [replies])

    assert (imported.read.answers, imported.result.exit_code) == (count, 0)
    facts = (tmp_path / "run" / "facts.jsonl").read_text(encoding="utf-8")
    assert facts == (EXPECTED / f"{SEED}.jsonl").read_text(encoding="utf-8")


@pytest.mark.live
def test_round_trip_with_the_embedded_model(tmp_path: Path) -> None:
    """A batch answered by the embedded model is taken in without a missing or foreign line."""
    reports = write_reports(tmp_path / "reports", count=1, sentences=1)
    settings = Settings(model=MODEL_NAME, base_url="http://x/v1", use_cache=False)
    export_batch([str(reports)], settings, tmp_path / "run", tmp_path / "q.jsonl")
    with EmbeddedServer(Settings().cache_dir) as server:
        replies = play(tmp_path / "q.jsonl", server.base_url, tmp_path / "replies.jsonl")

    imported = import_batch(tmp_path / "run", [replies])

    assert imported.read.answers > 0
    assert not imported.unknown
