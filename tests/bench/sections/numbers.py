"""Numbers found in annotated documents and in held-out phrases, by us and by peers."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial, reduce
from operator import add

from pipeline.cleaning.clean_text import CleanText
from pipeline.cleaning.cleaning import clean
from tests.bench.corpus import DEV, KNOWN, SEEDS, UNSEEN, GoldDocument, document_of, gold_documents
from tests.bench.found import Found, Recogniser
from tests.bench.number_scoring import Expected, NumberCounts, count_placed, count_unplaced
from tests.bench.phrases import BOUNDS, GROUPS, Number, Phrase
from tests.bench.recognisers import open_recognisers
from tests.bench.section import Bench, Section, Table
from tests.bench.timing import median_seconds

_COLUMNS = (
    "tool",
    "values right",
    "wrong",
    "missed",
    "other numbers given",
    "of these dates, names, …",
    "units right",
    "bounds right",
    "directions right",
)


def run(bench: Bench) -> Iterator[Table]:
    """Yield the tables of documents, speed and phrases."""
    tools, absent = open_recognisers()
    bench.say(f"numbers: {len(tools)} tools on documents")
    yield _documents(tools, (UNSEEN,), "that no rule was changed for", ())
    yield _documents(tools, KNOWN, "that our rules were improved on", _notes(tools, absent))
    bench.say("numbers: speed")
    yield _speed(tools, bench)
    bench.say("numbers: phrases")
    yield from _phrases(tools)


def _documents(
    tools: Sequence[Recogniser], collections: Sequence[str], which: str, notes: tuple[str, ...]
) -> Table:
    documents = gold_documents(*collections)
    rows = []
    for tool in tools:
        if tool.gives_places:
            counts = reduce(add, (_on_document(tool, row) for row in documents))
            rows.append((tool.name, *_cells(tool, counts)))
        else:
            rows.append((tool.name, *["no"] * (len(_COLUMNS) - 1)))
    facts = sum(len(row.facts) for row in documents)
    title = f"The {facts} annotated facts of {len(documents)} documents {which}"
    return Table(title, _COLUMNS, tuple(rows), notes)


def _notes(tools: Sequence[Recogniser], absent: Sequence[str]) -> tuple[str, ...]:
    return (
        "All tools get our clean text. A value is right if a number that overlaps the annotated "
        "one is worth the same; 25.7 % may be given as 25.7 or 0.257, 六成 as 6, 60 or 0.6.",
        *(f"{tool.name}: {tool.setting}." for tool in tools),
        *([f"Not installed, so left out: {', '.join(absent)}."] if absent else []),
    )


def _on_document(tool: Recogniser, document: GoldDocument) -> NumberCounts:
    expected = [
        Expected(fact.value, fact.unit, fact.bound, span)
        for fact, span in zip(document.facts, document.fact_spans, strict=True)
    ]
    return count_placed(tool.find(document.clean), expected, document.nonfact_spans)


def _cells(tool: Recogniser, counts: NumberCounts) -> tuple[str, ...]:
    return (
        f"{counts.right} ({counts.right / counts.expected:.1%})",
        str(counts.wrong),
        str(counts.missed),
        str(counts.other),
        str(counts.other_annotated),
        _of(counts.units, tool.gives_units),
        _of(counts.bounds, tool.gives_bounds),
        _of(counts.signs, tool.gives_direction),
    )


def _of(pair: tuple[int, int], is_given: bool) -> str:
    return f"{pair[0]} of {pair[1]}" if is_given else "no"


def _speed(tools: Sequence[Recogniser], bench: Bench) -> Table:
    texts = [row.clean for row in gold_documents(SEEDS, DEV)]
    works = {tool.name: partial(_find_in_all, tool, texts) for tool in tools}
    times = median_seconds(works, bench.repeats)
    characters = sum(len(text.text) for text in texts)
    ours = times[tools[0].name]
    return Table(
        "Speed on the seeds and the dev documents",
        ("tool", "characters/s", "time, ours = 1"),
        tuple(
            (name, f"{characters / time:,.0f}", f"{time / ours:.2f}")
            for name, time in times.items()
        ),
        (f"{characters:,} characters, median of {bench.repeats} runs, tools taking turns.",),
    )


def _find_in_all(tool: Recogniser, texts: Sequence[CleanText]) -> None:
    for text in texts:
        tool.find(text)


_Counted = Mapping[str, Mapping[str, Sequence[NumberCounts]]]


def _phrases(tools: Sequence[Recogniser]) -> Iterator[Table]:
    counted = {
        tool.name: {name: [_on_phrase(tool, row) for row in rows] for name, rows in GROUPS.items()}
        for tool in tools
    }
    yield _phrase_totals(tools, counted)
    yield _phrase_groups(counted)
    yield from (_phrase_misses(tool) for tool in tools[:2])


def _on_phrase(tool: Recogniser, phrase: Phrase) -> NumberCounts:
    text, numbers = phrase
    expected = [Expected(Decimal(value), unit, BOUNDS[bound]) for value, unit, bound in numbers]
    return count_unplaced(tool.find(clean(document_of(text))), expected)


def _phrase_totals(tools: Sequence[Recogniser], counted: _Counted) -> Table:
    rows = []
    for tool in tools:
        counts = [row for group in counted[tool.name].values() for row in group]
        speaking = [row for row in counts if row.expected]
        silent = [row for row in counts if not row.expected]
        total = reduce(add, counts)
        rows.append(
            (
                tool.name,
                f"{sum(row.is_exact for row in speaking)} of {len(speaking)}",
                f"{sum(row.is_exact for row in silent)} of {len(silent)}",
                f"{total.right} of {total.expected}",
                str(total.other),
                _of(total.units, tool.gives_units),
                _of(total.bounds, tool.gives_bounds),
            )
        )
    return Table(
        f"{sum(map(len, GROUPS.values()))} held-out phrases",
        (
            "tool",
            "all values and no other",
            "rightly silent",
            "values right",
            "other numbers given",
            "units right",
            "bounds right",
        ),
        tuple(rows),
        ("The phrases are in `tests/bench/phrases.py`; no rule was written for them.",),
    )


def _phrase_groups(counted: _Counted) -> Table:
    return Table(
        "Held-out phrases by group: all values and no other",
        ("group", "phrases", *counted),
        tuple(
            (
                name,
                str(len(rows)),
                *(str(sum(row.is_exact for row in counted[tool][name])) for tool in counted),
            )
            for name, rows in GROUPS.items()
        ),
    )


def _phrase_misses(tool: Recogniser) -> Table:
    rows = []
    for group, phrases in GROUPS.items():
        for text, numbers in phrases:
            counts = _on_phrase(tool, (text, numbers))
            if not counts.is_exact or counts.units[0] < counts.units[1] or _lacks_bound(counts):
                found = tool.find(clean(document_of(text)))
                rows.append((group, text, _shown(numbers), "; ".join(map(_told, found)) or "–"))
    return Table(
        f"Held-out phrases in which {tool.name} gets a value, unit or bound wrong",
        ("group", "phrase", "expected", "found"),
        tuple(rows) or (("–", "none", "–", "–"),),
        words=4,
    )


def _lacks_bound(counts: NumberCounts) -> bool:
    return counts.bounds[0] < counts.bounds[1]


def _shown(numbers: Sequence[Number]) -> str:
    return "; ".join(f"{value}{unit} {BOUNDS[bound]}" for value, unit, bound in numbers) or "–"


def _told(found: Found) -> str:
    return f"{found.value:f}{found.unit or ''} {found.bound or ''}".strip()


SECTION = Section(
    name="numbers",
    title="Numbers in Chinese text",
    says="Which numbers each tool finds, what they are worth, and what it tells about them.",
    run=run,
    peers=(
        "ms-recognizers-text-suite",
        "chinese2digits",
        "jionlp",
        "cn2an",
        "quantulum3",
    ),
)
