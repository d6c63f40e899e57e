"""Long runs: what faults, kills, resuming, memory and recordings cost."""

import asyncio
import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from vcr import VCR

from pipeline.asking.endpoint import Endpoint, EndpointOptions
from pipeline.asking.request import Request
from schemas.facts import answer_shape
from tests import shared_yaml
from tests.bench.growing import growth
from tests.bench.ready_server import MODEL, ready_server
from tests.bench.section import Bench, Section, Table
from tests.fakes.faulty_server import KINDS
from tests.recordings import look_up_by_digest, recording_options
from tests.running.ending import INTERRUPTS, KILLS, end_often
from tests.running.hardship import SHARES, endure, write_reports


def run(bench: Bench) -> Iterator[Table]:
    """Yield the tables one by one; the long ones say what they are doing."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        bench.say("batch: faults and kills")
        yield _hardship(folder / "hardship", bench.is_quick)
        bench.say("batch: resuming and memory")
        yield growth(bench, folder / "growth")
        bench.say("batch: recordings")
        yield _recordings(folder / "recordings", 1_000)


def _hardship(folder: Path, is_quick: bool) -> Table:
    reports = write_reports(folder / "reports", count=40 if is_quick else 250)
    rows = []
    for share in SHARES:
        made = endure(share, reports, folder / f"out{share}", concurrency=16)
        met = f"{len(made.kinds)} of {len(KINDS)}"
        told = (made.chunks, made.done, made.failed, made.lost, made.calls, met)
        rows.append((f"faults at {share:.0%} of calls", *map(str, told), f"{made.seconds:.1f}"))
    slots = 0
    for name, ways in (("killed", KILLS), ("interrupted", INTERRUPTS)):
        ended = end_often(folder / name, ways[: 4 if is_quick else None], seed=0)
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


def _recordings(folder: Path, count: int) -> Table:
    with ready_server() as base_url:
        alone = _played(folder / "alone", base_url, count // 10)
        look_up_by_digest()
        by_digest = _played(folder / "digest", base_url, count)
    return Table(
        "Recorded exchanges played again",
        ("look-up", "exchanges", "CPU s"),
        (
            ("vcrpy alone", str(count // 10), f"{alone:.2f}"),
            ("by digest", str(count), f"{by_digest:.2f}"),
        ),
        ("Reading the recording included. vcrpy alone compares each with each.",),
    )


def _played(folder: Path, base_url: str, count: int) -> float:
    """Record so many exchanges and return the processor seconds of playing them again."""
    shape = answer_shape(["m1", "m2"])
    schema = json.dumps(shape.model_json_schema(), ensure_ascii=False)
    requests = [
        Request(MODEL, "s" * 2_000, f"正文:{n}件 7件", "f", schema, 0, 0, 300) for n in range(count)
    ]

    async def ask_all() -> None:
        async with Endpoint(EndpointOptions(base_url, attempts=1)) as endpoint:
            for request in requests:
                await endpoint.ask(request, shape)

    spent = 0.0
    for mode in ("all", "none"):
        recorder = VCR(record_mode=mode, cassette_library_dir=str(folder))
        recorder.register_serializer("yaml", shared_yaml)
        began = process_time()
        with recorder.use_cassette("exchanges.yaml", **recording_options()):
            asyncio.run(ask_all())
        spent = process_time() - began
    return spent


SECTION = Section(
    name="batch",
    title="Long runs",
    says=f"Faults, kills, resuming, memory and recordings, on {os.cpu_count()} cores.",
    run=run,
    peers=("vcrpy",),
)
