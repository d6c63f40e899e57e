"""Recorded exchanges played again: how long that takes."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from vcr import VCR

from pipeline.asking.endpoint import Endpoint, EndpointOptions
from pipeline.asking.request import Request
from schemas.facts import answer_shape
from tests import shared_yaml
from tests.bench.ready_server import MODEL, ready_server
from tests.bench.section import Bench, Section, Table
from tests.recordings import look_up_by_digest, recording_options


def run(bench: Bench) -> Iterator[Table]:
    """Yield one table: so many exchanges by vcrpy alone, and by our look-up."""
    with TemporaryDirectory() as place:
        bench.say("recordings: played again")
        yield _recordings(Path(place), 1_000)


def _recordings(folder: Path, count: int) -> Table:
    with ready_server() as base_url:
        alone = _played(folder / "alone", base_url, count // 10)
        look_up_by_digest()
        by_digest = _played(folder / "digest", base_url, count)
    return Table(
        "Recorded exchanges played again",
        ("look-up", "exchanges", "CPU s", "target s"),
        (
            ("vcrpy alone", f"{count // 10:,}", f"{alone:.2f}", ""),
            ("by digest", f"{count:,}", f"{by_digest:.2f}", "≤ 5"),
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
    name="recordings",
    title="Recordings",
    says="What the tests that replay recorded exchanges take.",
    run=run,
    peers=("vcrpy",),
)
