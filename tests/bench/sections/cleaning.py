"""Cleaning: which annotated numbers can still be pointed at in the file, and how fast."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from importlib import import_module

import opencc

from pipeline.cleaning.clean_text import CleanText
from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document, Format
from pipeline.evaluating.agreement import same_value
from pipeline.evaluating.gold import GoldFact
from pipeline.numbers.mention import Mention
from pipeline.numbers.mentions import find_mentions
from tests.bench.aligning import align_by_difflib, align_by_rapidfuzz
from tests.bench.corpus import COLLECTIONS, SEEDS, document_of, gold_documents
from tests.bench.section import Bench, Section, Table
from tests.bench.timing import fitted_exponent, median_seconds, seconds

_Cleaning = Callable[[Document], CleanText]
_T2S = opencc.OpenCC("t2s")
_UNSEEN = frozenset({"script", "style"})
_SIZES_KB = (10, 100, 1_000, 10_000)


@dataclass(frozen=True, slots=True)
class _Way:
    name: str
    clean: _Cleaning
    setting: str


def run(bench: Bench) -> Iterator[Table]:
    """Yield the table of spans recovered, and that of speed over length."""
    ways, absent = _open_ways()
    bench.say(f"cleaning: {len(ways)} ways of cleaning and mapping back")
    yield _recovery(ways, absent, bench)
    bench.say("cleaning: texts of growing length")
    yield _lengths(bench)


def _open_ways() -> tuple[Sequence[_Way], Sequence[str]]:
    ours = [
        _Way("shuzheng", clean, "every edit keeps the origin of each character"),
        _Way(
            "our text, difflib",
            lambda document: align_by_difflib(document.raw, clean(document).text),
            "our clean text, its origins thrown away and found again by difflib on the raw text",
        ),
        _Way(
            "our text, rapidfuzz",
            lambda d: align_by_rapidfuzz(_T2S.convert(d.raw), clean(d).text),
            "the same by rapidfuzz (Levenshtein) on the simplified raw text",
        ),
    ]
    try:
        ftfy = import_module("ftfy")
    except ModuleNotFoundError:
        return ours, ["ftfy"]
    fix: Callable[[str], str] = partial(ftfy.fix_text, uncurl_quotes=False)
    peers = [
        _Way(
            f"ftfy + opencc, {name}",
            partial(_fix_and_align, fix, align, is_simplified),
            f"ftfy.fix_text (uncurl_quotes=False) and opencc t2s, HTML tags removed by "
            f"html.parser, places found again by {name} on the {of} text",
        )
        for name, align, is_simplified, of in (
            ("difflib", align_by_difflib, False, "raw"),
            ("rapidfuzz", align_by_rapidfuzz, True, "simplified raw"),
        )
    ]
    return [*ours, *peers], []


def _fix_and_align(
    fix: Callable[[str], str],
    align: Callable[[str, str], CleanText],
    is_simplified: bool,
    document: Document,
) -> CleanText:
    visible = _without_tags(document.raw) if document.format is Format.HTML else document.raw
    raw = _T2S.convert(document.raw) if is_simplified else document.raw
    return align(raw, _T2S.convert(fix(visible)))


class _VisibleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        self.parts.append("\n" if tag in {"p", "br", "div", "tr", "li"} else "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN
        self.parts.append("\t" if tag in {"td", "th"} else "")

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self._unseen else data)


def _without_tags(raw: str) -> str:
    page = _VisibleText()
    page.feed(raw)
    page.close()
    return "".join(page.parts)


def _recovery(ways: Sequence[_Way], absent: Sequence[str], bench: Bench) -> Table:
    documents = [row.document for row in gold_documents(*COLLECTIONS)]
    works = {way.name: partial(_clean_all, way.clean, documents) for way in ways}
    times = median_seconds(works, bench.repeats)
    size_mb = sum(len(document.raw.encode()) for document in documents) / 1e6
    ours = times[ways[0].name]
    rows = [
        (
            way.name,
            *_recovered(way),
            f"{size_mb / times[way.name]:.2f}",
            f"{times[way.name] / ours:.2f}",
        )
        for way in ways
    ]
    return Table(
        "Annotated numbers found again at their place in the file",
        (
            "cleaning and mapping back",
            "value and exact span",
            "value, other span",
            "lost",
            "MB/s",
            "time, ours = 1",
        ),
        tuple(rows),
        (
            "Our number scan runs on each clean text; spans are mapped to the raw file and "
            "compared with the annotated ones.",
            *(f"{way.name}: {way.setting}." for way in ways),
            *([f"Not installed, so left out: {', '.join(absent)}."] if absent else []),
        ),
    )


def _clean_all(cleaning: _Cleaning, documents: Sequence[Document]) -> None:
    for document in documents:
        cleaning(document)


def _recovered(way: _Way) -> tuple[str, str, str]:
    exact = near = total = 0
    for row in gold_documents(*COLLECTIONS):
        mentions = find_mentions(way.clean(row.document))
        for fact in row.facts:
            found = [m for m in mentions if _is_at(m, fact)]
            is_exact = any(
                (m.raw_span.start, m.raw_span.end) == (fact.start, fact.end) for m in found
            )
            exact, near, total = exact + is_exact, near + (bool(found) and not is_exact), total + 1
    return f"{exact} of {total}", str(near), str(total - exact - near)


def _is_at(mention: Mention, fact: GoldFact) -> bool:
    overlaps = mention.raw_span.start < fact.end and fact.start < mention.raw_span.end
    is_short = len(mention.raw_span) <= 2 * len(fact.quote) + 16
    amount = (abs(fact.value), fact.unit)
    return overlaps and is_short and same_value((abs(mention.value), mention.unit), amount)


def _lengths(bench: Bench) -> Table:
    raw = "\n".join(row.document.raw for row in gold_documents(SEEDS)) + "\n"
    sizes = _SIZES_KB[:2] if bench.is_quick else _SIZES_KB
    rows, points = [], []
    for size in sizes:
        copies = max(1, size * 1000 // len(raw.encode()))
        document = document_of((raw * copies)[: size * 1000] if size < 100 else raw * copies)
        time = min(seconds(partial(clean, document)) for _ in range(3 if size < 10_000 else 1))
        points.append((float(len(document.raw)), time))
        rows.append(
            (
                f"{len(document.raw.encode()) / 1000:,.0f} kB",
                f"{points[-1][0]:,.0f}",
                f"{len(document.raw.encode()) / 1e6 / time:.2f}",
            )
        )
    power = f"{fitted_exponent(points):.2f}"
    return Table(
        "Our cleaning on raw seeds, repeated",
        ("text", "characters", "MB/s"),
        (*rows, ("time grows as length to the power of", "", power)),
    )


SECTION = Section(
    name="cleaning",
    title="Cleaning that remembers",
    says="Whether a number found in clean text can be pointed at in the file as received.",
    run=run,
    peers=("ftfy", "opencc", "rapidfuzz"),
)
