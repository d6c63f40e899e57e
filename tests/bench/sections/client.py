"""What a client costs by itself: the server answers at once, the rest is our own work."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.running.run import run as run_pipeline
from pipeline.settings import Settings
from tests.bench import baseline_instructor, baseline_langextract
from tests.bench.corpus import GoldDocument, document_named, seed_like_text
from tests.bench.metering import Meter
from tests.bench.ready_server import MODEL, ready_server
from tests.bench.section import Bench, Section, Table
from tests.bench.timing import seconds

_CHARACTERS = 4_000

# Asks about the documents with its answer cache in the folder, and says how often it did.
_Asking = Callable[[Sequence[GoldDocument], str, Path], int]


@dataclass(frozen=True, slots=True)
class _Client:
    name: str
    ask: _Asking
    setting: str
    has_cache: bool


def run(bench: Bench) -> Iterator[Table]:
    """Yield one table: processor time per request and per text, first time and again."""
    count = 8 if bench.is_quick else 20
    text = seed_like_text((count + 1) * _CHARACTERS)
    parts = [text[place : place + _CHARACTERS] for place in range(0, len(text), _CHARACTERS)]
    documents = [document_named(f"part{place:03}", part) for place, part in enumerate(parts)]
    rows = []
    with ready_server() as base_url:
        for client in _clients():
            bench.say(f"client: {client.name} on {count} documents")
            rows.append(_measured(client, documents, base_url))
    yield Table(
        f"Clients before a server that answers at once, {count} documents of {_CHARACTERS:,} "
        "characters",
        (
            "client",
            "requests",
            "CPU ms per request",
            "CPU ms per 1,000 characters",
            "again from cache, requests/s",
            "again, CPU ms per 1,000 characters",
        ),
        tuple(rows),
        (
            "Processor time of the client's process, all its threads, after a warm-up document.",
            "Ours includes reading files, cleaning, ledger, checks, disputes, store and exports; "
            "the others only ask, read the answer and place it.",
            "Every answer has as many records as the text has numbers, eight at most.",
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
        first = seconds(partial(ask, documents[1:], Path(folder)))
        asked = requests
        again = seconds(partial(ask, documents[1:], Path(folder)))
    thousands = (len(documents) - 1) * _CHARACTERS / 1000
    cells = (
        client.name,
        str(asked),
        f"{first / asked * 1000:.1f}",
        f"{first / thousands * 1000:.1f}",
    )
    if not client.has_cache:
        return (*cells, "no", "no")
    if requests:
        return (*cells, f"asked {requests} again", "–")
    return (*cells, f"{asked / again:,.0f}", f"{again / thousands * 1000:.1f}")


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
