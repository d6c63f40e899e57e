"""How full a client keeps the places it is given before a server whose answers take time."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pipeline.running.run import run as run_pipeline
from tests.bench import baseline_langextract
from tests.bench.corpus import document_named, seed_like_text
from tests.bench.metering import Meter
from tests.bench.ready_server import MODEL, Latency, ready_server, seen_by
from tests.bench.section import Bench, Section, Table
from tests.bench.short_reports import ask_alone, write_county_reports
from tests.bench.timing import all_cpu_s
from tests.running.hardship import settings_for

_SLOTS = 64
_SLOW = Latency(usual_s=0.2, tail_s=2.0, every=10)
_WARMING = 8  # calls before the clock starts: libraries are loaded by then
_PIECE = 200  # characters that langextract asks about at once

# Asks so many questions of the server at the address, with a folder to write to.
_Work = Callable[[str, Path, int], None]


def run(bench: Bench) -> Iterator[Table]:
    """Yield one table: the share of the places that were in use."""
    count = 640 if bench.is_quick else 3_200
    rows: list[tuple[str, ...]] = [("target", "", "", "", "≥ 0.95", "", "≤ 8")]
    with TemporaryDirectory() as folder:
        for name, work, share in (
            ("asking alone", _ask_alone, 1),
            ("`shuzheng run`", _run_all, 1),
            ("langextract, tuned", _langextract, 2),
        ):
            if name.startswith("langextract") and not _has_langextract():
                continue
            bench.say(f"scheduling: {name}")
            rows.append((name, *_measured(work, Path(folder) / name, count // share)))
    yield Table(
        f"{_SLOTS} requests at once, {_SLOW.usual_s} s each, one in ten {_SLOW.tail_s:.0f} s",
        ("client", "calls", "ideal s", "wall s", "efficiency", "of the wall", "CPU ms per call"),
        tuple(rows),
        (
            "Efficiency: seconds of latency until the last request came, over places times that "
            "time.",
            "Ideal: the sum of all latencies over the places; of the wall: ideal over wall, with "
            "the wait for the last answers, which no order of asking shortens, and the exports.",
            "The server only sleeps, in a process of its own; all have loaded their libraries.",
            f"langextract: {baseline_langextract.TUNED}, but {_SLOTS} workers and one long text.",
        ),
    )


def _measured(work: _Work, folder: Path, count: int) -> tuple[str, ...]:
    folder.mkdir()
    with ready_server() as at_once:
        work(at_once, folder / "warm", _WARMING)
    with ready_server(_SLOW) as base_url:
        began, cpu = perf_counter(), all_cpu_s()
        work(base_url, folder / "timed", count)
        wall_s, cpu_s = perf_counter() - began, all_cpu_s() - cpu
        seen = seen_by(base_url)
    ideal_s = seen.waited_s / _SLOTS
    return (
        f"{seen.calls:,}",
        f"{ideal_s:.2f}",
        f"{wall_s:.2f}",
        f"{seen.share_in_use(_SLOTS):.3f}",
        f"{ideal_s / wall_s:.2f}",
        f"{cpu_s / seen.calls * 1000:.1f}",
    )


def _ask_alone(base_url: str, _folder: Path, count: int) -> None:
    ask_alone(base_url, count, _SLOTS)


def _run_all(base_url: str, folder: Path, count: int) -> None:
    write_county_reports(folder / "reports", count=count // 2)
    settings = settings_for(base_url, concurrency=_SLOTS)
    run_pipeline([str(folder / "reports")], settings, out=folder / "out")


def _has_langextract() -> bool:
    try:
        import_module("langextract")
    except ModuleNotFoundError:
        return False
    return True


def _langextract(base_url: str, folder: Path, count: int) -> None:
    text = document_named("text", seed_like_text(count * _PIECE))
    baseline_langextract.extract([text], base_url, MODEL, Meter(), workers=_SLOTS)


SECTION = Section(
    name="scheduling",
    title="Keeping a server busy",
    says="How full the places at a server are kept while anything is left to be asked.",
    run=run,
    peers=("langextract", "openai"),
)
