"""Documents worked on in other processes: the same results, whatever becomes of a process."""

import asyncio
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.asking.templates import ModelOptions
from pipeline.documents.finding import find_documents
from pipeline.errors import DocumentError, PipelineError
from pipeline.results.records import RunInfo
from pipeline.running.making import Order
from pipeline.running.questioning import ask_by
from pipeline.running.run import run
from pipeline.running.worker_process import WorkerProcess
from pipeline.running.workers import worker_count, workers
from pipeline.settings import Settings
from tests.fakes.faulty_server import Plan, faulty_server
from tests.running.hardship import EXPORTS, settings_for, write_reports

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


class Bomb:
    """Kills the process that reads it from a pipe."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


@pytest.fixture(name="base_url")
def _base_url() -> Iterator[str]:
    with faulty_server(Plan()) as server:
        yield server.base_url


def _order() -> Order:
    settings = Settings()
    question = ask_by(settings, ModelOptions("m"))
    return Order(settings, (question,), "recipe", RunInfo("0", "m", "p", "", "s", ""))


def _lines(out: Path) -> list[bytes]:
    """Return what a run wrote, without its manifest, which has the settings."""
    return [(out / name).read_bytes() for name in EXPORTS]


def test_other_processes_leave_the_same_bytes(base_url: str, tmp_path: Path) -> None:
    """Exports and what is kept for later are the same, wherever documents are worked on."""
    reports = write_reports(tmp_path / "reports", count=6)
    outs = []
    for count, cache in ((0, "here"), (1, "there"), (0, "there"), (1, "here")):
        chosen = {"workers": count, "use_cache": True, "cache_dir": tmp_path / cache}
        outs.append(tmp_path / f"{count}{cache}")
        result = run([str(reports)], settings_for(base_url, **chosen), out=outs[-1])
        assert result.calls == (12 if len(outs) < 3 else 0)

    first, *others = map(_lines, outs)
    assert others == [first] * 3


def test_document_that_kills_every_process_costs_itself_alone(
    base_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named with the reason; what its process had besides is done in another."""
    reports = write_reports(tmp_path / "reports", count=2)
    run([str(reports / "r00001.txt")], settings_for(base_url), out=tmp_path / "whole")
    do = WorkerProcess.do

    async def do_or_die(
        self: WorkerProcess, step: str, name: object, *args: object, **more: object
    ) -> object:
        is_last = step == "close" and name == "r00000"
        return await do(self, step, Bomb() if is_last else name, *args, **more)

    monkeypatch.setattr(WorkerProcess, "do", do_or_die)
    result = run([str(reports)], settings_for(base_url, workers=1), out=tmp_path / "out")

    assert result.exit_code == 1
    (problem,) = result.problems
    assert "r00000.txt: the process that worked on it died" in problem
    assert _lines(tmp_path / "out") == _lines(tmp_path / "whole")


def test_process_that_cannot_start_is_said(tmp_path: Path) -> None:
    """An order that no process can read ends with a sentence that names the way out."""

    async def ask() -> None:
        process = await WorkerProcess.start(b"\0\0")
        try:
            await process.stop(is_at_once=False)
            await process.do("open", "a", tmp_path)
        finally:
            await process.stop(is_at_once=True)

    with pytest.raises(PipelineError, match="workers = 0"):
        asyncio.run(ask())


def test_errors_and_warnings_of_a_process_are_those_of_the_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong with a document is raised here; after it the process goes on."""

    async def ask() -> None:
        async with workers(_order(), None, 1) as maker:
            with pytest.raises(DocumentError, match="no such file"):
                await maker.open("a", tmp_path / "a.txt")
            (tmp_path / "a.txt").write_text("授权专利5件。", encoding="utf-8")
            opened = await maker.open("a", tmp_path / "a.txt")
            assert [len(each) for each in opened.posed] == [1]

    asyncio.run(ask())
    process = object.__new__(WorkerProcess)
    process._is_ready = False
    monkeypatch.setattr("pipeline.running.worker_process.unframed", lambda _data: SAID)
    with caplog.at_level(logging.WARNING):
        process._take(b"")
    assert caplog.messages == ["entry is damaged"]


SAID = (None, [("pipeline.asking.answer_cache", logging.WARNING, "entry is damaged")])


@pytest.mark.parametrize(("chosen", "count", "some"), [(None, 3, False), (3, 3, True), (0, 200, 0)])
def test_processes_are_begun_where_it_is_worth_it(
    chosen: int | None, count: int, some: bool, tmp_path: Path
) -> None:
    """A few small documents are done in this process, unless somebody chose otherwise."""
    files = find_documents([str(write_reports(tmp_path / "reports", count=count))]).files

    assert bool(worker_count(chosen, files)) == bool(some)


def test_much_text_is_worth_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few documents that are long keep one process busy, with a core left for this one."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1, 2})
    (tmp_path / "long.txt").write_text("授权专利5件。" * 200_000, encoding="utf-8")

    assert worker_count(None, find_documents([str(tmp_path / "long.txt")]).files) == 2
