"""One number through everything a person can do with it, as typed at a terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import typed
from tests.fakes.better_model import knowing
from tests.fakes.scripted_server import scripted_server
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

REPORT = "2022年,望川县商标注册量1200件,同比增长8.1%。\n"
ID = "report:14-19"
MEANING = {"指标": "商标注册", "类别": "数值", "时间": "2022年", "地区": "望川县"}
BETTER = knowing({"1200件": MEANING, "8.1%": {**MEANING, "类别": "增长率"}})


class Terminal:
    """Types commands in one folder and keeps what they print."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def type(self, *words: str) -> str:
        """Run one command, which must end well, and return what it printed."""
        code = typed(self._monkeypatch, *words)
        said = self._capsys.readouterr()
        assert code == 0, said.err
        return said.out

    def history(self) -> dict[str, Any]:
        """Return the story of the number as an object."""
        story: dict[str, Any] = json.loads(self.type("history", "first", ID, "--json"))
        return story


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """Return a terminal in an empty folder with one report."""
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    return Terminal(monkeypatch, capsys)


def run(terminal: Terminal) -> None:
    """Extract the report with a model that always says the same."""
    with scripted_server(oblige) as script:
        chosen = ("--base-url", script.base_url, "--model", "small", "--quiet")
        terminal.type("run", "report.txt", "--out", "first", *chosen)


def test_story_of_a_number_is_told_in_order(terminal: Terminal) -> None:
    """Run, ask again, decide, run again: everything is kept, and each step follows the last."""
    run(terminal)
    disputed = terminal.history()
    with scripted_server(BETTER) as script:
        server = ("--base-url", script.base_url, "--model", "better")
        terminal.type("reask", "first", *server, "--hint", "看句首")
    asked = terminal.history()
    decision = ("--set", "indicator=商标注册量", "--why", "the usual name", "--by", "li")
    terminal.type("decide", "first", ID, *decision)
    decided = terminal.history()
    run(terminal)
    again = terminal.history()

    assert disputed["stands"]["status"] == "disputed"
    assert asked["stands"]["status"] != "disputed"
    assert [
        (each["model"], each["reask"] and each["reask"]["hint"]) for each in asked["answers"]
    ] == [
        ("small", None),
        ("better", "看句首"),
    ]
    assert decided["stands"]["status"] == "corrected"
    assert decided["stands"]["fact"]["indicator"] == "商标注册量"
    assert decided["answers"] == asked["answers"]
    assert again == decided


def test_page_for_the_terminal_names_every_step(terminal: Terminal) -> None:
    """What was asked again stands with its time and hint between the answers and the decision."""
    run(terminal)
    with scripted_server(BETTER) as script:
        server = ("--base-url", script.base_url, "--model", "better")
        terminal.type("reask", "first", *server, "--hint", "应为商标注册")
    terminal.type("decide", "first", ID, "--accept", "--why", "checked", "--by", "li")

    page = terminal.type("history", "first", ID)

    places = [
        page.index(words)
        for words in (
            "reading",
            "small (",
            "better (",
            "asked again about indicator on 2",
            "decisions",
            "li: accept",
        )
    ]
    assert places == sorted(places)
    assert "told '应为商标注册' and led by it" in " ".join(page.split())


def test_answer_without_words_is_told_as_such(terminal: Terminal) -> None:
    """A model that has no name for a number any more is quoted with "no indicator"."""
    run(terminal)
    silent = knowing({quote: {**MEANING, "指标": ""} for quote in ("1200件", "8.1%")})
    with scripted_server(silent) as script:
        terminal.type("reask", "first", "--base-url", script.base_url, "--model", "better")

    page = " ".join(terminal.type("history", "first", ID).split())

    assert "echo 1200件 · no indicator · asked again about indicator on" in page


def test_decision_outlives_changed_bytes_visibly(terminal: Terminal) -> None:
    """When the text changes, the answers are about other bytes and the decision has expired."""
    run(terminal)
    with scripted_server(BETTER) as script:
        terminal.type("reask", "first", "--base-url", script.base_url, "--model", "better")
    terminal.type("decide", "first", ID, "--accept", "--why", "checked", "--by", "li")
    Path("report.txt").write_text(REPORT.replace("1200", "1300"), encoding="utf-8")
    run(terminal)

    story = terminal.history()

    assert story["number"]["quote"] == "1300件"
    assert [each["model"] for each in story["answers"]] == ["small"]
    assert story["decisions"] == []
    assert "1200件" in story["expired"][0]["reason"]
    assert story["stands"]["status"] == "disputed"
