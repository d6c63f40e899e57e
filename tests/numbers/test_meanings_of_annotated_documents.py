"""On the annotated documents the words alone say most of what the numbers mean."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline.cleaning.cleaning import clean
from pipeline.documents.reading import read_document
from pipeline.evaluating.gold import Gold, read_gold
from pipeline.evaluating.predictions import Prediction, from_ledger
from pipeline.evaluating.scores import Scores, score
from pipeline.numbers.ledger import build_ledger

ROOT = Path(__file__).parents[2]
PARTS = {"seeds": ROOT / "seeds", "dev": ROOT / "tests" / "gold" / "dev" / "docs"}
PARTS["fresh"] = ROOT / "tests" / "gold" / "fresh" / "docs"


def gold_of(part: str) -> Gold:
    """Read the annotations of one part."""
    folder = ROOT / "tests" / "gold"
    return read_gold(folder / f"{part}.gold.jsonl", folder / f"{part}.nonfacts.jsonl")


@cache
def scores_of(part: str) -> Scores:
    """Score what is read without a model."""
    texts: dict[str, str] = {}

    def predictions() -> Iterator[Prediction]:
        for path in sorted(PARTS[part].iterdir()):
            if path.suffix in (".txt", ".html"):
                document = read_document(path)
                texts[path.stem] = document.raw
                yield from from_ledger(build_ledger(clean(document)), path.stem)

    return score(tuple(predictions()), gold_of(part), texts)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("measure", "lowest"),
    [
        ("kind", 0.97),
        ("indicator", 0.94),
        ("facts precision", 0.97),
        ("facts recall", 0.97),
        ("kind where sure", 0.99),
        ("indicator where sure", 0.99),
        ("nonfact where sure", 0.99),
    ],
)
def test_reading_alone_is_right_often_enough(part: str, measure: str, lowest: float) -> None:
    """Each share of right readings stays above the figure that the project promises."""
    ratio = scores_of(part).total.ratios[measure]

    assert ratio.of > 0
    assert ratio.right / ratio.of >= lowest


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("measure", "lowest"), [("kind", 0.9), ("indicator", 0.25)])
def test_reading_is_sure_often_enough_to_be_useful(part: str, measure: str, lowest: float) -> None:
    """Honesty that is sure of nothing would help nobody."""
    ratios = scores_of(part).total.ratios

    assert ratios[f"{measure} where sure"].of / ratios[measure].of >= lowest
