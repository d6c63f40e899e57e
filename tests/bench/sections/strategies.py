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
    count_of,
    only,
    predictions,
    read_alone,
    sample,
    unread,
    verdicts,
    with_planted,
)
from tests.bench.strategy_reasking import ask_again
from tests.bench.strategy_timing import Stopwatch, stopwatch

_COUNT, _QUICK_COUNT = 60, 6
_PLANTED = ("indicator", "period")
_SEEDS = (1, 2, 3)
_WARM = 0.7
_MODEL = ModelOptions(MODEL_NAME, seed=20231)
_SMALL = PROFILES["small"]

# Ways that show the model what was read: of these it is worth knowing how easily they lead.
_LED = ("hints", _SMALL)
_WAYS = (
    *("free-one", "free-eight", "hints", "choices-open", "choices-catalogue", "alike"),
    *("clause-one", "clause-period", "clause-choices"),
)
_EVERY = 3  # the planted readings are asked about in every third fact


@dataclass(frozen=True, slots=True)
class _Way:
    """One row: what was said, what it cost, and how often the model said what was planted.

    ``seconds`` are those for each number; ``note`` is a sentence about the row.
    """

    name: str
    said: Said
    costs: Costs = field(default_factory=Costs)
    seconds: float = 0.0
    planted: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def run(bench: Bench) -> Iterator[Table]:
    """Yield what the strategies make of known documents, then the small profile on unseen ones."""
    count = _QUICK_COUNT if bench.is_quick else _COUNT
    known, unseen = sample(count, SEEDS, DEV), sample(count, UNSEEN)
    names = ("free-one", _SMALL) if bench.is_quick else _WAYS
    with asked_server() as server:
        watch = stopwatch(known, server, _MODEL)
        ways = [_asked(bench, name, known, watch) for name in names]
        (small,) = (way for way in ways if way.name == _SMALL)
        again = _again(bench, small, known, watch)
        yield from _compared([*ways, *_joined(ways), again], known, _KNOWN)
        if bench.is_quick:
            return
        yield _spread(bench, known, server)
        new = replace(_said(bench, _SMALL, unseen, server), seconds=small.seconds)
        new_again = _again(bench, new, unseen, watch)
        yield from _compared([new, new_again], unseen, UNSEEN)


def _said(bench: Bench, name: str, samples: Sequence[Sampled], server: KeptServer) -> _Way:
    bench.say(f"strategies: {name}")
    server.take_costs()
    said = ask(STRATEGIES[name], samples, server.base_url, _MODEL)
    way = _Way(name, said, server.take_costs())
    bench.say(" | ".join((*_standing(way, samples)[1:], *_cost(way, samples))))
    return way


def _asked(bench: Bench, name: str, samples: Sequence[Sampled], watch: Stopwatch) -> _Way:
    way = _said(bench, name, samples, watch.server)
    some = only(samples, range(0, count_of(samples), _EVERY))
    fields = _PLANTED if name in _LED else ()
    planted = {each: _agreed(name, some, watch.server, each) for each in fields}
    return replace(way, planted=planted, seconds=watch.first(STRATEGIES[name]))


def _again(bench: Bench, way: _Way, samples: Sequence[Sampled], watch: Stopwatch) -> _Way:
    """Return the way with its disputed fields asked about again, one question each."""
    bench.say(f"strategies: {way.name}, then disputed fields again")
    watch.server.take_costs()
    said = ask_again(samples, way.said, watch.server.base_url, _MODEL)
    costs = watch.server.take_costs()
    count, seconds = max(1, said.requests), watch.again(way.said)
    return _Way(
        f"{way.name}; {said.requests} disputed fields of {said.numbers} numbers asked again",
        replace(said, numbers=way.said.numbers, requests=said.requests + way.said.requests),
        way.costs + costs,
        way.seconds + seconds * said.requests / max(1, way.said.numbers),
        note=f"Each question about one field again takes {costs.prompt_tokens / count:.0f} prompt "
        f"tokens, {costs.cached_tokens / max(1, costs.prompt_tokens):.0%} of them cached, "
        f"{costs.completion_tokens / count:.0f} completion tokens and {seconds:.2f} s; "
        f"{said.failed} were not answered.",
    )


def _joined(ways: Sequence[_Way]) -> Iterator[_Way]:
    """Yield what answers of two ways make together; nothing is asked for it."""
    by_name = {way.name: way for way in ways}
    for how, one, other, name in (
        (beside, _SMALL, "free-one", "{} and {}, two samples"),
        (together, "clause-one", "clause-choices", "{}; time and place asked apart ({})"),
    ):
        if {one, other} <= by_name.keys():
            first, second = by_name[one], by_name[other]
            said = replace(how(first.said, second.said), numbers=first.said.numbers)
            costs, seconds = first.costs + second.costs, first.seconds + second.seconds
            yield _Way(name.format(one, other), said, costs, seconds)


def _compared(ways: Sequence[_Way], samples: Sequence[Sampled], where: str) -> Iterator[Table]:
    title = f"{count_of(samples)} facts of {where}"
    alone = ("the text alone", *_scores(samples, [read_alone(each) for each in samples]))
    yield Table(
        f"What stands: {title}, asked of {MODEL_NAME}",
        ("strategy", *_SCORED, "verified", "wrong of verified", "disputed"),
        (alone, *(_standing(way, samples) for way in ways)),
        _NOTES,
    )
    columns = (*(f"{name}, model alone" for name in _SCORED), *_PLANTED_COLUMNS, *_COST_COLUMNS)
    yield Table(
        f"What the model says and costs: {title}",
        ("strategy", *columns),
        tuple((way.name, *_heard(way, samples), *_cost(way, samples)) for way in ways),
        (*_COST_NOTES, *(way.note for way in ways if way.note)),
    )


_KNOWN = f"{SEEDS} and {DEV}"
_SCORED = ("full fact F1", "indicator", "period", "region", "kind")
_PLANTED_COLUMNS = tuple(f"says a planted {name}" for name in _PLANTED)
_COST_COLUMNS = ("failed", "prompt tokens", "cached", "completion tokens", "s", "s per document")
_NOTES = (
    "Three of four facts are taken where the text alone is sure neither of the name nor of the "
    "period, the rest elsewhere, evenly over the annotated ones and before anything was asked; "
    "all ways are asked about the same.",
    "Right are shares of these facts as they stand after proving. No single model changes what "
    "was read, so that most rows say the same; a way of asking shows in what it verifies "
    "without being wrong.",
    "Two samples: the answers to two prompts; they are one model, so where they differ nothing "
    "is verified. Asked again: what `shuzheng reask` does, by the same model.",
    "Of the other ways there are (number-first, kind-first, choices, choices-listed, "
    "clause-alike), none verified more than 25 % of 20 facts of which clause-period verified 45 %.",
)
_COST_NOTES = (
    "Model alone: the same answers proven with the readings silenced; digits, unit and "
    "direction are the ledger's in any case.",
    "Planted: in every third fact the reading is made wrong (the name of a neighbour, the year "
    "before) and the model asked as if it were right; an agreement proves as much as this share "
    "is small.",
    "Tokens are for each number asked about; asked again or twice, those of all its questions.",
    "Answers are kept, but not for the seconds: those are of 8 facts asked anew in every way, "
    "four requests at once, after 4 others have put the common prompt into the cache; on unseen "
    "documents they are the same. A document has as many numbers as those of the sample have on "
    "average.",
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
    count = count_of(samples)
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
        f"{way.seconds:.2f}" if way.seconds else "–",
        f"{way.seconds * per_document:.0f}" if way.seconds else "–",
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
