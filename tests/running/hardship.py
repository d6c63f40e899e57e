"""Runs before a server that fails: every request and every number has to be accounted for."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from pipeline.proving.fact import Disposition
from pipeline.results.store import Store
from pipeline.running.run import run
from pipeline.settings import Settings
from tests.bench.ready_server import MODEL
from tests.fakes.faulty_server import Plan, faulty_server

EXPORTS = ("facts.jsonl", "ledger.jsonl", "disputes.jsonl")
MANIFEST, SECONDS = "run.json", "timings_s"
SHARES = (0.0, 0.1, 0.2, 0.4)
_PLACES = ("珠海市", "佛山市", "中山市", "东莞市", "惠州市")


@dataclass(frozen=True, slots=True)
class Ordeal:
    """What came of a run under faults; ``lost`` are chunks or numbers that nobody knows of.

    ``kinds`` are the kinds of faults that it met.
    """

    share: float
    chunks: int
    done: int
    failed: int
    lost: int
    calls: int
    seconds: float
    kinds: tuple[str, ...]


def write_reports(folder: Path, *, count: int, sentences: int = 2) -> Path:
    """Write small reports that state a few figures each, all of them different."""
    folder.mkdir(parents=True)
    for place in range(count):
        city, base = _PLACES[place % len(_PLACES)], 100 + 7 * place
        lines = [
            f"{2000 + (place + turn) % 24}年,{city}发明专利授权量{base + turn}件,"
            f"商标注册量{base + 3 * turn + 1}件。"
            for turn in range(sentences)
        ]
        (folder / f"r{place:05}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def settings_for(base_url: str, **more: object) -> Settings:
    """Return settings under which faults cost little time."""
    chosen = {"chunk_mentions": 2, "chunk_tokens": 50, "use_cache": False, **more}
    return Settings.model_validate({"base_url": base_url, "model": MODEL, **chosen})


def endure(share: float, reports: Path, out: Path, seed: int = 0, **more: object) -> Ordeal:
    """Run against a server of which this ``share`` of calls fails, and count what came of it."""
    plan = Plan(seed=seed, share=share, latency_s=0.002, tail_s=0.05, stall_s=2.5)
    with faulty_server(plan) as server:
        settings = settings_for(server.base_url, **{"timeout_s": 2.0, **more})
        began = perf_counter()
        result = run([str(reports)], settings, out=out)
        seconds, kinds = perf_counter() - began, tuple(sorted(server.faults()))
    chunks = done = failed = lost = 0
    with Store.open(out) as store:
        for record in store.documents():
            chunks += len(record.chunks)
            done += sum(chunk.is_complete for chunk in record.chunks)
            failed += sum(bool(chunk.error) and not chunk.is_complete for chunk in record.chunks)
            asked = {index for chunk in record.chunks for index in chunk.mentions}
            unaccounted = record.proof.counts[Disposition.UNACCOUNTED]
            lost += len([m for m in record.mentions if m.why is None and m.index not in asked])
            lost += abs(sum(record.proof.counts.values()) - len(record.mentions))
            lost += bool(unaccounted) and all(chunk.is_complete for chunk in record.chunks)
    assert result.calls >= done
    lost += chunks - done - failed
    return Ordeal(share, chunks, done, failed, lost, result.calls, seconds, kinds)


def exports(out: Path) -> list[bytes]:
    """Return what a run wrote, byte for byte, but for the seconds in its manifest."""
    return [*((out / name).read_bytes() for name in EXPORTS), manifest(out)]


def manifest(out: Path) -> bytes:
    """Return ``run.json`` without the only thing that two equal runs may differ in."""
    content = json.loads((out / MANIFEST).read_bytes())
    for part in (content, *content["documents"]):
        del part[SECONDS]
    return json.dumps(content, ensure_ascii=False).encode()


def ordeals(folder: Path, *, documents: int, seed: int = 0) -> Iterator[Ordeal]:
    """Yield what came of a run for every share of faults."""
    reports = write_reports(folder / "reports", count=documents)
    for share in SHARES:
        yield endure(share, reports, folder / f"out{share}", seed, concurrency=16)
