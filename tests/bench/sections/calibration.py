"""How far the score of a fact can be believed, and what the status verified is worth."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil
from time import process_time

from pipeline.proving.proof import prove
from pipeline.proving.scoring import weights
from tests.bench.corpus import COLLECTIONS, KNOWN
from tests.bench.fitting import RECORDED, Row, cross_validated, probability, rows
from tests.bench.section import Bench, Section, Table
from tests.bench.simulated import MODELS, PERFECT, annotated, answers

_EDGES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 1.0)
_FIRST = 0.2
_MODELS = (
    "Models: `recorded` are the answers of the embedded model to the seeds; the others are "
    "scripted from the annotations, no language models: "
    + "; ".join(
        f"`{each.name}` errs in {each.wrong:.0%} of each field, repeats the reading in "
        f"{each.follows:.0%}, slips in {each.slips:.1%} of the numbers, takes {each.denies:.0%} "
        f"for the opposite and leaves out {each.silent:.1%}"
        for each in MODELS
    )
    + "."
)
_WRONG = (
    "Wrong: any of value, unit, bound, kind, indicator, period and region would have to be "
    "corrected, or the number is no statistic; and numbers left out that are one."
)
_Scored = Sequence[tuple[Row, float]]


def run(bench: Bench) -> Iterator[Table]:
    """Yield the reliability of the score, the review queue, the statuses, and the cost."""
    bench.say("calibration: answers")
    others = tuple(each for each in COLLECTIONS if each not in KNOWN)
    known = weights()
    if bench.is_quick:
        fitted = [(row, probability(known, row.features)) for row in rows(*KNOWN)]
    else:
        bench.say("calibration: weights for each document from all others")
        fitted = cross_validated(*KNOWN)
    elsewhere = [(row, probability(known, row.features)) for row in rows(*others)]
    scored = [*fitted, *elsewhere]
    yield _reliability({", ".join(KNOWN): fitted, ", ".join(others): elsewhere})
    yield _by_model("Review queue and statuses", scored)
    yield _cost()


def _reliability(parts: dict[str, _Scored]) -> Table:
    lines = []
    for low, high in pairwise(_EDGES):
        cells = [f"{low:g} to {high:g}"]
        for scored in parts.values():
            inside = [(r, p) for r, p in scored if low <= p < high or p == high == 1]
            cells += _bin(inside)
        lines.append(tuple(cells))
    brier = (f"{name}: {_brier(scored):.4f}" for name, scored in parts.items())
    columns = ("score", *(f"{what} ({n})" for n in parts for what in ("predicted", "wrong", "n")))
    return Table(
        "Reliability of the score",
        columns,
        tuple(lines),
        (
            f"Brier score (0 is perfect) by documents: {'; '.join(brier)}.",
            "Documents of the first group are scored with weights fitted on the others; no "
            "weight and no rule knows those of the second.",
            _WRONG,
            "n counts each number once, in equal parts for each model.",
        ),
    )


def _bin(inside: _Scored) -> tuple[str, str, str]:
    total = sum(row.weight for row, _ in inside)
    if not total:
        return "–", "–", "0"
    predicted = sum(row.weight * p for row, p in inside) / total
    wrong = sum(row.weight * row.is_wrong for row, _ in inside) / total
    return f"{predicted:.3f}", f"{wrong:.3f}", f"{total:.0f}"


def _brier(scored: _Scored) -> float:
    total = sum(row.weight for row, _ in scored)
    return sum(row.weight * (p - row.is_wrong) ** 2 for row, p in scored) / total


def _by_model(title: str, scored: _Scored) -> Table:
    lines = []
    for collection in COLLECTIONS:
        for model in (*(each.name for each in MODELS), RECORDED):
            part = [(r, p) for r, p in scored if (r.collection, r.model) == (collection, model)]
            if part:
                lines.append((collection, model, *_figures(part)))
    columns = ("documents", "model", "facts", "wrong", "verified", "wrong among verified")
    return Table(
        title,
        (*columns, "disputed", f"wrong in the first {_FIRST:.0%} of the queue"),
        tuple(lines),
        (
            "The queue holds all facts, and what is disputed besides, by score.",
            _MODELS,
            _WRONG,
        ),
        words=2,
    )


def _figures(part: _Scored) -> tuple[str, ...]:
    facts = [row for row, _ in part if row.is_fact]
    verified = [row for row in facts if row.status == "verified"]
    queue = sorted(
        ((row, p) for row, p in part if row.is_fact or row.status == "disputed"),
        key=lambda each: -each[1],
    )
    first = queue[: ceil(len(queue) * _FIRST)]
    return (
        str(len(facts)),
        str(sum(row.is_wrong for row in facts)),
        _share(facts, lambda row: row.status == "verified"),
        _share(verified, lambda row: row.is_wrong),
        _share(facts, lambda row: row.status == "disputed"),
        _share([row for row, _ in queue if row.is_wrong], _is_in({id(row) for row, _ in first})),
    )


def _is_in(chosen: set[int]) -> Callable[[Row], bool]:
    return lambda row: id(row) in chosen


def _share(among: Sequence[Row], holds: Callable[[Row], bool]) -> str:
    count = sum(map(holds, among))
    return f"{count / len(among):.1%} ({count}/{len(among)})" if among else "–"


def _cost() -> Table:
    spent, facts = 0.0, 0
    for document in annotated(*COLLECTIONS):
        claims = answers(document, PERFECT)
        start = process_time()
        proof = prove(document.ledger, claims, document.name)
        spent += process_time() - start
        facts += len(proof.facts)
    return Table(
        "What proving costs",
        ("facts", "CPU ms per fact"),
        ((str(facts), f"{1000 * spent / facts:.2f}"),),
        ("All checks on all annotated documents; the target is at most 2 ms.",),
    )


SECTION = Section(
    name="calibration",
    title="Scores and statuses",
    says="Whether the score of a fact is the probability that it is wrong, how many errors a "
    "queue sorted by it shows first, and how many wrong facts are called verified.",
    run=run,
)
