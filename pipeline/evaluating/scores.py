"""Predictions and gold in, how often they agree out, per document and in total."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import ceil
from operator import add
from typing import Any

from rich.console import Group
from rich.table import Table

from pipeline.evaluating.alarms import count_alarms
from pipeline.evaluating.counts import Counts, Ratio, ratio
from pipeline.evaluating.gold import Gold
from pipeline.evaluating.judging import FIELDS, DocumentGold, Judgement, Verdict, judge
from pipeline.evaluating.naming import find_places
from pipeline.evaluating.predictions import Prediction
from pipeline.results.terminal import shown
from pipeline.results.views import DOC_CHARS

QUEUE_SHARES = (5, 10, 20)
_MEASURES = ("mentions", "facts", "full fact")
_WIDTH = 7


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts for each document and in total, with the verdicts they were counted from."""

    documents: Mapping[str, Counts]
    total: Counts
    judgements: tuple[Judgement, ...]

    def as_json(self) -> dict[str, Any]:
        """Return every count as ``{"right", "of", "share"}``, F1 as a number or null."""
        by_doc = {doc: _counts_json(counts) for doc, counts in self.documents.items()}
        return {"total": _counts_json(self.total), "documents": by_doc}

    def table(self) -> Group:
        """Return the scores for a terminal: a row a measure, a column a document.

        Documents come a few to a table, each table with the total in front.
        """
        documents = list(self.documents.items())
        parts = [documents[at : at + _WIDTH] for at in range(0, len(documents), _WIDTH)]
        return Group(*(self._table(part) for part in parts or [[]]))

    def _table(self, documents: Sequence[tuple[str, Counts]]) -> Table:
        table = Table(show_edge=False, pad_edge=False)
        table.add_column("measure", no_wrap=True)
        columns = [("total", self.total), *documents]
        for doc, _ in columns:
            table.add_column(shown(doc[:DOC_CHARS]), justify="right", no_wrap=True)
        for name in _shown(self.total):
            table.add_row(name, *(_cell(counts, name) for _, counts in columns))
        return table


def score(
    predictions: Iterable[Prediction], gold: Gold, texts: Mapping[str, str] | None = None
) -> Scores:
    """Compare predictions with gold by the rules of the annotation guide.

    ``texts`` gives raw texts by document name; without one, quotes are not compared
    with the text, and names are not compared with those of the same sentence.
    Predictions for documents without annotations are left out; an annotated document
    without predictions counts as missed.
    """
    by_doc = defaultdict(list)
    for predicted in predictions:
        by_doc[predicted.doc].append(predicted)
    judgements = tuple(judge(by_doc[part.doc], part) for part in _parts(gold, texts or {}))
    documents = {j.doc: _count(j, gold, (texts or {}).get(j.doc)) for j in judgements}
    everything = [verdict for j in judgements for verdict in j.verdicts]
    total = reduce(add, documents.values(), Counts())
    return Scores(documents, Counts({**total.ratios, **_queue(everything)}), judgements)


def _parts(gold: Gold, texts: Mapping[str, str]) -> Iterator[DocumentGold]:
    for doc in gold.docs:
        facts = tuple(row for row in gold.facts if row.doc == doc)
        nonfacts = tuple(row for row in gold.nonfacts if row.doc == doc)
        places = find_places(row.region for row in facts)
        yield DocumentGold(doc, facts, nonfacts, places, texts.get(doc))


def _count(judgement: Judgement, gold: Gold, text: str | None) -> Counts:
    verdicts = judgement.verdicts
    planted = [row for row in gold.contradictions if row.doc == judgement.doc]
    return Counts(
        {
            **_mentions(judgement),
            **_facts(judgement),
            **_fields(verdicts),
            **_status(verdicts),
            **_queue(verdicts),
            **_spans(verdicts, text),
            **_sure(verdicts),
            **count_alarms((v.predicted for v in verdicts), planted),
        }
    )


def _mentions(judgement: Judgement) -> dict[str, Ratio]:
    matched = sum(v.gold is not None for v in judgement.verdicts)
    found = matched + len(judgement.found_nonfacts)
    missed = len(judgement.missed_facts) + len(judgement.missed_nonfacts)
    counted = (v for v in judgement.verdicts if not (v.is_soft or v.is_idiom))
    return {
        "mentions recall": Ratio(found, found + missed),
        "mentions precision": ratio(v.is_annotated for v in counted),
    }


def _facts(judgement: Judgement) -> dict[str, Ratio]:
    facts = [v for v in judgement.verdicts if v.predicted.is_fact and not v.is_soft]
    gold = sum(v.gold is not None for v in judgement.verdicts) + len(judgement.missed_facts)
    right, full = sum("fact" in v.right for v in facts), sum(v.is_full for v in facts)
    return {
        "facts recall": Ratio(right, gold),
        "facts precision": Ratio(right, len(facts)),
        "full fact recall": Ratio(full, gold),
        "full fact precision": Ratio(full, len(facts)),
    }


def _fields(verdicts: Sequence[Verdict]) -> dict[str, Ratio]:
    return {
        name: ratio(name in v.right for v in verdicts if v.is_matched_fact and _asks(v, name))
        for name in FIELDS
    }


def _asks(verdict: Verdict, name: str) -> bool:
    return name != "period" or (verdict.gold is not None and verdict.gold.period is not None)


def _status(verdicts: Sequence[Verdict]) -> dict[str, Ratio]:
    facts = [v for v in verdicts if v.predicted.is_fact and v.predicted.status]
    verified = [v for v in facts if v.predicted.status == "verified"]
    return {
        "verified": Ratio(len(verified), len(facts)),
        "verified wrong": ratio(v.is_error for v in verified if not v.is_soft),
    }


def _queue(verdicts: Sequence[Verdict]) -> dict[str, Ratio]:
    ranked = [v for v in verdicts if v.predicted.score is not None]
    errors = sum(v.is_error for v in ranked)
    queue = [v for v in ranked if v.predicted.is_fact or v.predicted.score]
    queue.sort(key=lambda v: (-(v.predicted.score or 0), v.predicted.doc, v.predicted.start))
    return {
        f"caught in first {share} %": Ratio(
            sum(v.is_error for v in queue[: ceil(len(queue) * share / 100)]), errors
        )
        for share in QUEUE_SHARES
    }


def _spans(verdicts: Sequence[Verdict], text: str | None) -> dict[str, Ratio]:
    rows = [v.predicted for v in verdicts]
    matched = [(v.predicted, v.gold) for v in verdicts if v.gold]
    equal = ratio(text[row.start : row.end] == row.quote for row in rows) if text else Ratio()
    exact = ratio((row.start, row.end) == (fact.start, fact.end) for row, fact in matched)
    return {"spans equal to raw": equal, "spans equal to gold": exact}


def _sure(verdicts: Sequence[Verdict]) -> dict[str, Ratio]:
    counts = {
        f"{name} where sure": ratio(
            name in v.right
            for v in verdicts
            if v.is_matched_fact and _asks(v, name) and name in v.predicted.sure
        )
        for name in FIELDS
    }
    nonfacts = [v for v in verdicts if "disposition" in v.predicted.sure]
    counts["nonfact where sure"] = ratio(
        v.gold is None for v in nonfacts if not v.predicted.is_fact
    )
    return counts


def _shown(counts: Counts) -> list[str]:
    plain = [name for name, value in counts.ratios.items() if value.of]
    return [*plain, *(f"{name} F1" for name in _MEASURES)]


def _cell(counts: Counts, name: str) -> str:
    share = counts.f1(name[: -len(" F1")]) if name.endswith(" F1") else counts[name].share
    return "–" if share is None else f"{share:.3f}"


def _counts_json(counts: Counts) -> dict[str, Any]:
    rows: dict[str, Any] = {
        name: {"right": value.right, "of": value.of, "share": value.share}
        for name, value in counts.ratios.items()
    }
    return rows | {f"{name} F1": counts.f1(name) for name in _MEASURES}
