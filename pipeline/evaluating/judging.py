"""The numbers of one document and its gold in, a verdict on each out."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evaluating.agreement import same_base_unit, same_period, same_region
from pipeline.evaluating.gold import GoldFact, GoldNonFact
from pipeline.evaluating.matching import Matching, match
from pipeline.evaluating.naming import is_right_name
from pipeline.evaluating.predictions import Prediction

FIELDS = ("kind", "bound", "unit", "period", "region", "indicator")
_FULL = frozenset({"fact", "kind", "unit", "period", "indicator"})

_SENTENCE_END = re.compile(r"[。!?!?\n]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One predicted number, the annotated fact it belongs to, and what is right about it.

    ``right`` holds names of ``FIELDS`` and ``fact`` (value and unit agree and it is
    said to be a fact).  ``is_annotated`` says that it belongs to a row of either file,
    ``is_soft`` that it costs nothing either way.
    """

    predicted: Prediction
    gold: GoldFact | None
    right: frozenset[str]
    is_annotated: bool
    is_soft: bool

    @property
    def is_idiom(self) -> bool:
        """Tell whether this is a numeral without a digit that nobody annotated."""
        has_digit = any(character.isdecimal() for character in self.predicted.quote)
        return not self.is_annotated and not has_digit

    @property
    def is_matched_fact(self) -> bool:
        """Tell whether an annotated fact was found as a fact with its sign."""
        return self.gold is not None and "found" in self.right

    @property
    def is_full(self) -> bool:
        """Tell whether value, unit, kind, indicator and period are all right."""
        return self.right >= _FULL

    @property
    def is_error(self) -> bool:
        """Tell whether a person would have to correct this row."""
        if self.predicted.is_fact:
            return not (self.is_soft or self.is_full)
        return self.gold is not None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts on one document, in its order, and the annotated rows not found."""

    doc: str
    verdicts: tuple[Verdict, ...]
    missed_facts: tuple[GoldFact, ...]
    missed_nonfacts: tuple[GoldNonFact, ...]
    found_nonfacts: tuple[GoldNonFact, ...]


@dataclass(frozen=True, slots=True)
class DocumentGold:
    """The annotations of one document; ``text`` is its raw text where it is known."""

    doc: str
    facts: tuple[GoldFact, ...]
    nonfacts: tuple[GoldNonFact, ...]
    places: tuple[str, ...]
    text: str | None = None


def judge(predictions: Iterable[Prediction], gold: DocumentGold) -> Judgement:
    """Compare the predictions for one document with its annotations."""
    rows = sorted(predictions, key=lambda row: (row.start, row.end))
    matching = match(rows, gold.facts, gold.nonfacts)
    facts = {p: gold.facts[g] for g, p in matching.facts.items()}
    sentences = _by_sentence(gold)
    return Judgement(
        doc=gold.doc,
        verdicts=tuple(
            _verdict(row, facts.get(p), _touched(matching, gold, p), sentences, gold.places)
            for p, row in enumerate(rows)
        ),
        missed_facts=tuple(f for g, f in enumerate(gold.facts) if g not in matching.facts),
        missed_nonfacts=_hard(gold, [g not in matching.nonfacts for g in _positions(gold)]),
        found_nonfacts=_hard(gold, [g in matching.nonfacts for g in _positions(gold)]),
    )


def _positions(gold: DocumentGold) -> range:
    return range(len(gold.nonfacts))


def _hard(gold: DocumentGold, chosen: Sequence[bool]) -> tuple[GoldNonFact, ...]:
    pairs = zip(gold.nonfacts, chosen, strict=True)
    return tuple(row for row, is_chosen in pairs if is_chosen and not row.is_soft)


def _touched(matching: Matching, gold: DocumentGold, p: int) -> list[GoldNonFact]:
    return [gold.nonfacts[g] for g, ps in matching.nonfacts.items() if p in ps]


def _verdict(
    row: Prediction,
    fact: GoldFact | None,
    touched: list[GoldNonFact],
    sentences: dict[int, list[GoldFact]],
    places: tuple[str, ...],
) -> Verdict:
    if fact is not None:
        neighbours = next((s for s in sentences.values() if fact in s), [])
        right = _right(row, fact, neighbours, places) if row.is_fact else frozenset()
        return Verdict(row, fact, right, is_annotated=True, is_soft=False)
    is_soft = bool(touched) and all(each.is_soft for each in touched)
    return Verdict(row, None, frozenset(), is_annotated=bool(touched), is_soft=is_soft)


def _right(
    row: Prediction, fact: GoldFact, neighbours: list[GoldFact], places: tuple[str, ...]
) -> frozenset[str]:
    found = (row.value < 0) == (fact.value < 0)
    checks = {
        "found": found,
        "fact": found and same_base_unit(row.unit, fact.unit),
        "kind": row.kind == fact.kind,
        "bound": row.bound == fact.bound,
        "unit": row.unit == fact.unit,
        "period": fact.period is None or same_period(row.period, fact.period),
        "region": same_region(row.region, fact.region),
        "indicator": is_right_name(row.indicator, fact, neighbours, places),
    }
    return frozenset(name for name, is_right in checks.items() if is_right)


def _by_sentence(gold: DocumentGold) -> dict[int, list[GoldFact]]:
    if gold.text is None:
        return {}
    ends = [match.end() for match in _SENTENCE_END.finditer(gold.text)]
    sentences: dict[int, list[GoldFact]] = {}
    for fact in gold.facts:
        sentences.setdefault(bisect_right(ends, fact.start), []).append(fact)
    return sentences
