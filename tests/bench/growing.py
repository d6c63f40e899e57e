"""Runs over more and more small documents: what they cost, keep in memory, and resume in."""

import multiprocessing
import resource
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time

from pipeline.running.run import run
from tests.bench.ready_server import ready_server
from tests.bench.section import Bench, Table
from tests.running.hardship import settings_for, write_reports

_FEWEST = 1_000
_MOST_CACHED = 10_000  # beyond that a second run tells nothing new and takes as long
_MB_ALLOWED, _RESUMED_ALLOWED_S = 50, 30


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost: seconds by the clock and of the processor, and most megabytes."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def growth(bench: Bench, folder: Path) -> Table:
    """Measure runs of a thousand documents and of as many as the bench is for."""
    counts = (200, _FEWEST) if bench.is_quick else (_FEWEST, bench.most_documents)
    rows, peaks, each_ms, resumed_s = [], [], [], 0.0
    with ready_server() as base_url:
        for count in counts:
            bench.say(f"growth: {count:,} documents")
            place = folder / f"{count}"
            reports = write_reports(place / "reports", count=count, sentences=1)
            first = _apart(reports, base_url, place / "out")
            again = _apart(reports, base_url, place / "out")
            cached = _cached(reports, base_url, place) if count <= _MOST_CACHED else None
            shutil.rmtree(place)
            peaks.append(first.peak_mb)
            each_ms.append(first.cpu_s / count * 1000)
            resumed_s = again.wall_s
            rows.append(_row(count, first, again, cached))
    return Table(
        "Small documents before a server that answers at once",
        (
            *("documents", "wall s", "CPU s", "CPU ms per document", "peak MB"),
            "the same command again, wall s (CPU s)",
            "from the cache into a new directory, documents per CPU s",
        ),
        tuple(rows),
        (
            "One sentence with two figures and one request each; every run in its own process.",
            f"Peak memory: {peaks[-1] - peaks[0]:+.0f} MB from the fewest documents to the most "
            f"(target {_MB_ALLOWED}); processor time per document: "
            f"{each_ms[-1] / each_ms[0]:.2f} of what it was (linear: 1).",
            f"A finished run is resumed in {resumed_s:.1f} s "
            f"(target for 10,000 documents: {_RESUMED_ALLOWED_S} s).",
        ),
    )


def _row(count: int, first: Cost, again: Cost, cached: Cost | None) -> tuple[str, ...]:
    return (
        f"{count:,}",
        f"{first.wall_s:.0f}",
        f"{first.cpu_s:.0f}",
        f"{first.cpu_s / count * 1000:.1f}",
        f"{first.peak_mb:.0f}",
        f"{again.wall_s:.1f} ({again.cpu_s:.1f})",
        f"{count / cached.cpu_s:,.0f}" if cached else "–",
    )


def _cached(reports: Path, base_url: str, place: Path) -> Cost:
    """Return what a run costs whose answers are all in the cache."""
    _apart(reports, base_url, place / "filling", use_cache=True)
    return _apart(reports, base_url, place / "cached", use_cache=True)


def _apart(reports: Path, base_url: str, out: Path, *, use_cache: bool = False) -> Cost:
    """Run in a process of its own."""

    def work() -> Cost:
        settings = settings_for(
            base_url, concurrency=8, use_cache=use_cache, cache_dir=str(out.parent / "cache")
        )
        began, cpu = perf_counter(), process_time()
        run([str(reports)], settings, out=out)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return Cost(perf_counter() - began, process_time() - cpu, peak)

    return _in_child(work)


def _in_child(work: Callable[[], Cost]) -> Cost:
    forking = multiprocessing.get_context("fork")
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(target=_tell, args=(work, there))
    process.start()
    there.close()  # or a child that dies would be waited for
    told: Cost = here.recv()
    process.join()
    return told


def _tell(work: Callable[[], Cost], there: "Connection[Cost, None]") -> None:
    there.send(work())
