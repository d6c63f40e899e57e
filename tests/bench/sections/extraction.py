"""Whole extraction head to head: same server, same model, same documents, our scorer."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from platformdirs import user_cache_path

from pipeline.asking.embedded import MODEL_NAME, EmbeddedServer
from pipeline.evaluating.gold import Gold
from pipeline.evaluating.predictions import Prediction, from_run
from pipeline.evaluating.scores import Scores, score
from pipeline.running.run import run as run_pipeline
from pipeline.settings import Settings
from tests.bench import baseline_instructor, baseline_langextract
from tests.bench.asked_records import Answers, to_predictions
from tests.bench.corpus import DEV, SEEDS, GoldDocument, gold_documents, gold_of
from tests.bench.metering import Meter
from tests.bench.section import Bench, Section, Table

_Documents = list[GoldDocument]


@dataclass(frozen=True, slots=True)
class _Outcome:
    predictions: Sequence[Prediction]
    meter: Meter
    unplaced: str
    failed: str
    setting: str


_SHARES = ("indicator", "kind", "period", "spans equal to raw")

_Candidate = Callable[[_Documents, str], _Outcome]


def run(bench: Bench) -> Iterator[Table]:
    """Yield one table: every candidate on a few annotated documents (one seed if quick)."""
    documents = _sampled(1, SEEDS) if bench.is_quick else [*_sampled(2, SEEDS), *_sampled(3, DEV)]
    rows, notes = [], []
    with EmbeddedServer(user_cache_path("shuzheng")) as server:
        for name, candidate in _candidates():
            bench.say(f"extraction: {name} on {len(documents)} documents")
            start = perf_counter()
            outcome = candidate(documents, server.base_url)
            wall_s = perf_counter() - start
            rows.append((name, *_cells(outcome, _scored(outcome, documents), wall_s)))
            bench.say(f"extraction: {' | '.join(rows[-1])}")
            notes.append(f"{name}: {outcome.setting}.")
    facts = sum(len(row.facts) for row in documents)
    yield Table(
        f"{len(documents)} documents with {facts} facts, asked of {MODEL_NAME}",
        (
            "candidate",
            "facts placed",
            "facts F1",
            "full fact F1",
            "indicator",
            "kind",
            "period",
            "spans equal to raw",
            "without a place",
            "failed",
            "calls",
            "completion tokens",
            "tokens per full fact",
            "wall, s",
        ),
        tuple(rows),
        (
            "Peers get our clean text, title and date, two made-up examples, and the words for "
            "kinds that we use; all ask the same server, four requests at once where they can.",
            "Indicator, kind and period are shares of the facts placed.",
            *notes,
        ),
    )


def _sampled(count: int, collection: str) -> _Documents:
    """Return the shortest documents of a collection: four candidates take their time."""
    by_length = sorted(gold_documents(collection), key=lambda row: (len(row.clean.text), row.name))
    return by_length[:count]


def _candidates() -> Iterator[tuple[str, _Candidate]]:
    yield "shuzheng", _by_us
    yield "instructor alone", _by_instructor
    try:
        import_module("langextract")
    except ModuleNotFoundError:
        return
    yield "langextract, as documented", partial(_by_langextract, is_tuned=False)
    yield "langextract, tuned", partial(_by_langextract, is_tuned=True)


def _by_us(documents: _Documents, base_url: str) -> _Outcome:
    settings = Settings(
        base_url=base_url, model=MODEL_NAME, use_cache=False, concurrency=4, timeout_s=600
    )
    with TemporaryDirectory() as folder:
        paths = [row.document.source for row in documents]
        result = run_pipeline(paths, settings, out=Path(folder) / "run")
        predictions = from_run(result.run_dir)
        tokens = json.loads((result.run_dir / "run.json").read_text(encoding="utf-8"))["tokens"]
        chunks = [chunk for row in result.documents() for chunk in row.chunks]
    failed = sum(not chunk.is_complete for chunk in chunks)
    return _Outcome(
        predictions=predictions,
        meter=Meter(result.calls, tokens["prompt"], tokens["completion"]),
        unplaced="0",
        failed=f"{failed} of {len(chunks)} chunks",
        setting="`shuzheng run` with its defaults but no answer cache and four requests at once",
    )


def _by_instructor(documents: _Documents, base_url: str) -> _Outcome:
    meter = Meter()
    answers = baseline_instructor.extract(documents, base_url, MODEL_NAME, meter)
    return _outcome(documents, answers, meter, baseline_instructor.SETTING)


def _by_langextract(documents: _Documents, base_url: str, *, is_tuned: bool) -> _Outcome:
    meter = Meter()
    answers = baseline_langextract.extract(
        documents, base_url, MODEL_NAME, meter, is_tuned=is_tuned
    )
    setting = baseline_langextract.TUNED if is_tuned else baseline_langextract.DEFAULT
    return _outcome(documents, answers, meter, setting)


def _outcome(documents: _Documents, answers: Answers, meter: Meter, setting: str) -> _Outcome:
    said = {row.name: answers.records.get(row.name, ()) for row in documents}
    predictions = [p for row in documents for p in to_predictions(row, said[row.name])]
    records = [record for rows in said.values() for record in rows]
    unplaced = sum(record.clean_span is None for record in records)
    return _Outcome(
        predictions=predictions,
        meter=meter,
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


def _cells(outcome: _Outcome, scores: Scores, wall_s: float) -> tuple[str, ...]:
    total, meter = scores.total, outcome.meter
    placed, full = total["facts recall"], total["full fact recall"].right
    return (
        f"{placed.right} of {placed.of}",
        _share(total.f1("facts")),
        _share(total.f1("full fact")),
        *(_share(total[name].share) for name in _SHARES),
        outcome.unplaced,
        outcome.failed,
        str(meter.calls),
        f"{meter.completion_tokens:,}",
        f"{meter.completion_tokens / full:.0f}" if full else "–",
        f"{wall_s:.0f}",
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
