"""What the machinery makes of a model that reads well, on documents no rule was made for."""

from collections.abc import Iterator

from pipeline.evaluating.predictions import Prediction, from_ledger
from pipeline.evaluating.scores import Scores, score
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.fact import Claim
from schemas.vocabulary import Kind
from tests.bench.corpus import UNSEEN, GoldDocument, gold_documents, gold_of
from tests.bench.strategy_cases import Sampled, predictions


def scripted_claims(document: GoldDocument, ledger: Ledger, model: str) -> Iterator[Claim]:
    """Yield what a model would say that reads as the annotators did; it is scripted."""
    for fact, span in zip(document.facts, document.fact_spans, strict=True):
        for mention in ledger.mentions:
            if (
                mention.why is None
                and mention.span.start < span.end
                and span.start < mention.span.end
            ):
                yield Claim(
                    mention=mention.index,
                    is_statistic=True,
                    echo=mention.span.of(ledger.clean.text),
                    indicator=fact.indicator,
                    kind=Kind(fact.kind),
                    period=fact.period,
                    region=fact.region,
                    why=None,
                    model=model,
                    request_key=model,
                )
                break


def with_models(*models: str) -> Scores:
    """Score what stands about the unseen documents once the scripted models have been heard."""
    rows = []
    for document in gold_documents(UNSEEN):
        ledger = build_ledger(document.clean)
        claims = [each for model in models for each in scripted_claims(document, ledger, model)]
        mentions = tuple(mention.index for mention in ledger.mentions)
        rows += predictions(Sampled(document, ledger, document.facts, mentions), claims)
    return scored(rows)


def scored(rows: list[Prediction]) -> Scores:
    """Score predictions for the unseen documents."""
    texts = {document.name: document.document.raw for document in gold_documents(UNSEEN)}
    return score(rows, gold_of(UNSEEN), texts)


def test_models_that_read_well_add_to_the_reading() -> None:
    """One verifies what was read; a second that agrees mends names the reading is unsure of."""
    documents = gold_documents(UNSEEN)
    alone = scored([r for d in documents for r in from_ledger(build_ledger(d.clean), d.name)])
    one, two = with_models("a"), with_models("a", "b")

    read, mended = (each.total.f1("full fact") or 0.0 for each in (alone, two))
    assert mended > read + 0.05
    assert (one.total["verified"].share or 0) > 0.4
    for each in (one, two):
        assert (each.total["verified wrong"].share or 0) < 0.02
