"""The ways of asking side by side: what each makes of a sample, and what it costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.asking.embedded import MODEL_NAME
from pipeline.asking.strategies import PROFILES, STRATEGIES
from pipeline.asking.templates import ModelOptions
from pipeline.evaluating.predictions import Prediction
from pipeline.proving.fact import Field
from pipeline.proving.grounding import Reach
from pipeline.proving.heard import hear
from pipeline.proving.voices import says_same
from tests.bench.asked_server import asked_server
from tests.bench.corpus import DEV, SEEDS, UNSEEN
from tests.bench.kept_server import Costs, KeptServer
from tests.bench.section import Bench, Section, Table
from tests.bench.strategy_asking import Said, ask, beside, together
from tests.bench.strategy_cases import (
    Sampled,
    predictions,
    read_alone,
    sample,
    unread,
    verdicts,
    with_planted,
)

_COUNT, _QUICK_COUNT = 20, 6
_PLANTED = ("indicator", "period")
_SEEDS = (1, 2, 3)
_WARM = 0.7
_MODEL = ModelOptions(MODEL_NAME, seed=20231)
_SMALL = PROFILES["small"]

# Ways that show the model what was read: of these it is worth knowing how easily they lead.
_LED = ("hints", "choices", *PROFILES.values())


@dataclass(frozen=True, slots=True)
class _Way:
    """One row: what was said, what it cost, and how often the model said what was planted."""

    name: str
    said: Said
    costs: Costs = field(default_factory=Costs)
    planted: Mapping[str, str] = field(default_factory=dict)


def run(bench: Bench) -> Iterator[Table]:
    """Yield what the strategies make of known documents, then the small profile on unseen ones."""
    count = _QUICK_COUNT if bench.is_quick else _COUNT
    known, unseen = sample(count, SEEDS, DEV), sample(count, UNSEEN)
    names = ("free-one", _SMALL) if bench.is_quick else tuple(STRATEGIES)
    with asked_server() as server:
        ways = [_asked(bench, name, known, server) for name in names]
        yield from _compared([*ways, *_joined(ways)], known, "seeds and dev")
        if not bench.is_quick:
            yield _spread(bench, known, server)
            yield from _compared([_asked(bench, _SMALL, unseen, server)], unseen, UNSEEN)


def _asked(bench: Bench, name: str, samples: Sequence[Sampled], server: KeptServer) -> _Way:
    bench.say(f"strategies: {name}")
    server.take_costs()
    said = ask(STRATEGIES[name], samples, server.base_url, _MODEL)
    costs = server.take_costs()
    fields = _PLANTED if name in _LED else ()
    planted = {each: _agreed(name, samples, server, each) for each in fields}
    way = _Way(name, said, costs, planted)
    bench.say(" | ".join((*_standing(way, samples)[1:], *_cost(way, samples))))
    return way


def _joined(ways: Sequence[_Way]) -> Iterator[_Way]:
    """Yield what answers of two ways make together; nothing is asked for it."""
    by_name = {way.name: way for way in ways}
    for how, one, other, name in (
        (beside, _SMALL, "free-one", "{} and {}, two voices"),
        (together, "clause-one", "clause-choices", "{}; time and place asked apart ({})"),
    ):
        if {one, other} <= by_name.keys():
            first, second = by_name[one], by_name[other]
            said = how(first.said, second.said)
            yield _Way(name.format(one, other), said, first.costs + second.costs)


def _compared(ways: Sequence[_Way], samples: Sequence[Sampled], where: str) -> Iterator[Table]:
    count = sum(len(each.mentions) for each in samples)
    alone = ("the text alone", *_scores(samples, [read_alone(each) for each in samples]))
    yield Table(
        f"What stands: {count} facts of {where}, asked of {MODEL_NAME}",
        ("strategy", *_SCORED, "verified", "wrong of verified", "disputed"),
        (alone, *(_standing(way, samples) for way in ways)),
        _NOTES,
    )
    columns = (*(f"{name}, model alone" for name in _SCORED), *_PLANTED_COLUMNS, *_COST_COLUMNS)
    rows = ((way.name, *_heard(way, samples), *_cost(way, samples)) for way in ways)
    yield Table(
        f"What the model says and costs: {count} facts of {where}",
        ("strategy", *columns),
        tuple(rows),
        _COST_NOTES,
    )


_SCORED = ("full fact F1", "indicator", "period", "region", "kind")
_PLANTED_COLUMNS = tuple(f"says a planted {name}" for name in _PLANTED)
_COST_COLUMNS = ("failed", "prompt tokens", "cached", "completion tokens", "s", "s per document")
_NOTES = (
    "Right are shares of the facts as they stand after proving: where the reading is sure, no "
    "model changes them; so a way of asking shows in what it verifies without being wrong.",
    "The facts are spread evenly over the annotated ones; all ways are asked about the same.",
)
_COST_NOTES = (
    "Model alone: the same answers proven with the readings silenced; digits, unit and "
    "direction are the ledger's in any case.",
    "Planted: the reading is made wrong (the name of a neighbour, the year before) and the model "
    "asked as if it were right; an agreement proves as much as this share is small.",
    "Tokens and seconds are per number asked about, four requests at once; a document has as "
    "many numbers to ask about as those of the sample have on average.",
    "Answers are kept: those of an earlier run, broken off or whole, count with the seconds "
    "they took then.",
)


def _standing(way: _Way, samples: Sequence[Sampled]) -> tuple[str, ...]:
    stands = [predictions(each, way.said.claims.get(each.document.name, ())) for each in samples]
    return (way.name, *_scores(samples, stands))


def _heard(way: _Way, samples: Sequence[Sampled]) -> tuple[str, ...]:
    silenced = [unread(each) for each in samples]
    stands = [predictions(each, way.said.claims.get(each.document.name, ())) for each in silenced]
    scores = _scores(samples, stands)[: len(_SCORED)]
    return (*scores, *(way.planted.get(name, "–") for name in _PLANTED))


def _scores(samples: Sequence[Sampled], stands: Sequence[Sequence[Prediction]]) -> tuple[str, ...]:
    """Return full-fact F1, the shares right, verified, wrong of these, and disputed."""
    rows = [row for pair in zip(samples, stands, strict=True) for row in verdicts(*pair)]
    count = sum(len(each.mentions) for each in samples)
    said = sum(map(len, stands))
    full = 2 * sum(is_full for _, _, is_full in rows) / (count + said)
    verified = [is_full for status, _, is_full in rows if status == "verified"]
    disputed = sum(status == "disputed" for status, _, _ in rows) / count
    shares = (sum(name in right for _, right, _ in rows) / count for name in _SCORED[1:])
    cells = (*(f"{cell:.2f}" for cell in (full, *shares)), f"{len(verified) / count:.2f}")
    return (*cells, f"{verified.count(False)} of {len(verified)}", f"{disputed:.2f}")


def _agreed(name: str, samples: Sequence[Sampled], server: KeptServer, field: str) -> str:
    """Return how often a model says what was planted, of the times it could have."""
    pairs = [with_planted(each, field) for each in samples]
    said = ask(STRATEGIES[name], [each for each, _ in pairs], server.base_url, _MODEL)
    agreed = asked = 0
    for sampled, planted in pairs:
        reach = Reach.of(sampled.ledger)
        for claim in said.claims.get(sampled.document.name, ()):
            if claim.mention in planted:
                value = hear(claim, reach).says.get(Field(field))
                asked += 1
                agreed += value is not None and says_same(
                    Field(field), value, planted[claim.mention]
                )
    return f"{agreed} of {asked}"


def _cost(way: _Way, samples: Sequence[Sampled]) -> tuple[str, ...]:
    asked, costs = max(1, way.said.numbers), way.costs
    per_document = sum(map(_number_count, samples)) / len(samples)
    return (
        f"{way.said.failed} of {way.said.requests}",
        f"{costs.prompt_tokens / asked:.0f}",
        f"{costs.cached_tokens / max(1, costs.prompt_tokens):.0%}",
        f"{costs.completion_tokens / asked:.0f}",
        f"{costs.seconds / asked:.2f}",
        f"{costs.seconds / asked * per_document:.0f}",
    )


def _number_count(sampled: Sampled) -> int:
    return sum(reading is not None for reading in sampled.ledger.readings)


def _spread(bench: Bench, samples: Sequence[Sampled], server: KeptServer) -> Table:
    rows = []
    for seed in _SEEDS:
        bench.say(f"strategies: {_SMALL} at temperature {_WARM}, seed {seed}")
        model = replace(_MODEL, temperature=_WARM, seed=seed)
        said = ask(STRATEGIES[_SMALL], samples, server.base_url, model)
        way = _Way(f"seed {seed}", said)
        rows.append((*_standing(way, samples), *_heard(way, samples)[:1]))
    shares = [[float(row[place]) for row in rows] for place in range(1, len(_SCORED) + 2)]
    spread = ("widest difference", *(f"{max(each) - min(each):.2f}" for each in shares))
    alone = [float(row[-1]) for row in rows]
    last = (*spread, "–", "–", f"{max(alone) - min(alone):.2f}")
    return Table(
        f"Spread of {_SMALL} over seeds at temperature {_WARM}",
        ("run", *_SCORED, "verified", "wrong of verified", "disputed", "full, model alone"),
        (*rows, last),
    )


SECTION = Section(
    name="strategies",
    title="Ways of asking",
    says="The same sample of facts, asked of the same small model in different ways.",
    run=run,
    peers=("xllamacpp",),
)
