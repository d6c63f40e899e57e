"""Tests of runs against a server that fails whatever it is asked, or one request alone."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.running.journal import Journal
from pipeline.running.result import RunResult
from pipeline.running.run import run
from tests.fakes.scripted_server import Playing, Reply, refuses, says, scripted_server
from tests.running.hardship import settings_for, write_reports
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

ILL = refuses(500, "out of memory", Retry_After="0")


def well(asked: dict[str, Any]) -> Reply:
    """Answer whatever was asked; who only wants a word gets one."""
    return oblige(asked) if "response_format" in asked else says("1")


def extract(
    tmp_path: Path, *replies: Playing, documents: int = 4, **more: object
) -> tuple[RunResult, list[str]]:
    """Run over small reports, one request each; return how it ended and what it waited for."""
    reports = write_reports(tmp_path / "reports", count=documents, sentences=1)
    notes: list[str] = []
    with scripted_server(*replies) as script:
        settings = settings_for(script.base_url, **{"concurrency": 1, **more})
        result = run(
            [str(reports)],
            settings,
            out=tmp_path / "run",
            report=lambda progress: notes.append(progress.note),
        )
    return result, [note for note in notes if note]


@pytest.mark.parametrize("slots", [1, 4])
def test_server_that_fails_whatever_it_is_asked_is_waited_for(tmp_path: Path, slots: int) -> None:
    """No chunk is lost to a server that says 500 to everybody until it was looked at twice."""
    looks: list[object] = []

    def ill_for_two_looks(asked: dict[str, Any]) -> Reply:
        if "response_format" not in asked:
            looks.append(asked)
        return ILL if len(looks) < 3 else well(asked)

    result, notes = extract(tmp_path, ill_for_two_looks, concurrency=slots)

    assert result.exit_code == 0
    assert notes
    assert all(note.startswith("waiting for the server: failing for") for note in notes)


def test_server_that_goes_on_failing_ends_the_run_without_failures(tmp_path: Path) -> None:
    """When patience ends the run does, with code 3 and the server's words; no chunk is failed."""
    result, _ = extract(tmp_path, ILL, wait_for_server_s=0)
    with Journal(tmp_path / "run") as journal:
        kept = [*journal.entries()]

    assert (result.exit_code, kept) == (3, [])
    assert "out of memory" in str(result.stopped_by)


def test_server_that_fails_at_one_request_only_is_not_waited_for(tmp_path: Path) -> None:
    """A request that the server cannot bear costs its chunk; the others are answered meanwhile."""

    def allergic(asked: dict[str, Any]) -> Reply:
        return ILL if "佛山市" in str(asked) else well(asked)

    result, notes = extract(tmp_path, allergic)

    assert (result.exit_code, notes) == (1, [])
    assert [bool(chunk.error) for each in result.documents() for chunk in each.chunks] == [
        *(False, True, False, False)
    ]
