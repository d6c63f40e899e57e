"""What the readings alone, without any model, say about the annotated documents."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add

from pipeline.evaluating.counts import Counts, ratio
from pipeline.evaluating.judging import FIELDS, Judgement
from pipeline.evaluating.predictions import from_ledger
from pipeline.evaluating.scores import Scores, score
from pipeline.numbers.ledger import build_ledger
from tests.bench.corpus import COLLECTIONS, gold_documents, gold_of
from tests.bench.section import Bench, Section, Table

_MEASURES = (
    "mentions recall",
    "mentions precision",
    "facts recall",
    "facts precision",
    "facts F1",
    *FIELDS,
    "direction",
    "full fact F1",
    "spans equal to raw",
    "spans equal to gold",
)
_NOTES = (
    "Scores as in `shuzheng eval`; direction is the sign of annotated changes and growths.",
    "Only `unseen` tells how the rules do elsewhere: the other sets helped to write them.",
)
_SURE = (*(f"{name} where sure" for name in FIELDS), "nonfact where sure")


_CHANGES = frozenset({"growth", "change", "point_change"})


def run(bench: Bench) -> Iterator[Table]:
    """Yield the scores of every document, and those where a rule claims to be sure."""
    bench.say("readings: scores")
    documents: dict[str, Counts] = {}
    totals: dict[str, Counts] = {}
    for collection in COLLECTIONS:
        scores = _score(collection)
        counted = {j.doc: scores.documents[j.doc] + _directions(j) for j in scores.judgements}
        documents |= counted
        totals[f"**{collection}**"] = reduce(add, counted.values())
    totals["**all**"] = reduce(add, totals.values())
    yield _table("Readings against gold", _MEASURES, documents | totals, _NOTES)
    yield _table("Where a rule says it is sure", _SURE, totals, ("Right of all such cases.",))


def _score(collection: str) -> Scores:
    documents = gold_documents(collection)
    predictions = (row for d in documents for row in from_ledger(build_ledger(d.clean), d.name))
    texts = {document.name: document.document.raw for document in documents}
    return score(predictions, gold_of(collection), texts)


def _directions(judgement: Judgement) -> Counts:
    changes = [v for v in judgement.verdicts if v.gold and v.gold.kind in _CHANGES]
    return Counts({"direction": ratio("found" in v.right for v in changes)})


def _table(
    title: str, measures: Sequence[str], counted: Mapping[str, Counts], notes: tuple[str, ...]
) -> Table:
    rows = ((name[:14], *(_cell(counts, m) for m in measures)) for name, counts in counted.items())
    return Table(title, ("document", *measures), tuple(rows), notes)


def _cell(counts: Counts, measure: str) -> str:
    if measure.endswith(" F1"):
        share = counts.f1(measure.removesuffix(" F1"))
        return "–" if share is None else f"{share:.3f}"
    found = counts[measure]
    return f"{found.share:.3f} ({found.right}/{found.of})" if found.share is not None else "–"


SECTION = Section(
    name="readings",
    title="Readings, without a model",
    says="What the text alone says about each number, scored as `shuzheng eval` does.",
    run=run,
)
