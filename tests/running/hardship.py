"""Runs under hardship: a server that fails, and a process that is killed at any moment."""

import json
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
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
    """What came of a run under faults; ``lost`` are chunks or numbers that nobody knows of."""

    share: float
    chunks: int
    done: int
    failed: int
    lost: int
    calls: int
    seconds: float


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
        seconds = perf_counter() - began
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
    return Ordeal(share, chunks, done, failed, lost + chunks - done - failed, result.calls, seconds)


def kill_and_resume(
    reports: Path, out: Path, settings: Settings, moments_s: Sequence[float]
) -> None:
    """Start the same run again and again, kill it at each of the moments, and let it end."""
    for moment_s in moments_s:
        process = _start(reports, out, settings)
        process.join(moment_s)
        process.kill()
        process.join()
    process = _start(reports, out, settings)
    process.join()
    if process.exitcode != 0:
        raise AssertionError(f"the last run ended with {process.exitcode}")


def exports(out: Path) -> list[bytes]:
    """Return what a run wrote, byte for byte, but for the seconds in its manifest."""
    return [*((out / name).read_bytes() for name in EXPORTS), manifest(out)]


def manifest(out: Path) -> bytes:
    """Return ``run.json`` without the only thing that two equal runs may differ in."""
    content = json.loads((out / MANIFEST).read_bytes())
    for part in (content, *content["documents"]):
        del part[SECONDS]
    return json.dumps(content, ensure_ascii=False).encode()


def _start(reports: Path, out: Path, settings: Settings) -> "multiprocessing.process.BaseProcess":
    process = multiprocessing.get_context("fork").Process(
        target=_run_quietly, args=(reports, out, settings)
    )
    process.start()
    return process


def _run_quietly(reports: Path, out: Path, settings: Settings) -> None:
    sys.exit(run([str(reports)], settings, out=out).exit_code)


@dataclass(frozen=True, slots=True)
class Kills:
    """How many of the killed runs ended as if nothing had happened, and what was sent twice."""

    kills: int
    identical: int
    sent_twice: int
    slots: int


def kill_often(folder: Path, *, kills: int, documents: int = 30, slots: int = 4) -> Kills:
    """Kill runs at moments spread evenly over their length, resume each, compare the bytes."""
    reports = write_reports(folder / "reports", count=documents)
    identical = sent_twice = 0
    with faulty_server(Plan(latency_s=0.01)) as server:
        settings = settings_for(server.base_url, concurrency=slots)
        began = perf_counter()
        kill_and_resume(reports, folder / "whole", settings, ())
        length_s = perf_counter() - began
        whole = exports(folder / "whole")
        for turn in range(kills):
            before = server.asked()
            out = folder / f"killed{turn}"
            kill_and_resume(reports, out, settings, [length_s * (turn + 0.5) / kills])
            identical += exports(out) == whole
            sent_twice = max(sent_twice, (server.asked() - before).total() - len(before))
    return Kills(kills, identical, sent_twice, slots)


def ordeals(folder: Path, *, documents: int, seed: int = 0) -> Iterator[Ordeal]:
    """Yield what came of a run for every share of faults."""
    reports = write_reports(folder / "reports", count=documents)
    for share in SHARES:
        yield endure(share, reports, folder / f"out{share}", seed, concurrency=16)


def told(ordeal: Ordeal) -> str:
    """Return one line about a run under faults, with its target."""
    return (
        f"faults at {ordeal.share:3.0%} of calls: {ordeal.chunks} requests, "
        f"{ordeal.done} answered, {ordeal.failed} failed, {ordeal.lost} lost (target 0), "
        f"{ordeal.calls} calls, {ordeal.seconds:.0f} s"
    )


def main() -> None:
    """Print what came of runs under hardship; exit with 1 if anything was lost."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        found = []
        for ordeal in ordeals(folder / "faults", documents=250):
            found.append(ordeal)
            print(told(ordeal), flush=True)
        kills = kill_often(folder / "kills", kills=50)
    print(
        f"killed at {kills.kills} moments: {kills.identical} of {kills.kills} end with the bytes of"
        f" an undisturbed run (target all, run.json but for {SECONDS}); at most {kills.sent_twice}"
        f" requests sent twice (target at most the {kills.slots} under way)"
    )
    is_well = not any(ordeal.lost for ordeal in found) and kills.identical == kills.kills
    is_well = is_well and kills.sent_twice <= kills.slots
    print("every target is met" if is_well else "NOT every target is met")
    sys.exit(0 if is_well else 1)


if __name__ == "__main__":
    main()
