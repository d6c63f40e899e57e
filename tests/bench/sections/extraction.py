"""Whole extraction head to head: same server, same model, same documents, our scorer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from pipeline.asking.embedded import MODEL_NAME
from pipeline.evaluating.gold import Gold
from pipeline.evaluating.predictions import Prediction, from_ledger, from_run
from pipeline.evaluating.scores import Scores, score
from pipeline.numbers.ledger import build_ledger
from pipeline.running.run import run as run_pipeline
from pipeline.settings import Settings
from tests.bench import baseline_instructor, baseline_langextract
from tests.bench.asked_records import Answers, to_predictions
from tests.bench.asked_server import asked_server
from tests.bench.beginning import compare_beginnings
from tests.bench.copied_values import copied_wrong, given_count
from tests.bench.corpus import DEV, SEEDS, GoldDocument, gold_documents, gold_of
from tests.bench.kept_server import Costs
from tests.bench.metering import Meter
from tests.bench.section import Bench, Section, Table

_Documents = list[GoldDocument]


@dataclass(frozen=True, slots=True)
class _Outcome:
    predictions: Sequence[Prediction]
    unplaced: str
    failed: str
    setting: str


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a candidate gave, how that scores, and what it took.

    ``value_count`` annotated numbers are given with their right value.
    """

    name: str
    outcome: _Outcome
    scores: Scores
    costs: Costs
    client_s: float
    value_count: int

    @property
    def full_f1(self) -> float:
        return self.scores.total.f1("full fact") or 0.0

    @property
    def full_count(self) -> int:
        return self.scores.total["full fact recall"].right

    @property
    def seconds(self) -> float:
        return self.costs.seconds + self.client_s


_SHARES = ("indicator", "kind", "period", "region", "spans equal to raw")

_Candidate = Callable[[_Documents, str], _Outcome]


def run(bench: Bench) -> Iterator[Table]:
    """Yield what every candidate makes of a few documents (one seed if quick), then ratios."""
    documents = _sampled(1, SEEDS) if bench.is_quick else [*_sampled(1, SEEDS), *_sampled(2, DEV)]
    rows: list[_Measured] = []
    with asked_server() as server:
        for name, candidate in _candidates():
            bench.say(f"extraction: {name} on {len(documents)} documents")
            server.take_costs()
            start = process_time()
            outcome = candidate(documents, server.base_url)
            client_s = process_time() - start
            scores = _scored(outcome, documents)
            values = given_count(outcome.predictions, documents)
            rows.append(_Measured(name, outcome, scores, server.take_costs(), client_s, values))
            bench.say(f"extraction: {' | '.join(_cells(rows[-1], documents))}")
    facts = sum(len(row.facts) for row in documents)
    yield Table(
        f"{len(documents)} documents with {facts} facts, asked of {MODEL_NAME}",
        _COLUMNS,
        tuple((row.name, *_cells(row, documents)) for row in rows),
        (*_NOTES, *(f"{row.name}: {row.outcome.setting}." for row in rows)),
    )
    yield _ratios(rows)
    bench.say("extraction: the first answers of the embedded server")
    yield compare_beginnings()


_COLUMNS = (
    *("candidate", "facts placed", "facts F1", "full fact F1", *_SHARES, "without a place"),
    *("values copied wrong", "failed", "calls", "cut off", "prompt tokens", "completion tokens"),
    *("completion tokens per full fact", "s per document"),
)
_NOTES = (
    "Peers get our clean text, title and date, two made-up examples, and the words for "
    "kinds that we use; all ask the same server, four requests at once where they can.",
    "Indicator, kind, period and region are shares of the facts placed.",
    "Copied wrong: of the records placed on an annotated number, those that give another value.",
    "Seconds are those in which the server had a request of theirs, and those of the client's "
    "processor; answers are kept, and those of an earlier run count with the seconds they took.",
    "Cut off: calls whose answer came to its limit. To langextract the model repeats a record or "
    "a digit until then, so that a higher limit takes longer and finds no more; in an earlier run "
    "with at most 2,048 tokens it placed 0 facts too, and our seconds were 0.55 of its.",
)


def _ratios(rows: Sequence[_Measured]) -> Table:
    by_name = {row.name: row for row in rows}
    ours, instructor = by_name[_OURS], by_name[_INSTRUCTOR]
    lines = [
        ("full fact F1, ours to instructor's", _times(ours.full_f1, instructor.full_f1), "≥ 2"),
        (
            "completion tokens per full fact, ours to instructor's",
            _times(_per_full(ours), _per_full(instructor)),
            "≤ 0.5",
        ),
        (
            "completion tokens per number given with its value, ours to instructor's",
            _times(_per_value(ours), _per_value(instructor)),
            "≤ 0.5",
        ),
        *(
            (f"seconds, ours to {name}", _times(ours.seconds, row.seconds), "≤ 0.5")
            for name, row in by_name.items()
            if name.startswith(_LANGEXTRACT)
        ),
        ("our prompt tokens from the cache", _cached(ours.costs), "≥ 70 %"),
    ]
    return Table(
        "The figures to reach",
        ("figure", "measured", "target"),
        tuple(lines),
        (
            "Given with its value: the annotated number is touched by a record that gives its "
            "value, whatever else the record says.",
        ),
    )


def _times(one: float, other: float) -> str:
    return f"{one / other:.2f}" if other else f"{one:.3g} to 0"


def _per_full(row: _Measured) -> float:
    return row.costs.completion_tokens / row.full_count if row.full_count else 0.0


def _per_value(row: _Measured) -> float:
    return row.costs.completion_tokens / row.value_count if row.value_count else 0.0


def _cached(costs: Costs) -> str:
    return f"{costs.cached_tokens / max(1, costs.prompt_tokens):.0%}"


def _sampled(count: int, collection: str) -> _Documents:
    """Return the shortest documents of a collection: four candidates take their time."""
    by_length = sorted(gold_documents(collection), key=lambda row: (len(row.clean.text), row.name))
    return by_length[:count]


_OURS, _INSTRUCTOR, _LANGEXTRACT = "shuzheng", "instructor alone", "langextract"


def _candidates() -> Iterator[tuple[str, _Candidate]]:
    yield f"{_OURS} scan", _by_the_text
    yield _OURS, _by_us
    yield _INSTRUCTOR, _by_instructor
    try:
        import_module("langextract")
    except ModuleNotFoundError:
        return
    yield f"{_LANGEXTRACT}, as documented", partial(_by_langextract, is_tuned=False)
    yield f"{_LANGEXTRACT}, tuned", partial(_by_langextract, is_tuned=True)


def _by_the_text(documents: _Documents, _base_url: str) -> _Outcome:
    return _Outcome(
        predictions=[p for d in documents for p in from_ledger(build_ledger(d.clean), d.name)],
        unplaced="0",
        failed="0",
        setting="the readings alone, no model is asked",
    )


def _by_us(documents: _Documents, base_url: str) -> _Outcome:
    settings = Settings(
        base_url=base_url,
        model=MODEL_NAME,
        use_cache=False,
        stream=False,
        concurrency=4,
        timeout_s=1800,
    )
    with TemporaryDirectory() as folder:
        paths = [row.document.source for row in documents]
        result = run_pipeline(paths, settings, out=Path(folder) / "run")
        predictions = from_run(result.run_dir)
        chunks = [chunk for row in result.documents() for chunk in row.chunks]
    failed = sum(not chunk.is_complete for chunk in chunks)
    return _Outcome(
        predictions=predictions,
        unplaced="0",
        failed=f"{failed} of {len(chunks)} chunks",
        setting="`shuzheng run` with its defaults, but no answer cache, no streaming and four "
        "requests at once",
    )


def _by_instructor(documents: _Documents, base_url: str) -> _Outcome:
    answers = baseline_instructor.extract(documents, base_url, MODEL_NAME, Meter())
    return _outcome(documents, answers, baseline_instructor.SETTING)


def _by_langextract(documents: _Documents, base_url: str, *, is_tuned: bool) -> _Outcome:
    answers = baseline_langextract.extract(
        documents,
        base_url,
        MODEL_NAME,
        Meter(),
        workers=baseline_langextract.WORKERS if is_tuned else None,
    )
    setting = baseline_langextract.TUNED if is_tuned else baseline_langextract.DEFAULT
    return _outcome(documents, answers, setting)


def _outcome(documents: _Documents, answers: Answers, setting: str) -> _Outcome:
    said = {row.name: answers.records.get(row.name, ()) for row in documents}
    predictions = [p for row in documents for p in to_predictions(row, said[row.name])]
    records = [record for rows in said.values() for record in rows]
    unplaced = sum(record.clean_span is None for record in records)
    return _Outcome(
        predictions=predictions,
        unplaced=f"{unplaced} of {len(records)}",
        failed=f"{answers.failed} of {answers.of} {answers.what}",
        setting=setting,
    )


def _scored(outcome: _Outcome, documents: _Documents) -> Scores:
    texts = {row.name: row.document.raw for row in documents}
    return score(outcome.predictions, _gold_of(documents), texts)


def _gold_of(documents: _Documents) -> Gold:
    names = {row.name for row in documents}
    both = (gold_of(SEEDS), gold_of(DEV))
    return Gold(
        facts=tuple(row for gold in both for row in gold.facts if row.doc in names),
        nonfacts=tuple(row for gold in both for row in gold.nonfacts if row.doc in names),
    )


def _cells(row: _Measured, documents: _Documents) -> tuple[str, ...]:
    total, costs, outcome = row.scores.total, row.costs, row.outcome
    placed = total["facts recall"]
    return (
        f"{placed.right} of {placed.of}",
        _share(total.f1("facts")),
        _share(row.full_f1),
        *(_share(total[name].share) for name in _SHARES),
        outcome.unplaced,
        copied_wrong(outcome.predictions, documents),
        outcome.failed,
        str(costs.calls),
        str(costs.cut),
        f"{costs.prompt_tokens:,}",
        f"{costs.completion_tokens:,}",
        f"{_per_full(row):.0f}" if row.full_count else "–",
        f"{row.seconds / len(documents):.0f}",
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


SECTION = Section(
    name="extraction",
    title="Extraction, head to head",
    says="Documents in, facts out, by the same small model behind the same server.",
    run=run,
    peers=("instructor", "langextract", "openai", "xllamacpp"),
)
