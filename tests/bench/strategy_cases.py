"""Annotated numbers in, the same numbers as they are asked about and judged out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.asking.chunk import Chunk
from pipeline.asking.chunks import split
from pipeline.asking.strategies import Strategy
from pipeline.evaluating.gold import GoldFact
from pipeline.evaluating.judging import DocumentGold, judge
from pipeline.evaluating.naming import find_places
from pipeline.evaluating.predictions import Prediction, from_ledger
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.numbers.period_notation import bounds
from pipeline.numbers.reading import Guess, Reading
from pipeline.proving.fact import Claim
from pipeline.proving.proof import prove
from tests.bench.corpus import GoldDocument, gold_documents

_DOUBTFUL_SHARE = 0.75

# The status of a fact, what is right about it, and whether all of it is.
Verdict = tuple[str, frozenset[str], bool]


@dataclass(frozen=True, slots=True)
class Sampled:
    """The annotated facts ``facts`` of one document, and the mentions that state them."""

    document: GoldDocument
    ledger: Ledger
    facts: tuple[GoldFact, ...]
    mentions: tuple[int, ...]

    def chunks(self, strategy: Strategy) -> Iterator[Chunk]:
        """Yield the chunks of ``strategy`` that ask about a sampled mention."""
        size = {"max_tokens": strategy.max_tokens, "max_mentions": strategy.max_mentions}
        for chunk in split(self.ledger, **size):
            if set(chunk.mentions) & set(self.mentions):
                yield chunk


@dataclass(frozen=True, slots=True)
class _Pair:
    """An annotated fact and the mention that states it."""

    document: GoldDocument
    ledger: Ledger
    fact: GoldFact
    mention: int

    @property
    def is_doubtful(self) -> bool:
        reading = self.ledger.readings[self.mention]
        return reading is None or not (reading.indicator.is_sure or reading.period.is_sure)


def sample(count: int, *collections: str) -> tuple[Sampled, ...]:
    """Return about ``count`` annotated facts of the collections, spread evenly over each part.

    Three of four are taken where the text alone is sure neither of the name nor of the
    period, as far as there are so many: elsewhere all ways of asking are told apart less.
    """
    pairs = [
        _Pair(document, ledger, fact, mention)
        for document in gold_documents(*collections)
        for ledger in [build_ledger(document.clean)]
        for fact, mention in _stated(document, ledger)
    ]
    doubtful = [place for place, pair in enumerate(pairs) if pair.is_doubtful]
    others = [place for place, pair in enumerate(pairs) if not pair.is_doubtful]
    most = min(len(doubtful), round(count * _DOUBTFUL_SHARE))
    chosen = sorted([*spread(doubtful, most), *spread(others, count - most)])
    by_document: dict[str, list[_Pair]] = defaultdict(list)
    for place in chosen:
        by_document[pairs[place].document.name].append(pairs[place])
    return tuple(
        Sampled(
            some[0].document,
            some[0].ledger,
            tuple(pair.fact for pair in some),
            tuple(pair.mention for pair in some),
        )
        for some in by_document.values()
    )


def spread(places: Sequence[int], count: int) -> list[int]:
    """Return ``count`` of the places, as evenly as they go; all where there are fewer."""
    count = min(count, len(places))
    return [places[(2 * turn + 1) * len(places) // (2 * count)] for turn in range(count)]


def only(samples: Iterable[Sampled], places: Iterable[int]) -> tuple[Sampled, ...]:
    """Return the facts at these places of all the sampled ones, counted from 0."""
    chosen, start, found = set(places), 0, []
    for each in samples:
        own = [place for place in range(count_of([each])) if start + place in chosen]
        start += count_of([each])
        facts = tuple(each.facts[place] for place in own)
        if own:
            mentions = tuple(each.mentions[place] for place in own)
            found.append(replace(each, facts=facts, mentions=mentions))
    return tuple(found)


def count_of(samples: Iterable[Sampled]) -> int:
    """Return how many facts are sampled in all."""
    return sum(len(each.mentions) for each in samples)


def _stated(document: GoldDocument, ledger: Ledger) -> Iterator[tuple[GoldFact, int]]:
    for fact, span in zip(document.facts, document.fact_spans, strict=True):
        for mention in ledger.mentions:
            touches = mention.span.start < span.end and span.start < mention.span.end
            if touches and mention.why is None:
                yield fact, mention.index
                break


def with_planted(sampled: Sampled, field: str) -> tuple[Sampled, dict[int, str]]:
    """Return the sample with a wrong reading of ``field`` in place of each right one.

    The wrong indicator is the one of another number nearby, the wrong period a year
    before.  With it come the planted values by mention; what has no other is left alone.
    """
    planted: dict[int, str] = {}
    for mention in sampled.mentions:
        find = _wrong_name if field == "indicator" else _wrong_time
        wrong = find(sampled, mention)
        if wrong:
            planted[mention] = wrong
    readings = tuple(
        _misread(reading, field, planted[place]) if reading and place in planted else reading
        for place, reading in enumerate(sampled.ledger.readings)
    )
    return replace(sampled, ledger=replace(sampled.ledger, readings=readings)), planted


def _misread(reading: Reading, field: str, wrong: str) -> Reading:
    guess, is_name = Guess((wrong,), rule="planted"), field == "indicator"
    return reading._replace(indicator=guess) if is_name else reading._replace(period=guess)


def _wrong_name(sampled: Sampled, mention: int) -> str | None:
    readings = sampled.ledger.readings
    own = readings[mention]
    near = sorted(range(len(readings)), key=lambda place: (abs(place - mention), place))
    names = (r.indicator.best for r in (readings[place] for place in near) if r)
    return next((n for n in names if n and own and n not in own.indicator.candidates), None)


def _wrong_time(sampled: Sampled, mention: int) -> str | None:
    reading = sampled.ledger.readings[mention]
    period = reading.period.best if reading else None
    if not period or bounds(period) is None or ".." in period:
        return None
    start = 1 if period.startswith("@") else 0
    return f"{period[:start]}{int(period[start : start + 4]) - 1}{period[start + 4 :]}"


def read_alone(sampled: Sampled) -> list[Prediction]:
    """Return what the readings alone say about the sampled mentions."""
    rows = from_ledger(sampled.ledger, sampled.document.name)
    return [rows[mention] for mention in sampled.mentions]


def unread(sampled: Sampled) -> Sampled:
    """Return the sample with its readings silenced: what stands is the model's word alone."""
    return replace(sampled, ledger=silenced(sampled.ledger))


def silenced(ledger: Ledger) -> Ledger:
    """Return the ledger without what was read of its numbers.

    The digits and the direction stay: no model is asked for them.
    """
    readings = tuple(
        reading and Reading(reading.mention, direction=reading.direction)
        for reading in ledger.readings
    )
    return replace(ledger, readings=readings)


def predictions(sampled: Sampled, claims: Sequence[Claim]) -> list[Prediction]:
    """Return what stands about the sampled mentions once ``claims`` are proven."""
    proof = prove(sampled.ledger, claims, sampled.document.name)
    return [
        Prediction(
            doc=sampled.document.name,
            start=fact.span.start,
            end=fact.span.end,
            quote=fact.quote,
            value=fact.value,
            unit=fact.unit,
            bound=fact.bound,
            disposition="fact",
            kind=fact.kind,
            indicator=fact.indicator,
            region=fact.region,
            period=fact.period,
            status=proof.statuses[fact.mention],
        )
        for fact in proof.facts
        if fact.mention in sampled.mentions
    ]


def verdicts(sampled: Sampled, predicted: Iterable[Prediction]) -> list[Verdict]:
    """Return status, what is right and whether all is, for each sampled fact that stands."""
    places = find_places(row.region for row in sampled.document.facts)
    raw = sampled.document.document.raw
    gold = DocumentGold(sampled.document.name, sampled.document.facts, (), places, raw)
    return [
        (str(v.predicted.status), v.right, v.is_full)
        for v in judge(predicted, gold).verdicts
        if v.gold is not None
    ]
