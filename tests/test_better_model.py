"""What the machinery makes of a model that reads well, on documents no rule was made for."""

from collections.abc import Iterator

from pipeline.evaluating.predictions import Prediction, from_ledger
from pipeline.evaluating.scores import Scores, score
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.fact import Claim
from schemas.vocabulary import Kind
from tests.bench.corpus import UNSEEN, GoldDocument, gold_documents, gold_of
from tests.bench.strategy_cases import Sampled, predictions


def scripted_claims(document: GoldDocument, ledger: Ledger) -> Iterator[Claim]:
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
                    model="scripted",
                    request_key="scripted",
                )
                break


def with_model(document: GoldDocument) -> list[Prediction]:
    """Return what stands about a document once the scripted model has been heard."""
    ledger = build_ledger(document.clean)
    claims = list(scripted_claims(document, ledger))
    mentions = tuple(mention.index for mention in ledger.mentions)
    return predictions(Sampled(document, ledger, document.facts, mentions), claims)


def scored(rows: list[Prediction]) -> Scores:
    """Score predictions for the unseen documents."""
    texts = {document.name: document.document.raw for document in gold_documents(UNSEEN)}
    return score(rows, gold_of(UNSEEN), texts)


def test_a_model_that_reads_well_adds_to_the_reading() -> None:
    """Where the reading is unsure, a better model corrects it, and much more is verified."""
    documents = gold_documents(UNSEEN)
    alone = scored([r for d in documents for r in from_ledger(build_ledger(d.clean), d.name)])
    together = scored([row for document in documents for row in with_model(document)])

    before, after = (each.total.f1("full fact") or 0.0 for each in (alone, together))
    assert after > before
    assert (together.total["verified"].share or 0) > 0.4
    assert (together.total["verified wrong"].share or 0) < 0.02
