"""Tests of what the commands say about runs that take long, fail in part, or go by files."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.command_line import typed as typed_line
from tests.fakes.scripted_server import refuses, says, scripted_server
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
KEY = "sk-hush-0123456789"


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "type[Typed]":
    """Return what runs a command line in a folder with a small report."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHUZHENG_API_KEY", KEY)
    (tmp_path / "report.txt").write_text("2022年,珠海市发明专利授权量685件。\n", encoding="utf-8")
    Typed.monkeypatch = monkeypatch
    return Typed


class Typed:
    """A command line that was typed, and its exit code."""

    monkeypatch: pytest.MonkeyPatch

    def __init__(self, *words: str) -> None:
        self.code = typed_line(self.monkeypatch, *words)


def test_failure_is_named_with_the_command_that_asks_again(
    typed: type[Typed], capsys: pytest.CaptureFixture[str]
) -> None:
    """A finished run says what failed and why, and its command completes it."""
    with scripted_server(refuses(500, "broken"), oblige) as script:
        server = ("--base-url", script.base_url, "--model", "m", "--quiet", "--attempts", "1")
        failed = typed("run", "report.txt", *server)
        said = capsys.readouterr().err
        retry = shlex.split(said.split("To ask for them again: ")[1])
        retried = typed(*retry[1:])

    assert "report: the server gave no answer (HTTP 500" in said
    assert retry == ["shuzheng", "run", "report.txt", *server, "--retry-failed"]
    assert (failed.code, retried.code) == (1, 0)


def test_dry_run_counts_and_sends_nothing(
    typed: type[Typed], capsys: pytest.CaptureFixture[str]
) -> None:
    """The estimate names requests and tokens; the server hears of nothing."""
    with scripted_server(oblige) as script:
        code = typed(
            "run", "report.txt", "--base-url", script.base_url, "--model", "m", "--dry-run"
        ).code

    said = capsys.readouterr().out
    assert (code, script.asked) == (0, [])
    assert "requests    1, of which 0 need not be sent" in said
    assert "unknown: no price" in said


def test_dry_run_names_stale_answers_and_missing_files(
    typed: type[Typed], capsys: pytest.CaptureFixture[str]
) -> None:
    """Before another model is asked, it is said what that costs and what is not read."""
    with scripted_server(oblige) as script:
        server = ("--base-url", script.base_url, "--quiet", "--model")
        typed("run", "report.txt", *server, "m")
        same = typed("run", "report.txt", *server, "m", "--dry-run").code
        kept = capsys.readouterr()
        Path("binary.txt").write_bytes(b"\0")
        other = typed("run", "report.txt", "binary.txt", *server, "n", "--dry-run").code
        missing = typed("run", "nowhere", *server, "n", "--dry-run").code

    said = capsys.readouterr()
    assert (same, other, missing) == (0, 0, 2)
    assert "of which 1 need not be sent" in kept.out
    assert "stale" not in kept.err
    assert "of 1 earlier answers 1 are stale and 0 still hold (model: m → n" in said.err
    assert "binary.txt: a binary file" in said.err
    assert "nowhere: no such file" in said.err


def test_account_is_what_the_server_was_asked_and_what_it_counted(
    typed: type[Typed], capsys: pytest.CaptureFixture[str]
) -> None:
    """Calls, tokens and cost of a run and of its documents are those the server has seen."""
    Path("shuzheng.toml").write_text('[prices."m"]\nprompt = 2\ncompletion = 10\ncached = 1\n')
    Path("second.txt").write_text("2021年,佛山市发明专利授权量92件。\n", encoding="utf-8")
    half = {"prompt_tokens_details": {"cached_tokens": 3}}
    cut = says('{"m1', finish_reason="length", prompt_tokens=7, completion_tokens=5, **half)
    replies = (refuses(500, "broken", Retry_After="0"), oblige, cut)
    with scripted_server(*replies) as script:
        server = ("--base-url", script.base_url, "--model", "m", "--concurrency", "1", "--quiet")
        typed("run", "report.txt", "second.txt", "--out", "run", *server, "--dry-run")
        estimated = capsys.readouterr().out
        code = typed("run", "report.txt", "second.txt", "--out", "run", *server).code
        sent = [asked for asked in script.asked if "messages" in asked]
    told = json.loads(Path("run/run.json").read_text(encoding="utf-8"))

    assert re.search(r"^cost +0\.\d+$", estimated, re.MULTILINE)
    assert (code, told["calls"], told["retries"], len(sent)) == (1, 3, 1, 3)
    assert told["tokens"] == {"prompt": 14, "cached": 3, "completion": 10, "wasted": 5}
    assert told["cost"] == pytest.approx((11 * 2 + 3 * 1 + 10 * 10) / 1e6)
    assert sorted(each["calls"] for each in told["documents"]) == [1, 2]
    for name, count in told["tokens"].items():
        assert sum(each["tokens"][name] for each in told["documents"]) == count
    for name in ("busy", "waited"):
        spent = sum(each["timings_s"][name] for each in told["documents"])
        assert told["timings_s"][name] == pytest.approx(spent, abs=0.01)


def test_log_for_machines_has_every_event_and_no_secret(typed: type[Typed], tmp_path: Path) -> None:
    """Each line is JSON; the last tells how the run ended; the key is in none of them."""
    with scripted_server(refuses(401, f"bad key {KEY}")) as script:
        code = typed(
            *("run", "report.txt", "--base-url", script.base_url, "--model", "m"),
            *("--json-log", "run.log", "--quiet"),
        ).code

    text = (tmp_path / "run.log").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert (lines[-1]["event"], lines[-1]["exit_code"]) == ("end", code)
    assert "api_key_env" in lines[-1]["stopped_by"]
    assert KEY not in text


def test_batch_export_needs_a_model_and_tells_what_comes_next(
    typed: type[Typed], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a model there is nothing to write; with one the next command is named."""
    without = typed("batch", "export", "report.txt", "--out", "q.jsonl").code
    missing = capsys.readouterr().err
    code = typed("batch", "export", "report.txt", "--model", "m", "--out", "q.jsonl").code
    again = typed("batch", "export", "runs/latest", "--out", "rest.jsonl").code

    said = capsys.readouterr().out
    assert (without, code, again) == (2, 0, 0)
    assert "model is not set" in missing
    assert "1 requests written to q.jsonl" in said
    assert "shuzheng batch import runs/latest" in said
    assert Path("rest.jsonl").read_bytes() == Path("q.jsonl").read_bytes()
