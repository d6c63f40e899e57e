"""How quick the review page is on a large run, and how few actions settle a dispute.

It needs a browser and what the tests need, so it runs in their environment:
``.venv/bin/python tests/bench/run.py --only review``.
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document
from pipeline.documents.reading import read_document
from pipeline.evaluating.gold import read_gold
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.fact import Claim
from pipeline.proving.proof import prove
from pipeline.results.records import DocumentRecord
from pipeline.results.report import write_report
from pipeline.results.store import Store
from pipeline.review.desk import Desk
from pipeline.review.pages.server import now
from pipeline.settings import Settings
from tests.bench.analyst import Analyst
from tests.bench.section import Bench, Section, Table
from tests.review.seed_run import write_seed_run

_ROOT = Path(__file__).resolve().parents[3]
_GOLD = _ROOT / "tests" / "gold" / "seeds.gold.jsonl"
_DECISIONS = 30
_LONG = 7  # times the seeds: more than 100,000 characters
_PATIENCE_MS = 20_000
_FRAMES = 120


def run(bench: Bench) -> Iterator[Table]:
    """Yield what a person waits for, what a dispute takes, and how large a report is."""
    count = 100 if bench.is_quick else 1000
    with TemporaryDirectory() as folder:
        bench.say("review: a run of the seeds, and a large one of copies of them")
        seeds = write_seed_run(Path(folder))
        facts, long = _copy(seeds, Path(folder) / "large", count)
        bench.say("review: waiting for the page")
        waits = _waits(Path(folder) / "large", count, long, bench)
        yield Table(
            f"The review page on {count:,} documents with {facts:,} facts, in a browser",
            ("what a person waits for", "ms", "at most"),
            tuple((name, f"{ms:.0f}", limit) for name, ms, limit in waits),
            (
                "From the address or the key to what is seen, the median of the repeats; "
                "decisions are made by key, one after the other, each kept on disk.",
                f"The grid is scrolled through 10,000 rows in {_FRAMES} frames.",
            ),
        )
        yield _actions(seeds, Path(folder) / "decided")
        yield _reports(seeds, Path(folder) / "reports")


def _copy(seeds: Path, folder: Path, count: int) -> tuple[int, tuple[str, str]]:
    """Write a run of ``count`` copies of the seeds' documents, the last two many of them in one.

    Return how many facts it has, and what the one of 200 facts and the long one are.
    """
    facts = 0
    with Store.open(seeds) as store:
        records, info = list(store.documents()), store.info()
    texts = [record.document for record in records]
    joined = [_joined("zy", texts[:4] + texts[:3]), _joined("zz", texts * _LONG)]
    with Store.create(folder) as store:
        for record in (*_renamed(records, count - 2), *joined):
            facts += len(record.proof.facts)
            store.write_document(record)
        store.write_info(info)
    about, long = (f"{len(record.proof.facts):,} facts" for record in joined)
    return facts, (about, f"{len(joined[1].document.raw):,} characters and {long}")


def _renamed(records: list[DocumentRecord], count: int) -> Iterator[DocumentRecord]:
    """Yield copies that can be told from each other by name, bytes and title."""
    for number in range(count):
        record = records[number % len(records)]
        name, title = f"{number:05}_{record.document.name}", f"{number} {record.metadata.title}"
        document = replace(record.document, name=name, digest=f"{number:064x}")
        metadata = replace(record.metadata, title=title)
        proof = replace(record.proof, doc=name)
        yield replace(record, document=document, metadata=metadata, proof=proof)


def _joined(name: str, documents: list[Document]) -> DocumentRecord:
    """Read documents one after the other as one, of which a model says what the text says."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text("\n".join(each.raw for each in documents), encoding="utf-8")
        document = read_document(path, name=name)
    ledger = build_ledger(clean(document))
    proof = prove(ledger, list(_claims(ledger)), name)
    parts = (document, ledger.clean.metadata, ledger.region, ledger.mentions, ledger.readings)
    return DocumentRecord(*parts, proof=proof, chunks=())


def _claims(ledger: Ledger) -> Iterator[Claim]:
    for mention, reading in zip(ledger.mentions, ledger.readings, strict=True):
        if reading is None or reading.nonfact is not None:
            continue
        said = (reading.indicator.best, None, reading.period.best, reading.region.best)
        echo = mention.span.of(ledger.clean.text)
        yield Claim(mention.index, True, echo, *said, None, "scripted", "key")


@contextmanager
def _served(run_dir: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "pipeline", "review", str(run_dir), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT) as process:
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address is not None
        try:
            yield address[0].rstrip("/")
        finally:
            process.terminate()


def _waits(
    run_dir: Path, count: int, about: tuple[str, str], bench: Bench
) -> list[tuple[str, float, str]]:
    with _served(run_dir) as address, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        context.add_cookies([{"name": "shuzheng_name", "value": "bench", "url": address}])
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(address)
        page.locator(".ag-row").first.wait_for()
        last, longest = f"{address}/document/{count - 1}", f"{address}/document/{count}"
        found = [
            ("first paint of the run", _opened(page, f"{address}/", ".ag-row", bench), "2000"),
            (f"opening a document of {about[0]}", _opened(page, last, ".m", bench), "1000"),
            (f"opening one of {about[1]}", _opened(page, longest, ".m", bench), ""),
            ("opening the facts", _opened(page, f"{address}/facts", ".ag-row", bench), "2000"),
            ("searching the facts", _searched(page, bench), ""),
            ("longest frame while scrolling the facts", _scrolled(page, address), "100"),
            ("decision by key, to the next dispute", _decided(page, address), "150"),
        ]
        browser.close()
    return found


def _opened(page: Page, address: str, sign: str, bench: Bench) -> float:
    return _median(lambda: _once(page, address, sign), bench.repeats)


def _median(measure: Callable[[], float], repeats: int) -> float:
    return median(measure() for _ in range(repeats))


def _once(page: Page, address: str, sign: str) -> float:
    page.goto("about:blank")
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(sign).first.wait_for()
    return (time.perf_counter() - start) * 1000


def _searched(page: Page, bench: Bench) -> float:
    field, times = page.get_by_label("搜索"), []
    for words in ("商标", "专利", "融资", "企业", "服务")[: bench.repeats]:
        start = time.perf_counter()
        field.fill(words)
        page.locator(".ag-row", has_text=words).first.wait_for()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


# Scrolls as far as 10,000 rows, some further in each frame, and returns the longest frame.
_SCROLL = f"""() => new Promise((done) => {{
  const view = document.querySelector('.ag-body-viewport');
  const row = document.querySelector('.ag-row').offsetHeight;
  let last = performance.now(), longest = 0, frame = 0;
  const step = () => {{
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (++frame > {_FRAMES}) return done(longest);
    view.scrollTop = row * 10000 * frame / {_FRAMES};
    requestAnimationFrame(step);
  }};
  requestAnimationFrame(step);
}})"""


def _scrolled(page: Page, address: str) -> float:
    page.goto(f"{address}/facts")
    page.locator(".ag-row").first.wait_for()
    page.wait_for_timeout(500)
    return _median(lambda: float(page.evaluate(_SCROLL)), 3)


# Presses a key and waits, inside of the browser, until the queue shows something else.
_PRESS = f"""() => new Promise((done, failed) => {{
  const main = document.querySelector('#main'), start = performance.now();
  const seen = new MutationObserver(() => {{
    seen.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  }});
  seen.observe(main, {{ subtree: true, childList: true, characterData: true }});
  setTimeout(() => failed(new Error('the next dispute never came')), {_PATIENCE_MS});
  document.body.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'a', bubbles: true }}));
}})"""


def _decided(page: Page, address: str) -> float:
    page.goto(f"{address}/queue")
    page.locator(".card h2").wait_for()
    page.wait_for_timeout(500)
    times = []
    for _ in range(_DECISIONS):
        times.append(float(page.evaluate(_PRESS)))
        page.wait_for_timeout(150)
    return median(times)


def _actions(seeds: Path, folder: Path) -> Table:
    """Count what a person who knows the answers has to press and choose."""
    shutil.copytree(seeds, folder)
    desk = Desk.open(folder, Settings(), now)
    try:
        desk.wait_for_scores()
        count = desk.register.dispute_count()
        truth = {(each.doc, each.start, each.end): each for each in read_gold(_GOLD).facts}
        analyst = Analyst(desk, truth)
        analyst.settle_all()
    finally:
        desk.close()
    presses = analyst.presses
    several = sum(each > 1 for each in presses)
    mean = f"{sum(presses) / count:.2f}"
    return Table(
        "Settling the disputes of the seeds as the annotations have it",
        ("disputes", "looked at", "with more than one action", "most", "actions each", "at most"),
        ((f"{count}", f"{len(presses)}", f"{several}", f"{max(presses)}", mean, "2"),),
        (
            "A scripted person goes through the queue in its order until it is empty. "
            "One key accepts, rejects or takes an alternative that is offered, one more for each "
            "further; else the form is opened, each wrong field typed, and saved.",
            "One more key corrects alike what says the same in that document, used only where "
            "that is right for every number.",
        ),
        words=0,
    )


def _reports(seeds: Path, folder: Path) -> Table:
    sizes = [path.stat().st_size for path in write_report(seeds, folder)[1:]]
    row = (f"{max(sizes) / 1000:.0f}", f"{sum(sizes) / len(sizes) / 1000:.0f}", "400")
    return Table(
        "HTML reports of the seeds, kB for each document",
        ("largest", "mean", "at most"),
        (row,),
        words=0,
    )


SECTION = Section(
    name="review",
    title="Review",
    says="What a person waits for on the review page, and what settling disputes takes.",
    run=run,
    peers=("nicegui", "playwright"),
)
