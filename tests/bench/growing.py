"""Runs over more and more small documents: what they cost, keep in memory, and resume in."""

import multiprocessing
import resource
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

from pipeline.running.progress import Progress
from pipeline.running.run import run
from tests.bench.ready_server import ready_server
from tests.bench.section import Bench, Table
from tests.bench.timing import all_cpu_s, fitted_exponent
from tests.running.hardship import settings_for, write_reports

_FEWEST = 1_000
_MOST_CACHED = 10_000  # beyond that a second run tells nothing new and takes as long
_MB_ALLOWED, _RESUMED_ALLOWED_S = 50, 30


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost: seconds by the clock and of the processors, and most megabytes.

    ``last_s`` are the seconds after the last document: contradictions and exports.
    """

    wall_s: float
    cpu_s: float
    last_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class _Point:
    """So many documents: the run, the same command again, and a run from the cache."""

    count: int
    first: Cost
    again: Cost
    cached: Cost | None
    kilobytes: tuple[float, float, float]

    def row(self) -> tuple[str, ...]:
        """Return the cells of the table."""
        first, cached = self.first, self.cached
        return (
            f"{self.count:,}",
            f"{first.wall_s:.0f}",
            f"{first.cpu_s:.0f}",
            f"{first.cpu_s / self.count * 1000:.1f}",
            f"{first.last_s / self.count * 1000:.2f}",
            f"{first.peak_mb:.0f}",
            " / ".join(f"{size / self.count:.2f}" for size in self.kilobytes),
            f"{self.again.wall_s:.1f}",
            f"{self.count / cached.cpu_s:,.0f}" if cached else "–",
        )


def growth(bench: Bench, folder: Path) -> Table:
    """Measure runs of a thousand documents, and of ever more up to as many as the bench is for."""
    points = []
    with ready_server() as base_url:
        for count in _counts(bench):
            bench.say(f"growth: {count:,} documents")
            points.append(_point(base_url, folder / f"{count}", count))
            bench.say(" · ".join(points[-1].row()))
    first, last = points[0], points[-1]
    times = [(each.count, each.first.cpu_s) for each in points]
    disks = [(each.count, sum(each.kilobytes)) for each in points]
    return Table(
        "Small documents before a server that answers at once",
        (
            *("documents", "wall s", "CPU s", "CPU ms per document", "last step ms per document"),
            *("peak MB", "kB per document: run.sqlite / journal / other files"),
            "the same command again, wall s",
            "from the cache into a new directory, documents per CPU s",
        ),
        tuple(each.row() for each in points),
        (
            "One sentence with two figures and one request each; every run begins in its own "
            "process. CPU counts all its processes, the peak is that of the largest.",
            f"Peak memory: {last.first.peak_mb - first.first.peak_mb:+.0f} MB from the fewest "
            f"documents to the most (target +{_MB_ALLOWED} at most).",
            f"Growth: processor time with the power {fitted_exponent(times):.2f} of the number of "
            f"documents, disk with {fitted_exponent(disks):.2f} (target 1: linear).",
            f"A finished run of {last.count:,} documents is resumed in {last.again.wall_s:.1f} s "
            f"(target for 10,000 documents: {_RESUMED_ALLOWED_S} s at most).",
            "The last step finds contradictions and writes the files.",
        ),
    )


def _counts(bench: Bench) -> list[int]:
    """Return the sizes of the runs: powers of ten, and the largest."""
    if bench.is_quick:
        return [_FEWEST // 5, _FEWEST]
    counts = {max(bench.most_documents, 2 * _FEWEST)}
    while (count := _FEWEST * 10 ** (len(counts) - 1)) < bench.most_documents:
        counts.add(count)
    return sorted(counts)


def _point(base_url: str, place: Path, count: int) -> _Point:
    reports = write_reports(place / "reports", count=count, sentences=1)
    first = _apart(reports, base_url, place / "out")
    again = _apart(reports, base_url, place / "out")
    sizes = {path.name: path.stat().st_size / 1000 for path in (place / "out").iterdir()}
    database, journal = (sizes.pop(name) for name in ("run.sqlite", "journal.sqlite"))
    cached = _cached(reports, base_url, place) if count <= _MOST_CACHED else None
    shutil.rmtree(place)
    return _Point(count, first, again, cached, (database, journal, sum(sizes.values())))


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
        began, cpu = perf_counter(), all_cpu_s()
        heard = began

        def hear(_progress: Progress) -> None:
            nonlocal heard
            heard = perf_counter()

        run([str(reports)], settings, out=out, report=hear)
        ended = perf_counter()
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024
        return Cost(ended - began, all_cpu_s() - cpu, ended - heard, peak)

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
