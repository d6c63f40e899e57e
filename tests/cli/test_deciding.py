"""Deciding as a person types it: what is kept, what is shown, what is refused."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.results.exports import FACTS, write_exports
from pipeline.results.store import Store
from tests.cli.command_line import typed
from tests.results.run_cases import DECISION, INFO, RECORD

NUMBER = "a:15-19"


@pytest.fixture
def run_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a finished run of one document in the working directory."""
    monkeypatch.chdir(tmp_path)
    with Store.create(tmp_path / "run") as store:
        store.write_document(RECORD)
        store.write_info(INFO)
    write_exports(tmp_path / "run")
    return Path("run")


def statuses(run_dir: Path) -> list[str]:
    """Return the status of each fact in the run's files."""
    lines = (run_dir / FACTS).read_text("utf-8").splitlines()
    return [json.loads(line)["status"] for line in lines]


def test_a_decision_is_kept_shown_and_in_the_files_of_the_run(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Accept, and undo: each says what changed, and the files follow."""
    words = ("decide", "run", "a:15", "--by", "li", "--why", "seen")
    assert typed(monkeypatch, *words, "--accept") == 0
    assert statuses(run_dir) == ["verified", "accepted"]
    assert typed(monkeypatch, *words, "--undo") == 0
    assert statuses(run_dir) == ["verified", "disputed"]

    said = capsys.readouterr().out
    assert "a:15-19 4.3%: disputed → accepted" in said
    assert "accepted → disputed" in said
    assert "still open: growth-arithmetic on value" in said


def test_corrections_say_what_is_odd_about_them(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A place that no table knows is kept, with a word about it."""
    monkeypatch.setenv("SHUZHENG_REVIEWER", "zhao")
    words = ("--set", "value=-3.4", "--set", "region=开发区", "--why", "seen")
    code = typed(monkeypatch, "decide", "run", NUMBER, *words)

    said = capsys.readouterr()
    assert code == 0
    assert "zhao set value to '-3.4'" in said.out
    assert "region '开发区' has no code" in said.err
    with Store.open(run_dir) as store:
        assert {each.when[-6] for each in store.decisions()} <= set("+-")


def test_a_dry_run_keeps_nothing(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would be decided is shown as if it were."""
    typed(monkeypatch, "decide", "run", NUMBER, "--reject", "--why", "seen", "--dry-run")

    assert "disputed → rejected" in capsys.readouterr().out
    with Store.open(run_dir) as store:
        assert store.decisions() == ()


def test_somebody_elses_decision_is_shown_and_overruled_only_on_purpose(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second person sees the first one's word before deciding otherwise."""
    words = ("decide", "run", NUMBER, "--why", "seen")
    typed(monkeypatch, *words, "--accept", "--by", "li")
    assert typed(monkeypatch, *words, "--reject", "--by", "wang") == 2
    assert "li accepted it on" in (said := capsys.readouterr().err)
    assert "add --overrule" in said
    assert typed(monkeypatch, *words, "--reject", "--by", "wang", "--overrule") == 0

    assert statuses(run_dir) == ["verified", "rejected"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((NUMBER, "--accept"), "--why"),
        ((NUMBER, "--why", "x"), "nothing is decided"),
        ((NUMBER, "--set", "period", "--why", "x"), "write --set FIELD=VALUE"),
        ((NUMBER, "--set", "period=soon", "--why", "x"), "period='soon': not a period"),
        ((NUMBER, "--set", "unit=件", "--why", "x"), "these can: value, kind, indicator"),
        ((NUMBER, "--undo", "--why", "x"), "has decided nothing about this number"),
        ((NUMBER, "--undo", "--accept", "--why", "x"), "give no other one with it"),
        (("a:26", "--set", "kind=value", "--why", "x"), "is no fact"),
        (("b:1", "--accept", "--why", "x"), "no document 'b'"),
    ],
)
def test_what_cannot_be_decided_is_one_sentence(
    run_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    sentence: str,
) -> None:
    """The error names what was typed and what would do; nothing is kept."""
    assert typed(monkeypatch, "decide", str(run_dir), *words) == 2
    assert sentence in capsys.readouterr().err
    with Store.open(run_dir) as store:
        assert store.decisions() == ()


def test_history_is_a_page_or_json(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same story for people and for programs."""
    assert typed(monkeypatch, "history", "run", "a:15") == 0
    assert "growth-arithmetic on value: 下降4.3%与396件不符" in capsys.readouterr().out
    assert typed(monkeypatch, "history", "run", "a:15", "--json") == 0
    assert json.loads(capsys.readouterr().out)["id"] == NUMBER


def test_an_edited_table_is_decided_whole_or_on_request_in_part(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad cell keeps everything out; --partial keeps only its row out."""
    typed(monkeypatch, "export", "run", "--to", "csv", "--out", "a.csv")
    table = Path("a.csv").read_text("utf-8")
    table = table.replace("a:15-19,disputed,,", "a:15-19,disputed,accept,seen")
    Path("a.csv").write_text(table.replace("a:6-10,verified,,", "a:6-10,verified,no,x"), "utf-8")
    capsys.readouterr()

    assert typed(monkeypatch, "decide", "run", "--from", "a.csv") == 2
    assert "a.csv row 2, decision: 'no' is neither accept nor reject" in capsys.readouterr().err
    assert statuses(run_dir) == ["verified", "disputed"]
    assert typed(monkeypatch, "decide", "run", "--from", "a.csv", "--partial", "--dry-run") == 1
    assert statuses(run_dir) == ["verified", "disputed"]
    assert typed(monkeypatch, "decide", "run", "--from", "a.csv", "--partial") == 1
    assert statuses(run_dir) == ["verified", "accepted"]
    assert "2 rows read, 1 numbers decided, 1 refused" in capsys.readouterr().out


def test_decisions_of_another_run_are_taken_over(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The documents are the same, so what was decided on them holds."""
    with Store.create(Path("earlier")) as store:
        store.add_decisions([DECISION, replace(DECISION, document_id="f" * 64)])

    assert typed(monkeypatch, "decide", "run", "--from", "earlier") == 0
    said = capsys.readouterr()
    assert "1 decisions taken over, 0 known, 1 expired, 0 on documents" in said.out
    assert "expired: analyst set value to '-3.4'" in said.err
    assert statuses(run_dir) == ["verified", "corrected"]


def test_one_number_or_a_source_is_named(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither both nor none."""
    assert typed(monkeypatch, "decide", "run", "--accept", "--why", "x") == 2
    assert "give the ID of one number, or --from a table or run" in capsys.readouterr().err


def test_a_run_in_another_database_can_be_decided_on_exported_and_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The setting ``store`` holds for every command."""
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'team.sqlite'}"
    monkeypatch.setenv("SHUZHENG_STORE", url)
    with Store.create(Path("run"), url) as store:
        store.write_document(RECORD)
        store.write_info(INFO)
    write_exports(Path("run"), url=url)
    gold = {"doc": "a", "quote": "4.3%", "start": 15, "end": 19, "value": "-4.3", "unit": "%"}
    gold |= {"bound": "exact", "kind": "growth", "indicator": "x", "region": "x", "period": "2022"}
    Path("gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")

    assert typed(monkeypatch, "decide", "run", NUMBER, "--accept", "--why", "seen") == 0
    assert statuses(Path("run")) == ["verified", "accepted"]
    assert typed(monkeypatch, "export", "run", "--to", "jsonl", "--out", "a.jsonl") == 0
    assert typed(monkeypatch, "history", "run", NUMBER) == 0
    assert "accept disposition (seen) · stands" in capsys.readouterr().out
    assert typed(monkeypatch, "eval", "run", "--gold", "gold.jsonl", "--json") == 0


def test_comparing_sees_what_was_decided_elsewhere_than_on_the_command_line(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files of a run follow its decisions, whoever made them."""
    shutil.copytree("run", "before")
    with Store.open(run_dir) as store:
        store.add_decisions([DECISION])

    assert typed(monkeypatch, "compare", "before", "run") == 1
    assert "corrected" in capsys.readouterr().out
    assert typed(monkeypatch, "compare", "before", "before") == 0
