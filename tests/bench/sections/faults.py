"""Servers that fail, and runs that are ended before they are done: what is lost by it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.section import Bench, Section, Table
from tests.fakes.faulty_server import KINDS
from tests.running.ending import INTERRUPTS, KILLS, end_often
from tests.running.hardship import SHARES, endure, write_reports


def run(bench: Bench) -> Iterator[Table]:
    """Yield one table: runs under faults, and runs that were ended and resumed."""
    with TemporaryDirectory() as place:
        yield _hardship(Path(place), bench)


def _hardship(folder: Path, bench: Bench) -> Table:
    reports = write_reports(folder / "reports", count=40 if bench.is_quick else 250)
    rows = []
    for share in SHARES:
        bench.say(f"faults: {share:.0%} of calls")
        made = endure(share, reports, folder / f"out{share}", concurrency=16)
        met = f"{len(made.kinds)} of {len(KINDS)}"
        told = (made.chunks, made.done, made.failed, made.lost, made.calls, met)
        rows.append((f"faults at {share:.0%} of calls", *map(str, told), f"{made.seconds:.1f}"))
    slots = 0
    for name, ways in (("killed", KILLS), ("interrupted", INTERRUPTS)):
        bench.say(f"faults: {name} at random moments")
        ended = end_often(folder / name, ways[: 4 if bench.is_quick else None], seed=0)
        same = f"{ended.count - len(ended.wrong)} of {ended.count} as if undisturbed"
        twice = f"+{ended.sent_twice} at most"
        rows.append((f"{name} and resumed: {same}", "", "", "", "", twice, "", ""))
        slots = ended.slots
    return Table(
        "Servers that fail, runs that are killed",
        ("run", "requests", "answered", "failed", "lost", "calls", "kinds of faults", "s"),
        tuple(rows),
        (
            f"Faults: {', '.join(KINDS)}; none may lose a request (target 0).",
            "Ended at random moments, alone or with its whole group; once or twice with Ctrl-C. "
            "Compared are all exports, run.json but for its seconds; no process may be left, and "
            "Ctrl-C says nothing of errors (target: all).",
            f"An ended run may send again what was under way (target at most {slots}).",
        ),
    )


SECTION = Section(
    name="faults",
    title="Servers that fail, runs that are killed",
    says="What is lost when a server fails in every way there is, or a run is ended (target 0).",
    run=run,
)
