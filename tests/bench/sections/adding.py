"""What models add to the text's reading: the embedded one, scripted ones, two at once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.evaluating.judging import Verdict
from pipeline.numbers.ledger import Ledger
from pipeline.proving.fact import Claim
from pipeline.proving.proof import prove
from tests.bench.corpus import COLLECTIONS, DEV, SEEDS, UNSEEN
from tests.bench.fitting import recorded
from tests.bench.section import Bench, Section, Table
from tests.bench.simulated import Annotated, Habits, annotated, answers, verdicts
from tests.bench.strategy_cases import silenced

_MODELS = tuple(
    Habits(f"right in {1 - wrong:.0%}", wrong=wrong, follows=0.1, slips=0.005, denies=0.02)
    for wrong in (0.2, 0.1, 0.05)
)
_BETTER = (
    *_MODELS[1:],
    Habits("right in 99%", wrong=0.01, follows=0.1, slips=0.005, denies=0.02),
)
_FIELDS = ("indicator", "period", "region", "kind")
_COLUMNS = ("who", "full fact F1", *_FIELDS, "verified", "wrong of verified", "disputed")
_NOTES = (
    "Right are shares of the annotated facts, as they stand after proving; region is no part of "
    "a full fact.",
    "Embedded: the recorded answers of the embedded model to the seeds, as `shuzheng run` asks.",
    "Right in 80, 90, 95 %: models scripted from the annotations, no language models; what they "
    "get wrong in each field is what a number nearby has.",
    "Embedded, alone: the same answers, proven with the readings silenced; digits and direction "
    "are the ledger's in any case.",
    "Two models: the second errs as often, at other numbers; a name both agree on stands over "
    "an unsure reading, which is then a finding.",
)
_DRAWS = 5
_SHORT_NOTES = (
    "One model verifies or disputes what was read and does not change it, so the embedded one "
    "adds nothing to what stands, whatever its seed; what it adds is what it verifies (below).",
    "Two models that agree on a name stand over an unsure reading: so better models do add, by "
    "the same code.",
    f"Two models: the mean of {_DRAWS} draws of their errors, with the worst and the best.",
)
_Asked = dict[str, list[Claim]]


def run(bench: Bench) -> Iterator[Table]:
    """Yield what is added in a line each, then a table for every collection, and for all."""
    chosen = ((SEEDS,),) if bench.is_quick else ((SEEDS,), (DEV,), (UNSEEN,), COLLECTIONS)
    yield _in_short(bench, [each for each in chosen if len(each) == 1])
    for collections in chosen:
        bench.say(f"adding: {', '.join(collections)}")
        documents = annotated(*collections)
        facts = sum(len(each.facts) for each in documents)
        title = f"{facts} facts of {', '.join(collections)}"
        yield Table(title, _COLUMNS, tuple(_rows(documents)), _NOTES)


def _in_short(bench: Bench, chosen: Sequence[tuple[str, ...]]) -> Table:
    """Return a line for each collection, which tells whether more is added than the spread."""
    rows = []
    for (collection,) in chosen:
        bench.say(f"adding: {collection}, {_DRAWS} draws")
        documents = annotated(collection)
        alone = _full_f1(documents, _affirmed(documents))
        drawn = [_drawn_f1(documents, habits) for habits in _BETTER]
        cells = (f"{_mean(each):.3f} ({min(each):.3f} to {max(each):.3f})" for each in drawn)
        rows.append(
            (collection, f"{alone:.3f}", _embedded_f1(documents), *cells, _gain(drawn, alone))
        )
    names = [f"and two models {habits.name}" for habits in _BETTER]
    columns = ("facts of", "the text alone", "and the embedded model", *names, "the last two add")
    return Table("In short: full-fact F1 of what stands", columns, tuple(rows), _SHORT_NOTES)


def _embedded_f1(documents: Sequence[Annotated]) -> str:
    if any(each.collection != SEEDS for each in documents):
        return "–"
    said = {name: list(proof.claims) for name, proof in recorded().items()}
    alone = _cells(documents, said, is_silent=True)[0]
    return f"{_full_f1(documents, said):.3f} (by itself {alone})"


def _gain(drawn: Sequence[Sequence[float]], alone: float) -> str:
    best = drawn[-1]
    spread = max(best) - min(best)
    return f"{_mean(best) - alone:+.3f}, at worst {min(best) - alone:+.3f} (spread {spread:.3f})"


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _drawn_f1(documents: Sequence[Annotated], habits: Habits) -> list[float]:
    """Return full-fact F1 with two models of these habits, whose errors are drawn anew."""
    found = []
    for draw in range(_DRAWS):
        pairs = [
            [_renamed(each, f"{each.name} {draw} {who}") for who in "ab"] for each in documents
        ]
        said = {
            each.name: answers(one, habits) + _as_second(answers(other, habits))
            for each, (one, other) in zip(documents, pairs, strict=True)
        }
        found.append(_full_f1(documents, said))
    return found


def _rows(documents: Sequence[Annotated]) -> Iterator[tuple[str, ...]]:
    yield ("the text alone", *_cells(documents, _affirmed(documents)))
    if all(each.collection == SEEDS for each in documents):
        said = {name: list(proof.claims) for name, proof in recorded().items()}
        yield ("embedded, alone", *_cells(documents, said, is_silent=True))
        yield ("the text and embedded", *_cells(documents, said))
    for habits in _MODELS:
        said = {each.name: answers(each, habits) for each in documents}
        both = {each.name: said[each.name] + _second(each, habits) for each in documents}
        yield (f"the text and a model {habits.name}", *_cells(documents, said))
        yield (f"the text and two models {habits.name}", *_cells(documents, both))


def _affirmed(documents: Sequence[Annotated]) -> _Asked:
    """Return claims that say only that a number is one: what it means is left to the text."""
    return {
        each.name: [
            Claim(reading.mention, True, "", None, None, None, None, None, "nobody", "key")
            for reading in each.ledger.readings
            if reading is not None and reading.nonfact is None
        ]
        for each in documents
    }


def _second(document: Annotated, habits: Habits) -> list[Claim]:
    """Return what another model says: its errors are drawn by another name."""
    return _as_second(answers(_renamed(document, f"{document.name} again"), habits))


def _renamed(document: Annotated, name: str) -> Annotated:
    return replace(document, gold=replace(document.gold, name=name))


def _as_second(claims: Sequence[Claim]) -> list[Claim]:
    return [replace(each, model="second", request_key="2") for each in claims]


def _full_f1(documents: Sequence[Annotated], said: _Asked) -> float:
    return float(_cells(documents, said)[0])


def _cells(
    documents: Sequence[Annotated], said: _Asked, *, is_silent: bool = False
) -> tuple[str, ...]:
    found: list[tuple[Verdict, str]] = []
    given = 0
    for document in documents:
        ledger: Ledger = silenced(document.ledger) if is_silent else document.ledger
        proof = prove(ledger, said[document.name], document.name)
        given += len(proof.facts)
        found += [
            (verdict, proof.statuses[mention])
            for mention, verdict in verdicts(document, proof)
            if verdict.gold is not None
        ]
    count = sum(len(each.gold.facts) for each in documents)
    full = 2 * sum(verdict.is_full for verdict, _ in found) / (count + given)
    shares = (sum(name in verdict.right for verdict, _ in found) / count for name in _FIELDS)
    verified = [verdict.is_full for verdict, status in found if status == "verified"]
    disputed = sum(status == "disputed" for _, status in found) / count
    return (
        *(f"{cell:.3f}" for cell in (full, *shares)),
        f"{len(verified) / count:.3f}",
        f"{verified.count(False)} of {len(verified)}",
        f"{disputed:.3f}",
    )


SECTION = Section(
    name="adding",
    title="What a model adds",
    says="The text alone, models alone, and the two together.",
    run=run,
)
