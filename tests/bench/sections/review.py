"""How quick the review page is on a large run, and how few actions settle a dispute.

It needs a browser and what the tests need, so it runs in their environment:
``.venv/bin/python tests/bench/run.py --only review``.
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from pipeline.disputing.deciding import said
from pipeline.disputing.disputes import Dispute, build_disputes
from pipeline.evaluating.gold import GoldFact, read_gold
from pipeline.evaluating.naming import find_places, is_right_name
from pipeline.proving.fact import Field
from pipeline.results.records import DocumentRecord
from pipeline.results.report import write_report
from pipeline.results.store import Store
from pipeline.review.alternatives import MEANINGS, find_alternatives
from tests.bench.section import Bench, Section, Table
from tests.review.seed_run import write_seed_run

_ROOT = Path(__file__).resolve().parents[3]
_GOLD = _ROOT / "tests" / "gold" / "seeds.gold.jsonl"
_DECISIONS = 40

_Annotated = Mapping[tuple[str, int, int], GoldFact]


def run(bench: Bench) -> Iterator[Table]:
    """Yield what a person waits for, what a dispute takes, and how large a report is."""
    count = 100 if bench.is_quick else 1000
    with TemporaryDirectory() as folder:
        bench.say("review: a run of the seeds, and a large one of copies of them")
        seeds = write_seed_run(Path(folder))
        facts = _copy(seeds, Path(folder) / "large", count)
        bench.say("review: waiting for the page")
        waits = _waits(Path(folder) / "large", bench)
        yield Table(
            f"The review page on {count:,} documents with {facts:,} facts, in a browser",
            ("what a person waits for", "ms", "at most"),
            tuple((name, f"{ms:.0f}", limit) for name, ms, limit in waits),
            (
                "From the address or the key to what is seen, the median of the repeats; "
                "decisions are made by key, one after the other.",
            ),
        )
        yield _actions(seeds)
        yield _reports(seeds, Path(folder) / "reports")


def _copy(seeds: Path, folder: Path, count: int) -> int:
    """Write a run of ``count`` copies of the seeds' documents; return how many facts it has."""
    facts = 0
    with Store.open(seeds) as store:
        records, info = list(store.documents()), store.info()
    with Store.create(folder) as store:
        for number in range(count):
            copied = _renamed(records[number % len(records)], number)
            facts += len(copied.proof.facts)
            store.write_document(copied)
        store.write_info(info)
    return facts


def _renamed(record: DocumentRecord, number: int) -> DocumentRecord:
    name = f"{number:05}_{record.document.name}"
    document = replace(record.document, name=name, digest=f"{number:064x}")
    return replace(record, document=document, proof=replace(record.proof, doc=name))


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


def _waits(run_dir: Path, bench: Bench) -> list[tuple[str, float, str]]:
    with _served(run_dir) as address, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        context.add_cookies([{"name": "shuzheng_name", "value": "bench", "url": address}])
        page = context.new_page()
        page.goto(address)
        page.locator(".ag-row").first.wait_for()
        found = [
            ("first paint of the run", _opened(page, f"{address}/", ".ag-row", bench), "2000"),
            ("opening a document", _opened(page, f"{address}/document/9", ".m", bench), "1000"),
            ("opening the facts", _opened(page, f"{address}/facts", ".ag-row", bench), "2000"),
            ("searching the facts", _searched(page, bench), ""),
            ("decision by key, to the next dispute", _decided(page, address), "150"),
        ]
        browser.close()
    return found


def _opened(page: Page, address: str, sign: str, bench: Bench) -> float:
    return median(_once(page, address, sign) for _ in range(bench.repeats))


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


# Presses a key and waits, inside of the browser, until the card shows something else.
_PRESS = """() => new Promise((done) => {
  const card = document.querySelector('.card'), start = performance.now();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  });
  seen.observe(card, { subtree: true, childList: true, characterData: true });
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
})"""


def _decided(page: Page, address: str) -> float:
    page.goto(f"{address}/queue")
    page.locator(".card h2").wait_for()
    times = []
    for _ in range(_DECISIONS):
        times.append(float(page.evaluate(_PRESS)))
        page.wait_for_timeout(120)
    return median(times)


def _actions(seeds: Path) -> Table:
    """Count what a person who knows the answers has to press and choose."""
    gold = _annotated()
    counts: list[int] = []
    with Store.open(seeds) as store:
        for record in store.documents():
            disputes = build_disputes(record.proof, record.mentions)
            counts += [_presses(each, record, gold) for each in disputes]
    several = sum(count > 1 for count in counts)
    row = (str(len(counts)), f"{sum(counts) / len(counts):.2f}", str(several), str(max(counts)))
    return Table(
        "Settling the disputes of the seeds as the annotations have it",
        ("disputes", "actions per dispute", "with more than one", "most"),
        (row,),
        (
            "One key accepts, rejects or takes an alternative that is offered, one more for each "
            "further; else the form is opened, each wrong field chosen or typed, and saved.",
        ),
        words=0,
    )


def _presses(
    dispute: Dispute, record: DocumentRecord, gold: Mapping[tuple[str, int, int], GoldFact]
) -> int:
    right = gold.get((dispute.doc, dispute.span.start, dispute.span.end))
    fact = dispute.fact
    if fact is None or right is None:
        return 1  # accepted as no statistic, rejected as one, or rejected to be asked again
    wrong = [field for field in MEANINGS if not _is_right(field, said(fact, field), right)]
    if not wrong:
        return 1
    offered = find_alternatives(
        fact,
        record.readings[dispute.mention],
        dispute.claims,
        dispute.findings,
        record.metadata,
    )
    taken = {each.field for each in offered if _is_right(each.field, each.value, right)}
    return len(wrong) if taken >= set(wrong) else 2 + len(wrong)


def _is_right(field: Field, value: str, right: GoldFact) -> bool:
    """Tell whether a value is right, names by the measure that runs are scored with."""
    if field is Field.INDICATOR:
        return is_right_name(value, right, (), find_places([right.region]))
    return value == str(getattr(right, field.value) or "")


def _annotated() -> _Annotated:
    return {(fact.doc, fact.start, fact.end): fact for fact in read_gold(_GOLD).facts}


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
