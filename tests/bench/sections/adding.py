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
_Asked = dict[str, list[Claim]]


def run(bench: Bench) -> Iterator[Table]:
    """Yield a table for the seeds, the dev documents, those no rule knows, and for all."""
    chosen = ((SEEDS,),) if bench.is_quick else ((SEEDS,), (DEV,), (UNSEEN,), COLLECTIONS)
    for collections in chosen:
        bench.say(f"adding: {', '.join(collections)}")
        documents = annotated(*collections)
        facts = sum(len(each.facts) for each in documents)
        title = f"{facts} facts of {', '.join(collections)}"
        yield Table(title, _COLUMNS, tuple(_rows(documents)), _NOTES)


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
    other = replace(document, gold=replace(document.gold, name=f"{document.name} again"))
    return [replace(each, model="second", request_key="2") for each in answers(other, habits)]


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
