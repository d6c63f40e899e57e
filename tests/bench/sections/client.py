"""What a client costs by itself: the server answers at once, the rest is our own work."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pipeline.running.run import run as run_pipeline
from pipeline.settings import Settings
from tests.bench import baseline_instructor, baseline_langextract
from tests.bench.corpus import GoldDocument, document_named, seed_like_text
from tests.bench.metering import Meter
from tests.bench.ready_server import MODEL, ready_server, seen_by
from tests.bench.section import Bench, Section, Table
from tests.bench.short_reports import ask_alone, write_county_reports
from tests.bench.timing import all_cpu_s

_CHARACTERS = 4_000
_AT_ONCE = 16
_WARMING = 8

# Asks about the documents with its answer cache in the folder, and says how often it did.
_Asking = Callable[[Sequence[GoldDocument], str, Path], int]


@dataclass(frozen=True, slots=True)
class _Client:
    name: str
    ask: _Asking
    setting: str
    has_cache: bool


def run(bench: Bench) -> Iterator[Table]:
    """Yield two tables: ours on many short texts, and beside others on long ones.

    Many short ones come first: what others load makes every process slower that holds it.
    """
    with ready_server() as base_url:
        yield _many_short(bench, base_url)
        yield _side_by_side(bench, base_url)


def _side_by_side(bench: Bench, base_url: str) -> Table:
    count = 8 if bench.is_quick else 20
    text = seed_like_text((count + 1) * _CHARACTERS)
    parts = [text[place : place + _CHARACTERS] for place in range(0, len(text), _CHARACTERS)]
    documents = [document_named(f"part{place:03}", part) for place, part in enumerate(parts)]
    rows: list[tuple[str, ...]] = [("target", "", "≤ 8", "≥ 300", "", "≥ 1,000", "")]
    for client in _clients():
        bench.say(f"client: {client.name} on {count} documents")
        rows.append(_measured(client, documents, base_url))
    return Table(
        f"Clients before a server that answers at once, {count} documents of {_CHARACTERS:,} "
        "characters",
        (
            *("client", "requests", "CPU ms per request", "requests/s"),
            "CPU ms per 1,000 characters",
            *("again from cache, requests/s", "again, CPU ms per request"),
        ),
        tuple(rows),
        (
            "Processor time of the client and of all processes it begins, after a warm-up "
            "document; requests/s by the clock.",
            "Ours includes reading files, cleaning, ledger, checks, disputes, store and exports; "
            "the others only ask, read the answer and place it.",
            "Every answer has as many records as the text has numbers, eight at most.",
            "The texts differ in their digits only: most of ours are contradicted by another: "
            "that is found anew each time; their lines are kept while the same is said of them.",
            *(f"{client.name}: {client.setting}." for client in _clients()),
        ),
    )


def _measured(client: _Client, documents: Sequence[GoldDocument], base_url: str) -> tuple[str, ...]:
    requests = 0

    def ask(some: Sequence[GoldDocument], folder: Path) -> None:
        nonlocal requests
        requests = client.ask(some, base_url, folder)

    with TemporaryDirectory() as folder:
        ask(documents[:1], Path(folder))
        first = _spent(partial(ask, documents[1:], Path(folder)))
        asked = requests
        again = _spent(partial(ask, documents[1:], Path(folder)))
    thousands = (len(documents) - 1) * _CHARACTERS / 1000
    cells = (client.name, *first.cells(asked), f"{first.cpu_s / thousands * 1000:.1f}")
    if not client.has_cache:
        return (*cells, "no", "no")
    if requests:
        return (*cells, f"asked {requests} again", "–")
    return (*cells, *reversed(again.cells(asked)[1:]))


def _many_short(bench: Bench, base_url: str) -> Table:
    count = 200 if bench.is_quick else 2_000
    rows = []
    bench.say(f"client: {count} short documents")
    with TemporaryDirectory() as place:
        folder = Path(place)
        warm, reports = (folder / name for name in ("warm", "reports"))
        write_county_reports(warm, count=5, since=count)
        write_county_reports(reports, count=count)
        settings = Settings(
            base_url=base_url, model=MODEL, cache_dir=folder / "cache", concurrency=_AT_ONCE
        ).model_copy(update={"chunk_mentions": 2, "chunk_tokens": 50})
        ask_alone(base_url, _WARMING, _AT_ONCE)
        before = seen_by(base_url).calls
        alone = _spent(partial(ask_alone, base_url, 2 * count, _AT_ONCE))
        rate = seen_by(base_url).rate_since(before)
        rows.append(("asking alone", *alone.cells(2 * count), f"{rate:,.0f}"))
        run_pipeline([str(warm)], settings, out=folder / "warmed")
        for name in ("`shuzheng run`", "again, from the cache into a new directory"):
            out, before = folder / f"out{len(rows)}", seen_by(base_url).calls
            spent = _spent(partial(run_pipeline, [str(reports)], settings, out=out))
            rate = seen_by(base_url).rate_since(before)
            rows.append((name, *spent.cells(2 * count), f"{rate:,.0f}" if rate else "–"))
    targets = (("≥ 300", ""), ("≥ 300", "≤ 8"), ("≥ 1,000", ""))
    return Table(
        f"{count:,} short documents, each of two requests, about as many counties",
        (
            *("what", "requests", "CPU ms per request", "requests/s"),
            *("requests/s from the first to the last", "target", "target ms"),
        ),
        tuple((*row, *target) for row, target in zip(rows, targets, strict=True)),
        (
            f"{_AT_ONCE} requests at once; the server runs beside it, on the same cores.",
            "Requests/s: with beginning processes before, and exports after.",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Spent:
    wall_s: float
    cpu_s: float

    def cells(self, requests: int) -> tuple[str, str, str]:
        """Return how many requests, processor milliseconds for each, and how many a second."""
        each_ms = self.cpu_s / requests * 1000
        return f"{requests:,}", f"{each_ms:.1f}", f"{requests / self.wall_s:,.0f}"


def _spent(work: Callable[[], object]) -> _Spent:
    began, cpu = perf_counter(), all_cpu_s()
    work()
    return _Spent(perf_counter() - began, all_cpu_s() - cpu)


def _clients() -> Iterator[_Client]:
    yield _Client("shuzheng", _by_us, "`shuzheng run`, four requests at once", has_cache=True)
    yield _Client(
        "instructor alone",
        _by_instructor,
        f"{baseline_instructor.SETTING}; its own DiskCache",
        has_cache=True,
    )
    try:
        import_module("langextract")
    except ModuleNotFoundError:
        return
    for name, is_tuned, setting in (
        ("langextract, as documented", False, baseline_langextract.DEFAULT),
        ("langextract, tuned", True, baseline_langextract.TUNED),
    ):
        ask = partial(_by_langextract, workers=baseline_langextract.WORKERS if is_tuned else None)
        yield _Client(name, ask, setting, has_cache=False)


def _by_us(documents: Sequence[GoldDocument], base_url: str, folder: Path) -> int:
    sources = folder / "sources"
    sources.mkdir(exist_ok=True)
    for document in documents:
        (sources / f"{document.name}.txt").write_text(document.document.raw, encoding="utf-8")
    settings = Settings(base_url=base_url, model=MODEL, cache_dir=folder / "cache", concurrency=4)
    with TemporaryDirectory() as out:
        paths = [str(sources / f"{document.name}.txt") for document in documents]
        return run_pipeline(paths, settings, out=Path(out) / "run").calls


def _by_instructor(documents: Sequence[GoldDocument], base_url: str, folder: Path) -> int:
    meter = Meter()
    cache = import_module("instructor.cache").DiskCache(directory=str(folder / "cache"))
    baseline_instructor.extract([*documents], base_url, MODEL, meter, cache=cache)
    return meter.calls


def _by_langextract(
    documents: Sequence[GoldDocument], base_url: str, folder: Path, *, workers: int | None
) -> int:
    meter = Meter()
    baseline_langextract.extract([*documents], base_url, MODEL, meter, workers=workers)
    return meter.calls


SECTION = Section(
    name="client",
    title="The client's own time",
    says="What asking costs apart from the model, the first time and from the cache.",
    run=run,
    peers=("instructor", "langextract", "openai"),
)
