"""What must hold for every set of predictions."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluating.gold import Gold, GoldFact
from pipeline.evaluating.predictions import Prediction
from pipeline.evaluating.scores import score

TEXT = "件。" * 20

facts = st.builds(
    lambda place, value, kind: GoldFact.model_validate(
        {
            "doc": "a",
            "quote": "件",
            "start": 2 * place,
            "end": 2 * place + 1,
            "value": str(value),
            "unit": "件",
            "bound": "exact",
            "kind": kind,
            "indicator": f"指标{place}",
            "region": "连州市",
            "period": None,
        }
    ),
    place=st.integers(0, 19),
    value=st.integers(0, 9),
    kind=st.sampled_from(["value", "growth"]),
)
lists = st.lists(facts, max_size=12, unique_by=lambda fact: fact.start)


def _predicted(fact: GoldFact) -> Prediction:
    return Prediction(
        doc=fact.doc,
        start=fact.start,
        end=fact.end,
        quote=fact.quote,
        value=fact.value,
        unit=fact.unit,
        bound=fact.bound,
        disposition="fact",
        kind=fact.kind,
        indicator=fact.indicator,
        region=fact.region,
        period=fact.period,
    )


@given(lists)
def test_gold_scores_full_marks_against_itself(rows: list[GoldFact]) -> None:
    """Predictions made of the annotations are right in every respect."""
    total = score(map(_predicted, rows), Gold(facts=tuple(rows)), {"a": TEXT}).total

    for name, ratio in total.ratios.items():
        assert name == "alarms false" or ratio.right == ratio.of, name


@given(lists, lists)
def test_the_order_of_predictions_does_not_matter(
    rows: list[GoldFact], other: list[GoldFact]
) -> None:
    """Scores depend on what is said, not on when."""
    predictions = [_predicted(row) for row in other]
    gold = Gold(facts=tuple(rows))
    forth = score(predictions, gold, {"a": TEXT})
    back = score(reversed(predictions), gold, {"a": TEXT})

    assert forth.as_json() == back.as_json()


@given(lists, st.data())
def test_an_invented_fact_never_helps(rows: list[GoldFact], data: st.DataObject) -> None:
    """A number that is not annotated lowers precision and raises nothing."""
    gold = Gold(facts=tuple(rows))
    predictions = [_predicted(row) for row in rows if data.draw(st.booleans())]
    invented = replace(_predicted(rows[0]), value=Decimal(77)) if rows else None
    more = [*predictions, *([invented] if invented else [])]
    before, after = score(predictions, gold).total, score(more, gold).total

    for name in ("facts", "full fact"):
        assert (after.f1(name) or 0) <= (before.f1(name) or 0)
        assert after[f"{name} recall"] == before[f"{name} recall"]
