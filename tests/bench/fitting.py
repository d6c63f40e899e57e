"""Fit the weights of the score of a fact on annotated documents, and write them.

    python -m tests.bench.fitting [--write]

The documents are those whose errors have been used before (``KNOWN``); ``unseen`` is
kept to see whether the score holds elsewhere.  The answers are those of the embedded
model where they are recorded (the seeds), and those of scripted models that err as
often as ``tests.bench.simulated`` says.
"""

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from vcr import VCR

from pipeline.proving.checking import CHECKS
from pipeline.proving.proof import Proof, prove
from pipeline.proving.scoring import FIELDS, HEARD, features_of
from pipeline.results.store import Store
from tests import shared_yaml
from tests.bench.corpus import KNOWN, ROOT, SEEDS
from tests.bench.simulated import MODELS, Annotated, annotated, answers, is_wrong, verdicts
from tests.conftest import CASSETTES
from tests.recordings import NOWHERE, recording_options
from tests.test_seeds import extract

TARGET = ROOT / "pipeline" / "proving" / "score_weights.toml"
RECORDED = "recorded"
_STEPS = 60
_SPREAD = 1.0

# Where few documents show a check, this is what is believed before any was seen.
_PRIORS: Mapping[str, float] = {
    **{f"found:{check.code}": 0.5 for check in CHECKS},
    **{f"found:{code}": 4.0 for code in ("kind-unit", "direction", "period-conflict")},
    **{f"found:{code}": 1.0 for code in ("false-fact", "models-disagree", "unaccounted")},
    **{f"{field}:differs": 1.0 for field in HEARD},
    **{f"{field}:sure:differs": 0.2 for field in HEARD},
    "value:damaged": 1.0,
}

# What the annotations cannot tell, because they say what the text says, true or not: of
# two figures that contradict each other one is wrong, of three that do not fit one of
# three, and of a number beside orders to a machine nothing is known.
_FIXED: Mapping[str, float] = {
    "found:contradiction": 4.2,
    "found:growth-arithmetic": 3.5,
    "found:part-whole": 3.5,
    "found:implausible": 4.2,
    "found:instruction-in-source": 4.2,
}
_RISING = ("found:", "unsure", "empty", "damaged", "differs")
_NAMES = (
    "start",
    "nonfact",
    "nonfact:by the clause",
    *(f"{field}:{what}" for field in FIELDS for what in ("unsure", "empty")),
    *(f"{field}:{sure}differs" for field in HEARD for sure in ("", "sure:")),
    *("value:arithmetic", "value:restatement", "value:damaged"),
    *(f"found:{check.code}" for check in CHECKS),
)

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one number of one document, and whether its row is wrong."""

    collection: str
    doc: str
    model: str
    is_fact: bool
    features: Mapping[str, float]
    is_wrong: bool
    status: str
    weight: float


@cache
def rows(*collections: str) -> tuple[Row, ...]:
    """Return every number of the collections, once for each model, soft ones left out.

    The rows of one number weigh as much as one, half of it for the recorded answers
    where there are any.
    """
    return tuple(row for document in annotated(*collections) for row in _of_document(document))


def _of_document(document: Annotated) -> Iterator[Row]:
    has_recording = document.collection == SEEDS
    share = (0.5 if has_recording else 1.0) / len(MODELS)
    for habits in MODELS:
        proof = prove(document.ledger, answers(document, habits), document.name)
        yield from _of_proof(document, proof, habits.name, share)
    if has_recording:
        yield from _of_proof(document, recorded()[document.name], RECORDED, 0.5)


def _of_proof(document: Annotated, proof: Proof, model: str, weight: float) -> Iterator[Row]:
    judged = dict(verdicts(document, proof))
    facts = {fact.mention for fact in proof.facts}
    for mention, features in features_of(proof):
        verdict = judged[mention]
        if not verdict.is_soft:
            yield Row(
                collection=document.collection,
                doc=document.name,
                model=model,
                is_fact=mention in facts,
                features=features,
                is_wrong=is_wrong(verdict),
                status=proof.statuses[mention].value,
                weight=weight,
            )


@cache
def recorded() -> Mapping[str, Proof]:
    """Return the proofs of the seeds from the recorded answers of the embedded model."""
    proofs = {}
    with TemporaryDirectory() as folder:
        for path in sorted((ROOT / "seeds").glob("*.txt")):
            _replay(path.stem, Path(folder) / path.stem)
            with Store.open(Path(folder) / path.stem) as store:
                proofs[path.stem] = store.document(path.stem).proof
    return proofs


def _replay(seed: str, run_dir: Path) -> None:
    recorder = VCR(record_mode="none", cassette_library_dir=str(CASSETTES / "test_seeds"))
    recorder.register_serializer("yaml", shared_yaml)
    name = f"test_seed_gives_the_reviewed_facts[{seed}].yaml"
    with recorder.use_cassette(name, **recording_options()):
        if extract(seed, f"{NOWHERE}/v1", run_dir).exit_code:
            sys.exit(f"the recording of {seed} answers other questions; make record first")


def fit(known: Iterable[Row]) -> Weights:
    """Return the weights that make the rows likeliest, given what was believed before.

    Rows with a feature whose weight is fixed are left out.

    A finding and a doubt never make a fact likelier right, nor support likelier wrong: a
    weight that would say so is 0.
    """
    observed = [row for row in known if not _FIXED.keys() & row.features.keys()]
    names = [name for name in _NAMES if name not in _FIXED]
    while True:
        found = _newton(observed, names)
        strange = [name for name in names if _is_strange(name, found[name])]
        if not strange:
            return {name: round({**found, **_FIXED}.get(name, 0.0), 2) for name in _NAMES}
        names.remove(max(strange, key=lambda name: abs(found[name])))


def probability(weights: Weights, features: Mapping[str, float]) -> float:
    """Return the probability that a row with these features is wrong."""
    odds = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-odds))


def _is_strange(name: str, weight: float) -> bool:
    if any(word in name for word in _RISING):
        return weight < 0
    return weight > 0 and name.endswith(("arithmetic", "restatement"))


def _newton(observed: Sequence[Row], names: Sequence[str]) -> dict[str, float]:
    place = {name: index for index, name in enumerate(names)}
    prior = [_PRIORS.get(name, 0.0) for name in names]
    found = list(prior)
    points = [
        ([(place[n], v) for n, v in row.features.items() if n in place], row.is_wrong, row.weight)
        for row in observed
    ]
    for _ in range(_STEPS):
        slope, bend = _derivatives(points, found, prior)
        step = _solve(bend, slope)
        longest = max(map(abs, step))
        found = [
            weight + change / max(1.0, longest)  # a bound, or the first steps overshoot
            for weight, change in zip(found, step, strict=True)
        ]
        if longest < 1e-6:
            break
    return dict(zip(names, found, strict=True))


def _derivatives(
    points: Sequence[tuple[list[tuple[int, float]], bool, float]],
    found: Sequence[float],
    prior: Sequence[float],
) -> tuple[list[float], list[list[float]]]:
    slope = [(p - w) / _SPREAD**2 for w, p in zip(found, prior, strict=True)]
    bend = [
        [1 / _SPREAD**2 if i == j else 0.0 for j in range(len(found))] for i in range(len(found))
    ]
    for features, is_bad, weight in points:
        chance = 1 / (1 + math.exp(-sum(found[i] * value for i, value in features)))
        for i, value in features:
            slope[i] += weight * value * (is_bad - chance)
            for j, other in features:
                bend[i][j] += weight * chance * (1 - chance) * value * other
    return slope, bend


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a positive definite system by elimination."""
    rows_of = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for pivot, row in enumerate(rows_of):
        for other in rows_of[pivot + 1 :]:
            factor = other[pivot] / row[pivot]
            for column in range(pivot, len(row)):
                other[column] -= factor * row[column]
    solution = [0.0] * len(right)
    for pivot in reversed(range(len(right))):
        known = sum(rows_of[pivot][j] * solution[j] for j in range(pivot + 1, len(right)))
        solution[pivot] = (rows_of[pivot][-1] - known) / rows_of[pivot][pivot]
    return solution


def cross_validated(*collections: str) -> list[tuple[Row, float]]:
    """Return each row with the score it gets from weights that never saw its document."""
    everything = rows(*KNOWN)
    scored = []
    for doc in dict.fromkeys(row.doc for row in everything if row.collection in collections):
        weights = fit(row for row in everything if row.doc != doc)
        scored += [
            (row, probability(weights, row.features)) for row in everything if row.doc == doc
        ]
    return scored


def as_toml(weights: Weights, observed: Sequence[Row]) -> str:
    """Return the file of weights: each with how many rows showed it, and how many were wrong."""
    lines = [
        "# Weights of the score of a fact: the log-odds that what stands is wrong.",
        "# Written by `python -m tests.bench.fitting --write`: do not edit.",
        f"# Fitted on tests/gold ({', '.join(KNOWN)}), where each number weighs 1; a number of",
        "# seeds is half the recorded answers of the embedded model, half scripted models:",
        f"# {', '.join(habits.name for habits in MODELS)}.",
        "# prior: what was believed before; seen, wrong: numbers that showed the feature.",
        f"# Not fitted, because annotations cannot tell: {', '.join(_FIXED)}.",
        "",
    ]
    for name in _NAMES:
        shown = [row for row in observed if row.features.get(name)]
        seen = sum(row.weight for row in shown)
        wrong = sum(row.weight for row in shown if row.is_wrong)
        prior = _FIXED.get(name, _PRIORS.get(name, 0.0))
        lines.append(
            f'"{name}" = {{ weight = {weights[name] + 0.0:.2f}, prior = {prior:.1f}, '
            f"seen = {seen:.1f}, wrong = {wrong:.1f} }}"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Show the weights and, if asked, make them those of the package."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    chosen = parser.parse_args()
    observed = rows(*KNOWN)
    text = as_toml(fit(observed), observed)
    Console(soft_wrap=True).print(text, markup=False, highlight=False)
    if chosen.write:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
