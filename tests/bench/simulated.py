"""A scripted model that errs as often as it is told to, and what comes of its answers.

It is no language model: it knows the annotations and departs from them by a draw that
depends on nothing but the document, the number and the field.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from zlib import crc32

from pipeline.evaluating.gold import GoldFact
from pipeline.evaluating.judging import DocumentGold, Verdict, judge
from pipeline.evaluating.matching import match
from pipeline.evaluating.naming import find_places
from pipeline.evaluating.predictions import Prediction, from_ledger
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading
from pipeline.proving.fact import Claim, Fact
from pipeline.proving.grounding import Reach, is_made_of
from pipeline.proving.proof import Proof
from schemas.vocabulary import Kind
from tests.bench.corpus import GoldDocument, gold_documents, gold_of

MODEL = "scripted"
_KINDS = tuple(Kind)
_FIELDS = ("kind", "indicator", "period", "region")
_FARTHEST = 12


@dataclass(frozen=True, slots=True)
class Habits:
    """How often the scripted model goes wrong, each a share of its answers.

    ``wrong`` is for each field of a statistic by itself: the answer is that of a
    number nearby, or another kind.  ``follows`` is how often it repeats the reading
    instead of looking for itself, right or wrong.  ``slips`` are wrong echoes,
    ``denies`` statistics taken for none and the reverse, ``silent`` numbers left out.
    """

    name: str
    wrong: float = 0.0
    follows: float = 0.0
    slips: float = 0.0
    denies: float = 0.0
    silent: float = 0.0


PERFECT = Habits("never wrong")
GOOD = Habits("wrong 5 %", wrong=0.05, follows=0.1, slips=0.005, denies=0.02, silent=0.002)
FAIR = Habits("wrong 20 %", wrong=0.2, follows=0.1, slips=0.02, denies=0.05, silent=0.01)
POOR = Habits("wrong 60 %", wrong=0.6, follows=0.1, slips=0.1, denies=0.15, silent=0.02)
MODELS = (PERFECT, GOOD, FAIR, POOR)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated document, its ledger, and the annotation of each of its mentions."""

    collection: str
    gold: GoldDocument
    ledger: Ledger
    facts: dict[int, GoldFact]

    @property
    def name(self) -> str:
        """Return the name of the document."""
        return self.gold.name


@cache
def annotated(*collections: str) -> tuple[Annotated, ...]:
    """Return the annotated documents of the collections, read."""
    return tuple(
        _annotated(collection, document)
        for collection in collections
        for document in gold_documents(collection)
    )


def _annotated(collection: str, document: GoldDocument) -> Annotated:
    ledger = build_ledger(document.clean)
    found = match(from_ledger(ledger, document.name), document.facts, ())
    return Annotated(
        collection, document, ledger, {p: document.facts[g] for g, p in found.facts.items()}
    )


def answers(document: Annotated, habits: Habits) -> list[Claim]:
    """Return what the scripted model says about each number it was asked about."""
    return [
        _answer(document, mention, reading, habits)
        for mention, reading in zip(document.ledger.mentions, document.ledger.readings, strict=True)
        if reading is not None and not _draws(document, mention, "silent", habits.silent)
    ]


def truth(document: Annotated, index: int) -> dict[str, str | None]:
    """Return what a careful person says of a number: the annotation, in words of the text."""
    fact = document.facts[index]
    near = Reach.of(document.ledger).near(index)
    names = (fact.indicator, *fact.aliases)
    return {
        "kind": fact.kind.value,
        "indicator": next((name for name in names if is_made_of(name, near)), fact.indicator),
        "period": fact.period or _read(document, index),
        "region": fact.region,
    }


def _read(document: Annotated, index: int) -> str | None:
    """Return the period that was read: where none is annotated, any is right."""
    reading = document.ledger.readings[index]
    return reading.period.best if reading else None


def _answer(document: Annotated, mention: Mention, reading: Reading, habits: Habits) -> Claim:
    is_statistic = mention.index in document.facts
    if _draws(document, mention, "follows", habits.follows):
        is_statistic = reading.nonfact is None
    if _draws(document, mention, "denies", habits.denies):
        is_statistic = not is_statistic
    echo = mention.span.of(document.ledger.clean.text)
    if _draws(document, mention, "slips", habits.slips):
        echo = _slipped(echo)
    if not is_statistic:
        return Claim(mention.index, False, echo, None, None, None, None, "other", MODEL, "key")
    said = {name: _said(document, mention, reading, name, habits) for name in _FIELDS}
    return Claim(
        mention=mention.index,
        is_statistic=True,
        echo=echo,
        indicator=said["indicator"],
        kind=Kind(said["kind"]) if said["kind"] else None,
        period=said["period"],
        region=said["region"],
        why=None,
        model=MODEL,
        request_key="key",
    )


def _said(
    document: Annotated, mention: Mention, reading: Reading, name: str, habits: Habits
) -> str | None:
    if _draws(document, mention, f"wrong {name}", habits.wrong):
        return _of_another(document, mention, name)
    follows = _draws(document, mention, f"follows {name}", habits.follows)
    if follows or mention.index not in document.facts:
        best: str | None = getattr(reading, name).best
        return best
    return truth(document, mention.index)[name]


def _of_another(document: Annotated, mention: Mention, name: str) -> str | None:
    """Return what the nearest number with another value of the field has."""
    fact = document.facts.get(mention.index)
    own = getattr(fact, name) if fact else None
    if name == "kind":
        others = [kind.value for kind in _KINDS if kind is not own]
        return others[_drawn(document, mention, "kind") % len(others)]
    for distance in range(1, _FARTHEST):
        for index in (mention.index - distance, mention.index + distance):
            other = document.facts.get(index)
            if other and getattr(other, name) not in (None, own):
                value: str = getattr(other, name)
                return value
    return own


def _slipped(echo: str) -> str:
    digits = [place for place, character in enumerate(echo) if character.isdecimal()]
    if not digits:
        return f"{echo}7"
    place = digits[len(digits) // 2]
    return f"{echo[:place]}{(int(echo[place]) + 3) % 10}{echo[place + 1 :]}"


def _draws(document: Annotated, mention: Mention, what: str, share: float) -> bool:
    return _drawn(document, mention, what) < share * 2**32


def _drawn(document: Annotated, mention: Mention, what: str) -> int:
    return crc32(f"{document.name} {mention.index} {what}".encode())


def verdicts(document: Annotated, proof: Proof) -> Iterator[tuple[int, Verdict]]:
    """Yield each mention with what is right about it by its annotation."""
    facts = {fact.mention: fact for fact in proof.facts}
    rows = tuple(
        _prediction(proof, mention, facts.get(mention.index))
        for mention in document.ledger.mentions
    )
    order = {
        row.start: mention for row, mention in zip(rows, document.ledger.mentions, strict=True)
    }
    for verdict in judge(rows, _document_gold(document)).verdicts:
        yield order[verdict.predicted.start].index, verdict


def is_wrong(verdict: Verdict) -> bool:
    """Tell whether a person would have to correct the row, its place and bound included."""
    if verdict.is_error:
        return True
    return verdict.predicted.is_fact and bool(verdict.gold) and not verdict.right >= _WHOLE


_WHOLE = frozenset({"fact", "kind", "unit", "period", "indicator", "region", "bound"})


def _document_gold(document: Annotated) -> DocumentGold:
    gold = gold_of(document.collection)
    return DocumentGold(
        doc=document.name,
        facts=document.gold.facts,
        nonfacts=tuple(row for row in gold.nonfacts if row.doc == document.name),
        places=find_places(row.region for row in gold.facts),
        text=document.gold.document.raw,
    )


def _prediction(proof: Proof, mention: Mention, fact: Fact | None) -> Prediction:
    row = proof.rows[mention.index]
    return Prediction(
        doc=proof.doc,
        start=mention.raw_span.start,
        end=mention.raw_span.end,
        quote=mention.quote,
        value=fact.value if fact else mention.value,
        unit=mention.unit,
        bound=mention.bound,
        disposition=row.disposition.value,
        kind=fact.kind if fact else None,
        indicator=fact.indicator if fact else None,
        region=fact.region if fact else None,
        period=fact.period if fact else None,
        status=proof.statuses[mention.index].value,
    )


def total(flags: Sequence[bool]) -> str:
    """Return how many of them are true, as ``3/40``."""
    return f"{sum(flags)}/{len(flags)}"
