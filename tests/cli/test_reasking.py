"""Tests of ``shuzheng reask`` as a person types it."""

from pathlib import Path

import pytest

from pipeline.running.locking import locked
from tests.cli.command_line import typed
from tests.fakes.better_model import knowing
from tests.fakes.scripted_server import says, scripted_server
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

REPORT = "2022年,望川县商标注册量1200件。\n"
BETTER = knowing({"1200件": {"指标": "商标注册量"}})


@pytest.fixture
def run_dir(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """Return a run with one disputed name, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    with scripted_server(oblige) as script:
        chosen = ("--base-url", script.base_url, "--model", "m", "--out", "first", "--quiet")
        typed(monkeypatch, "run", "report.txt", *chosen)
    capsys.readouterr()
    return "first"


def test_answer_is_shown_beside_what_stands(
    run_dir: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One row for each field, and how many disputes are closed."""
    with scripted_server(BETTER) as script:
        code = typed(monkeypatch, "reask", run_dir, "--base-url", script.base_url, "--model", "b")

    said = capsys.readouterr().out
    assert code == 0
    assert "商标注册量" in said
    assert "no longer disputed: 1 · still disputed: 0 · requests sent: 1" in said


def test_dry_run_prints_the_messages_and_sends_nothing(
    run_dir: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything that would be sent can be read, with what it would take."""
    code = typed(monkeypatch, "reask", run_dir, "--dry-run", "--hint", "看【句首】")

    said = capsys.readouterr().out
    assert code == 0
    assert "> m1:望川县商标注册量【1200件】。" in said
    assert "提示:\n> 看〔句首〕" in said
    assert "questions: 1 · answered before: 0 · prompt tokens: about " in said
    assert "nothing was sent" in said


def test_dry_run_tells_what_it_would_cost(
    run_dir: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a price for the model the most it can cost is told."""
    Path("shuzheng.toml").write_text('[prices."m"]\nprompt = 1000\ncompletion = 0\n')

    assert typed(monkeypatch, "reask", run_dir, "--dry-run") == 0

    said = capsys.readouterr().out
    tokens = int(said.split("prompt tokens: about ")[1].split(" ")[0])
    assert f"cost: at most {tokens / 1000:.4f}" in said


def test_one_number_can_be_named(
    run_dir: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number is named as in its history; one without a dispute has no question."""
    typed(monkeypatch, "reask", run_dir, "--dry-run", "--number", "report:14-19")
    disputed = capsys.readouterr().out
    typed(monkeypatch, "reask", run_dir, "--dry-run", "--number", "report:0-5")
    settled = capsys.readouterr().out

    assert "questions: 1 " in disputed
    assert "questions: 0 " in settled


def test_run_that_is_being_written_is_left_alone(
    run_dir: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two processes do not prove the same run at once."""
    with locked(Path(run_dir)):
        code = typed(monkeypatch, "reask", run_dir)

    assert code == 2
    assert "is writing there" in capsys.readouterr().err


def test_failure_is_named_with_the_command_that_asks_again(
    run_dir: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The field, the error and a line that can be copied."""
    with scripted_server(says("[]")) as script:
        words = ("reask", run_dir, "--base-url", script.base_url, "--model", "b")
        code = typed(monkeypatch, *words)

    said = capsys.readouterr().err
    assert code == 1
    assert "report 1200件 indicator: answer breaks" in said
    assert f"shuzheng reask first --base-url {script.base_url} --model b" in said


def test_server_of_the_run_answers_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who ran against a server does not have to name it again."""
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    with scripted_server(oblige, BETTER) as script:
        chosen = ("--base-url", script.base_url, "--model", "m", "--out", "first", "--quiet")
        typed(monkeypatch, "run", "report.txt", *chosen)
        code = typed(monkeypatch, "reask", "first", "--quiet")

    assert code == 0
    assert [each["model"] for each in script.asked] == ["m", "m"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere",), "not a run directory"),
        (("first", "--field", "colour"), "colour"),
        (("first", "--code", "frobnicated"), "frobnicated"),
        (("first", "--document", "elsewhere", "--dry-run"), "no document elsewhere"),
        (("first", "--samples", "0"), "samples = 0: must be from 1 to 25"),
        (("first", "--base-url", "host"), "must start with http://"),
    ],
)
def test_bad_input_gets_one_sentence(
    run_dir: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    sentence: str,
) -> None:
    """What cannot be done is said by name, with exit code 2."""
    code = typed(monkeypatch, "reask", *words)

    said = capsys.readouterr().err
    assert code == 2
    assert sentence in said
    assert "Traceback" not in said


def test_field_of_ones_own_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Such a field is never disputed, so the command says what to do instead."""
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    server = ("--base-url", "http://127.0.0.1:9/v1", "--model", "m")
    typed(monkeypatch, "run", "report.txt", *server, "--out", "own", "--schema", "funding")

    code = typed(monkeypatch, "reask", "own", "--field", "funder")

    said = capsys.readouterr().err
    assert code == 2
    assert "--field funder: fields of your own are proven by the text or refused" in said
    assert "run again with --schema" in said


def test_help_shows_an_example(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--help has lines that can be copied."""
    assert typed(monkeypatch, "reask", "--help") == 0
    assert "shuzheng reask " in capsys.readouterr().out.split("Examples")[1]
