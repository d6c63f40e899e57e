"""Tests of the commands as a person types them: output, exit codes, one-sentence errors."""

import importlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline.cli.main import main
from tests.cli.command_line import typed
from tests.conftest import ROOT
from tests.fakes.scripted_server import refuses, scripted_server
from tests.running.obliging import oblige

LOCAL = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
REPORT = "2022年,青岚市发明专利授权量685件,同比增长5.5%。\n"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small report in the working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@LOCAL
def test_run_prints_facts_and_summary(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run shows its facts with their status, its sums, and where it wrote them."""
    with scripted_server(oblige) as script:
        code = typed(
            monkeypatch, "run", "report.txt", "--base-url", script.base_url, "--model", "m"
        )

    said = capsys.readouterr().out
    assert code == 0
    assert "685件" in said
    assert "3 = 2 fact + 1 nonfact + 0 unaccounted" in said
    assert "runs/latest" in said


@LOCAL
def test_finished_run_can_be_exported_scored_and_compared(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Export, eval and compare read what run wrote."""
    gold = {"doc": "report", "quote": "685件", "start": 15, "end": 19, "value": "685"}
    gold |= {"unit": "件", "bound": "exact", "kind": "value", "indicator": "发明专利授权量"}
    gold |= {"aliases": [], "region": "青岚市", "period": "2022"}
    Path("gold.jsonl").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    with scripted_server(oblige) as script:
        for name in ("one", "two"):
            typed(
                monkeypatch,
                "run",
                "report.txt",
                "--quiet",
                "--out",
                name,
                "--base-url",
                script.base_url,
                "--model",
                "m",
            )
    capsys.readouterr()

    assert typed(monkeypatch, "export", "one", "--to", "csv", "--out", "facts.csv", "--bom") == 0
    assert Path("facts.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert typed(monkeypatch, "compare", "one", "two") == 0
    capsys.readouterr()
    assert typed(monkeypatch, "eval", "one", "--gold", "gold.jsonl", "--json") == 0
    assert json.loads(capsys.readouterr().out)["total"]


def test_scan_reads_standard_input(report: Path) -> None:
    """A text piped in gives one JSON line for each of its numbers.

    Nothing is loaded for it that only asks a model or keeps a run.
    """
    found = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline", "scan", "-", "--jsonl"],
        input=REPORT,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert [row["quote"] for row in rows] == ["2022年", "685件", "5.5%"]
    assert rows[1]["reading"]["kind"]["best"] == "value"
    loaded = {line.rsplit("|", 1)[-1].strip() for line in found.stderr.splitlines()}
    assert "pipeline.running.scan" in loaded
    assert loaded.isdisjoint({"openai", "sqlalchemy", "instructor", "httpx2"})


def test_scan_of_a_missing_file_names_it_and_goes_on(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other files are scanned, the missing one is named, the exit code tells."""
    code = typed(monkeypatch, "scan", "report.txt", "missing.txt")

    said = capsys.readouterr()
    assert code == 1
    assert "685件" in said.out
    assert "missing.txt: no such file or folder" in said.err


def test_settings_are_shown_with_origin_and_without_secrets(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--show-settings prints each setting and hides what must not be seen."""
    monkeypatch.setenv("SHUZHENG_API_KEY", "hush-key")
    Path("shuzheng.toml").write_text("seed = 3\n")

    code = typed(
        monkeypatch,
        "run",
        "--show-settings",
        "--base-url",
        "http://me:hush-word@host/v1",
        "--extra-body",
        '{"api_token": "hush-token"}',
    )

    said = capsys.readouterr().out
    assert code == 0
    assert "shuzheng.toml" in said
    assert "http://…@host/v1" in said
    assert "hush" not in said


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("run", "missing.txt"), 2, "missing.txt: no such file or folder"),
        (("run",), 2, "no documents named"),
        (("run", "report.txt", "--base-url", "host"), 2, "must start with http://"),
        (("run", "report.txt", "--prompt", "facts.v99"), 2, "facts.v99"),
        (("run", "report.txt", "--schema", "facts.v99"), 2, "facts.v99"),
        (("run", "report.txt", "--extra-body", "[]"), 2, "must be a JSON object"),
        (("run", "report.txt", "--encoding", "klingon"), 1, "klingon"),
        (("export", "nowhere", "--to", "csv", "--out", "x.csv"), 2, "not a run directory"),
        (("eval", "report.txt", "--gold", "nope.jsonl"), 2, "nope.jsonl"),
        (("compare", "nowhere", "elsewhere"), 2, "elsewhere"),
        (("frobnicate",), 2, "frobnicate"),
    ],
)
def test_bad_input_gets_one_sentence_and_its_exit_code(  # noqa: PLR0913 - fixtures and a table
    report: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    """What cannot be done is said by name, without a traceback."""
    found = typed(monkeypatch, *words)

    said = capsys.readouterr().err
    assert found == code
    assert sentence in said
    assert "Traceback" not in said


@LOCAL
def test_refused_key_is_one_sentence_with_the_remedy(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server that does not accept the key ends the run with what to set."""
    with scripted_server(refuses(401, "no")) as script:
        code = typed(
            monkeypatch,
            "run",
            "report.txt",
            "--quiet",
            "--base-url",
            script.base_url,
            "--model",
            "m",
        )

    assert code == 2
    assert "set the variable named by api_key_env" in capsys.readouterr().err


def test_cache_can_be_counted_verified_and_cleared(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The cache commands say what is there and what was deleted."""
    assert typed(monkeypatch, "cache", "stats") == 0
    assert typed(monkeypatch, "cache", "verify") == 0
    assert typed(monkeypatch, "cache", "clear", "--yes") == 0

    said = capsys.readouterr().out
    assert "0 answers" in said
    assert "0 of 0 entries are sound" in said
    assert "0 answers deleted" in said


def test_installed_command_is_the_command_line() -> None:
    """What the package installs as ``shuzheng`` is the function that runs the command line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["scripts"]["shuzheng"].partition(":")

    assert getattr(importlib.import_module(module), name) is main


@pytest.mark.parametrize(
    "command", ["run", "scan", "serve", "eval", "export", "compare", "decide", "history"]
)
def test_every_command_shows_an_example(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """--help has at least one line that can be copied."""
    code = typed(monkeypatch, command, "--help")

    assert code == 0
    assert f"shuzheng {command} " in capsys.readouterr().out.split("Example")[1] + " "
