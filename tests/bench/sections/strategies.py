"""The ways of asking side by side: what each makes of a sample, and what it costs."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from pipeline.asking.embedded import MODEL_NAME, EmbeddedServer
from pipeline.asking.strategies import PROFILES, STRATEGIES
from pipeline.asking.templates import ModelOptions
from pipeline.evaluating.predictions import Prediction
from pipeline.proving.fact import Claim, Field
from pipeline.proving.grounding import Reach
from pipeline.proving.heard import hear
from pipeline.proving.voices import says_same
from tests.bench.corpus import DEV, ROOT, SEEDS, UNSEEN
from tests.bench.section import Bench, Section, Table
from tests.bench.strategy_asking import Said, ask, beside
from tests.bench.strategy_cases import (
    Sampled,
    predictions,
    read_alone,
    sample,
    verdicts,
    with_planted,
)

_COUNT, _QUICK_COUNT, _UNSEEN_COUNT = 40, 8, 30
# Kept between runs, so that a new strategy alone is asked.
_ANSWERS = ROOT / ".cache" / "bench" / "strategies"
_PLANTED = ("indicator", "period")


_MODEL = ModelOptions(MODEL_NAME, seed=20231)


@dataclass(frozen=True, slots=True)
class _Server:
    """Where the model answers; ``SHUZHENG_BENCH_URL`` names a server that runs already."""

    base_url: str
    folder: Path
    model: ModelOptions = _MODEL


def run(bench: Bench) -> Iterator[Table]:
    """Yield what the strategies make of known documents, then the profiles on unseen ones."""
    known = sample(_QUICK_COUNT if bench.is_quick else _COUNT, SEEDS, DEV)
    names = ("free-one", PROFILES["small"]) if bench.is_quick else tuple(STRATEGIES)
    with _server() as server:
        yield _compared(bench, known, names, server, "seeds and dev")
        if not bench.is_quick:
            unseen = sample(_UNSEEN_COUNT, UNSEEN)
            yield _compared(bench, unseen, tuple(PROFILES.values()), server, "unseen")


@contextmanager
def _server() -> Iterator[_Server]:
    given = os.environ.get("SHUZHENG_BENCH_URL")
    if given:
        yield _Server(given, _ANSWERS)
        return
    with EmbeddedServer(user_cache_path("shuzheng")) as embedded:
        yield _Server(embedded.base_url, _ANSWERS)


def _compared(
    bench: Bench, samples: Sequence[Sampled], names: Sequence[str], server: _Server, where: str
) -> Table:
    count = sum(len(each.mentions) for each in samples)
    rows = [("the text alone", *_scores(samples, {}), *("–",) * 6)]
    said: dict[str, Said] = {}
    for name in names:
        bench.say(f"strategies: {name} on {count} facts, {where}")
        said[name] = ask(STRATEGIES[name], samples, server.base_url, server.model, server.folder)
        planted = [_agreed(name, samples, server, field) for field in _PLANTED]
        rows.append((name, *_scores(samples, said[name].claims), *planted, *_cost(said[name])))
        bench.say(" | ".join(rows[-1]))
    small = PROFILES["small"]
    if small in said and "free-one" in said and small != "free-one":
        both = beside(said[small], said["free-one"])
        name = f"{small} and free-one, two voices"
        rows.append((name, *_scores(samples, both.claims), "–", "–", *_cost(both)))
    return Table(f"{count} facts of {where}, asked of {MODEL_NAME}", _COLUMNS, tuple(rows), _NOTES)


_COLUMNS = (
    *("strategy", "full fact", "indicator", "period", "kind", "verified", "wrong of verified"),
    *("disputed", "agrees with a planted indicator", "with a planted period"),
    *("failed", "prompt tokens", "completion tokens", "s per fact"),
)
_NOTES = (
    "Full fact, indicator, period and kind are shares of the facts as they stand after proving; "
    "where the reading is sure, no model changes them.",
    "Planted: the reading is made wrong (the name of a neighbour, the year before) and the model "
    "asked as if it were right; an agreement proves as much as this share is small.",
    "Tokens are per fact; seconds only of what was asked now, four at once.",
)


def _scores(samples: Sequence[Sampled], claims: Mapping[str, Sequence[Claim]]) -> tuple[str, ...]:
    rows = [row for each in samples for row in verdicts(each, _stands(each, claims))]
    count = sum(len(each.mentions) for each in samples)
    verified = [is_full for status, _, is_full in rows if status == "verified"]
    disputed = sum(status == "disputed" for status, _, _ in rows)
    fields = ("indicator", "period", "kind")
    shares = [sum(name in right for _, right, _ in rows) / count for name in fields]
    full = sum(is_full for _, _, is_full in rows) / count
    wrong = f"{verified.count(False)} of {len(verified)}"
    cells = (full, *shares, len(verified) / count)
    return (*(f"{cell:.2f}" for cell in cells), wrong, f"{disputed / count:.2f}")


def _stands(sampled: Sampled, claims: Mapping[str, Sequence[Claim]]) -> list[Prediction]:
    if not claims:
        return read_alone(sampled)
    return predictions(sampled, claims.get(sampled.document.name, ()))


def _agreed(name: str, samples: Sequence[Sampled], server: _Server, field: str) -> str:
    """Return how often a model says what was planted, of the times it could have."""
    pairs = [with_planted(each, field) for each in samples]
    changed = [each for each, _ in pairs]
    said = ask(STRATEGIES[name], changed, server.base_url, server.model, server.folder)
    agreed = asked = 0
    for sampled, planted in pairs:
        reach = Reach.of(sampled.ledger)
        for claim in said.claims.get(sampled.document.name, ()):
            if claim.mention in planted:
                value = hear(claim, reach).says.get(Field(field))
                wrong = planted[claim.mention]
                asked += 1
                agreed += value is not None and says_same(Field(field), value, wrong)
    return f"{agreed} of {asked}"


def _cost(said: Said) -> tuple[str, ...]:
    asked = max(1, said.requests)
    seconds = f"{said.seconds / said.timed:.1f}" if said.timed else "–"
    return (
        str(said.failed),
        f"{said.prompt_tokens / asked:.0f}",
        f"{said.completion_tokens / asked:.0f}",
        seconds,
    )


SECTION = Section(
    name="strategies",
    title="Ways of asking",
    says="The same sample of facts, asked of the same small model in different ways.",
    run=run,
    peers=("xllamacpp",),
)
