"""Scores of a document small enough to be counted by hand."""

import io
import json
from dataclasses import replace
from decimal import Decimal

from rich.console import Console

from pipeline.evaluating.counts import Ratio
from pipeline.evaluating.gold import Gold, GoldContradiction
from pipeline.evaluating.predictions import Alarm, Prediction
from pipeline.evaluating.scores import Scores, score
from tests.evaluating.score_cases import (
    GROWTH,
    GROWTH_GOLD,
    TEXT,
    gold,
    nonfact,
    predicted,
)

PATENTS = gold("1200件", value="1200", indicator="有效发明专利拥有量", aliases=(), period=None)
PLANTED = GoldContradiction(doc="a", type="", quotes=("396件", "4.3%"), offsets=((6, 10), (15, 19)))
GOLD = Gold(
    facts=(gold(), GROWTH_GOLD, PATENTS),
    nonfacts=(nonfact("0763-123456", "phone"), nonfact("一批", "lexical hanzi")),
    contradictions=(PLANTED,),
)
PHONE = predicted("0763-123456", value=Decimal(763), unit="", disposition="nonfact")
INVENTED = predicted("2", text="2", unit="")
IDIOM = predicted("推进", value=Decimal(1), disposition="nonfact")

# One fact right, one with a wrong kind, one missed; a phone number found as such, one
# invented fact, and two numerals that cost nothing.
ROWS = (
    predicted(),
    replace(GROWTH, kind="share"),
    PHONE,
    INVENTED,
    IDIOM,
    predicted("一批", value=Decimal(1), unit="批"),
)


def _score(*rows: Prediction) -> Scores:
    return score(rows, GOLD, {"a": TEXT})


def test_mentions_are_facts_and_hard_non_facts() -> None:
    """3 of 4 annotated numbers are found; 3 of the 4 predicted that count are annotated."""
    total = _score(*ROWS).total

    assert total["mentions recall"] == Ratio(3, 4)
    assert total["mentions precision"] == Ratio(3, 4)


def test_facts_are_values_with_their_units() -> None:
    """2 of 3 facts are found, and 2 of the 3 predicted that count are facts."""
    total = _score(*ROWS).total

    assert total["facts recall"] == Ratio(2, 3)
    assert total["facts precision"] == Ratio(2, 3)
    assert total.f1("facts") == 2 / 3


def test_a_full_fact_has_no_wrong_field() -> None:
    """The fact with the wrong kind drops out: 1 of 3."""
    total = _score(*ROWS).total

    assert total["full fact recall"] == Ratio(1, 3)
    assert total["full fact precision"] == Ratio(1, 3)


def test_fields_are_counted_over_the_facts_that_were_found() -> None:
    """The wrong kind is 1 of 2; what was missed or invented does not count."""
    total = _score(*ROWS).total

    assert total["kind"] == Ratio(1, 2)
    assert total["indicator"] == total["region"] == total["bound"] == Ratio(2, 2)


def test_a_period_counts_only_where_gold_has_one() -> None:
    """A fact without an annotated period is left out of that field."""
    patents = predicted(
        "1200件", value=Decimal(1200), indicator="有效发明专利拥有量", period="2001"
    )
    total = _score(*ROWS, patents).total

    assert total["period"] == Ratio(2, 2)
    assert total["kind"] == Ratio(2, 3)


def test_verified_facts_are_counted_and_their_errors() -> None:
    """2 of 3 facts are verified, and one of the two is wrong."""
    rows = (
        predicted(status="verified"),
        replace(GROWTH, kind="share", status="verified"),
        replace(INVENTED, status="disputed"),
    )
    total = _score(*rows).total

    assert total["verified"] == Ratio(2, 3)
    assert total["verified wrong"] == Ratio(1, 2)


def test_a_review_queue_is_worth_the_errors_at_its_front() -> None:
    """Of 20 facts the first and the third in the queue are wrong, and the others right."""
    text = "".join(f"{number}件。" for number in range(101, 121))
    quotes = [f"{number}件" for number in range(101, 121)]
    facts = tuple(gold(quote, text, value=quote[:-1]) for quote in quotes)
    rows = [
        predicted(
            quote,
            text,
            value=Decimal(quote[:-1]),
            score=float(20 - place),
            kind="rank" if place in (0, 2) else "value",
        )
        for place, quote in enumerate(quotes)
    ]
    total = score(reversed(rows), Gold(facts=facts), {"a": text}).total

    assert total["caught in first 5 %"] == Ratio(1, 2)
    assert total["caught in first 10 %"] == Ratio(1, 2)
    assert total["caught in first 20 %"] == Ratio(2, 2)


def test_a_queue_without_scores_catches_nothing() -> None:
    """Readings alone have no queue."""
    assert _score(*ROWS).total["caught in first 20 %"] == Ratio(0, 0)


def test_a_missed_fact_outside_of_the_queue_counts_as_an_error() -> None:
    """A fact taken for a non-fact without a dispute is never seen by a reviewer."""
    lost = predicted(disposition="nonfact", score=0.0)
    total = _score(lost, replace(INVENTED, score=1.0)).total

    assert total["caught in first 20 %"] == Ratio(1, 2)


def test_quotes_are_held_against_the_raw_text() -> None:
    """A quote that is not at its place is counted, and so is a span that is not gold's."""
    shifted = replace(predicted(), start=5)
    total = _score(shifted, GROWTH).total

    assert total["spans equal to raw"] == Ratio(1, 2)
    assert total["spans equal to gold"] == Ratio(1, 2)


def test_sure_guesses_are_counted_apart() -> None:
    """Only fields that claim to be sure enter, each for itself."""
    rows = (
        predicted(sure=frozenset({"kind", "period"})),
        replace(GROWTH, kind="share", sure=frozenset({"kind"})),
        replace(PHONE, sure=frozenset({"disposition"})),
    )
    total = _score(*rows).total

    assert total["kind where sure"] == Ratio(1, 2)
    assert total["period where sure"] == Ratio(1, 1)
    assert total["indicator where sure"] == Ratio(0, 0)
    assert total["nonfact where sure"] == Ratio(1, 1)


def test_planted_contradictions_are_counted() -> None:
    """A finding that names both figures finds it, one that names neither is false."""
    found = Alarm("growth-arithmetic", ((15, 19), (6, 10)))
    false = Alarm("contradiction", ((20, 26), (30, 32)))
    total = _score(predicted(alarms=(found, false))).total

    assert total["contradictions found"] == Ratio(1, 1)
    assert total["alarms false"] == Ratio(1, 2)


def test_documents_are_scored_apart_and_together() -> None:
    """A document without predictions is missed, one without annotations is left out."""
    other = gold().model_copy(update={"doc": "b"})
    both = Gold(facts=(*GOLD.facts, other), nonfacts=GOLD.nonfacts)
    scores = score([*ROWS, replace(predicted(), doc="unknown")], both, {"a": TEXT})

    assert scores.documents["a"]["facts recall"] == Ratio(2, 3)
    assert scores.documents["b"]["facts recall"] == Ratio(0, 1)
    assert scores.total["facts recall"] == Ratio(2, 4)
    assert set(scores.documents) == {"a", "b"}


def test_scores_are_shown_and_kept() -> None:
    """The table has a column for each document, and the JSON is JSON."""
    scores = _score(*ROWS)
    console = Console(file=io.StringIO(), width=100)
    console.print(scores.table())
    assert isinstance(console.file, io.StringIO)
    total = json.loads(json.dumps(scores.as_json()))["total"]

    assert "facts F1" in console.file.getvalue()
    assert total["facts recall"] == {"right": 2, "of": 3, "share": 2 / 3}
    assert total["facts F1"] == 2 / 3
    assert total["caught in first 5 %"]["share"] is None
