"""Runs in processes of their own that are killed or interrupted at random moments."""

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, perf_counter, sleep

from pipeline.cli.main import INTERRUPTED
from pipeline.running.run import run
from tests.fakes.faulty_server import FaultyServer, Plan, draw, faulty_server
from tests.running.hardship import exports, settings_for, write_reports

# Workers whose parent was killed have this long to notice; what hangs, to end.
_NOTICE_S, _LONGEST_S = 5.0, 30.0


class Ending(StrEnum):
    """How a run is ended before it is done: ``kill -9``, or Ctrl-C as a terminal sends it."""

    MAIN = "main process killed"
    GROUP = "whole group killed"
    ONCE = "interrupted"
    TWICE = "interrupted twice"


# What is done at length: `make faults`, `make bench`.
KILLS = (Ending.MAIN, Ending.GROUP) * 25
INTERRUPTS = (Ending.ONCE, Ending.TWICE) * 10


@dataclass(frozen=True, slots=True)
class Endings:
    """What came of runs that were ended and resumed.

    ``wrong`` has a sentence for each that did not end as if nothing had happened, left a
    process behind or said anything of errors.  ``sent_twice`` is the most requests that
    any of them sent again.
    """

    count: int
    wrong: tuple[str, ...]
    sent_twice: int
    slots: int
    seed: int

    @property
    def is_well(self) -> bool:
        """Tell whether everything is as it should be."""
        return not self.wrong and self.sent_twice <= self.slots


class Apart:
    """Work in a process that leads a session of its own; what it says of errors is kept."""

    def __init__(self, work: Callable[[], object], errors: Path) -> None:
        forking = multiprocessing.get_context("fork")
        here, there = forking.Pipe(duplex=False)
        self._errors = errors
        self._process = forking.Process(target=_work, args=(work, errors, there))
        self._process.start()
        there.close()
        here.recv()
        here.close()
        self._group = self._process.pid or 0

    def send(self, number: signal.Signals, *, is_group: bool) -> None:
        """Send a signal to the whole group, as a terminal does, or to its leader alone."""
        with suppress(ProcessLookupError):  # it was done before
            (os.killpg if is_group else os.kill)(self._group, number)

    def code(self, longest_s: float = _LONGEST_S) -> int | None:
        """Wait for the end and return the exit code, or nothing where it does not come."""
        self.wait(longest_s)
        code = self._process.exitcode
        if code is None:
            self.send(signal.SIGKILL, is_group=True)
            self._process.join()
        return code

    def wait(self, seconds: float) -> None:
        """Wait so long, or until it is done; ``join`` would wait for its children, too."""
        until = monotonic() + seconds
        while self._process.exitcode is None and (left_s := until - monotonic()) > 0:
            sleep(min(left_s, 0.005))

    def said(self) -> str:
        """Return what its processes have written about errors."""
        return self._errors.read_text(encoding="utf-8")

    def left(self) -> list[int]:
        """Return its processes, of any group, that are alive some time after its end."""
        until = monotonic() + _NOTICE_S
        while (alive := [*_alive(self._group)]) and monotonic() < until:
            sleep(0.02)
        for process in alive:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return alive


def _work(work: Callable[[], object], errors: Path, there: "Connection[None, None]") -> None:
    os.setsid()
    with errors.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 2)
    sys.stderr = os.fdopen(2, "w", closefd=False)
    there.send(None)
    work()


def _alive(session: int) -> Iterator[int]:
    """Yield the processes of a session, but those that are dead and not buried (Linux)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, _group, found, *_ = stat.read_text().rpartition(")")[2].split()
            if int(found) == session and state not in "ZX":
                yield int(stat.parent.name)


def end_often(
    folder: Path, ways: Sequence[Ending], *, seed: int, documents: int = 30, slots: int = 4
) -> Endings:
    """End a run in each of these ways, each at a random moment; resume it; compare the bytes.

    Every other pair of runs has a cache of answers, empty at its beginning, and a process
    that works on its documents.
    """
    reports = write_reports(folder / "reports", count=documents)
    wrong, sent_twice = [], 0
    with faulty_server(Plan(latency_s=0.01)) as server:
        # Libraries are loaded here once, or every run would spend most of its time on that.
        run([str(reports)], settings_for(server.base_url), out=folder / "loading")
        trials = [_Trial(folder / f"{n}", reports, server, slots, n) for n in range(2)]
        for turn, ending in enumerate(ways):
            before, trial = server.asked(), trials[turn // 2 % 2]
            moment_s = trial.length_s * draw(seed, b"moment", turn)
            found = trial.end(ending, moment_s, gap_s=0.05 * draw(seed, b"gap", turn))
            if found:
                said = f"turn {turn} of seed {seed}, {ending} at {moment_s:.3f} s: "
                wrong.append(said + "; ".join(found))
            sent_twice = max(sent_twice, (server.asked() - before).total() - len(before))
    return Endings(len(ways), tuple(wrong), sent_twice, slots, seed)


class _Trial:
    """A run that is ended and resumed, over and over, and what it is like undisturbed."""

    def __init__(
        self, folder: Path, reports: Path, server: FaultyServer, slots: int, workers: int
    ) -> None:
        folder.mkdir()
        self._reports, self._folder, self._cache = reports, folder, folder / "cache"
        more = {"use_cache": workers > 0, "cache_dir": str(self._cache), "workers": workers}
        self._settings = settings_for(server.base_url, concurrency=slots, **more)
        began = perf_counter()
        whole = self._start("whole")
        if whole.code() != 0:
            raise AssertionError(f"an undisturbed run fails: {whole.said()}")
        self.length_s = perf_counter() - began
        self._whole = exports(folder / "whole")

    def end(self, ending: Ending, moment_s: float, gap_s: float) -> list[str]:
        """End a run at a moment and resume it; return what is wrong with it."""
        shutil.rmtree(self._cache, ignore_errors=True)
        shutil.rmtree(self._folder / "out", ignore_errors=True)
        first = self._start("out")
        first.wait(moment_s)
        if ending in (Ending.MAIN, Ending.GROUP):
            first.send(signal.SIGKILL, is_group=ending is Ending.GROUP)
            wrong = _faults(first.code(), {0, -signal.SIGKILL}, "")
        else:
            first.send(signal.SIGINT, is_group=True)
            if ending is Ending.TWICE:
                first.wait(gap_s)
                first.send(signal.SIGINT, is_group=True)
            wrong = _faults(first.code(), {0, INTERRUPTED}, first.said())
        last = self._start("out")  # at once, as a person would
        wrong += _faults(last.code(), {0}, last.said())
        if left := first.left() + last.left():
            wrong.append(f"processes are left behind: {left}")
        if not wrong and exports(self._folder / "out") != self._whole:
            wrong.append("its files are not those of an undisturbed run")
        return wrong

    def _start(self, out: str) -> Apart:
        return Apart(lambda: self._run(out), self._folder / "errors.txt")

    def _run(self, out: str) -> None:
        try:
            code = run([str(self._reports)], self._settings, out=self._folder / out).exit_code
        except KeyboardInterrupt:
            code = INTERRUPTED
        sys.exit(code)


def _faults(code: int | None, allowed: set[int], said: str) -> list[str]:
    wrong = [] if code in allowed else [f"it ended with {code}"]
    return [*wrong, *([f"it said: {said}"] if said else [])]
