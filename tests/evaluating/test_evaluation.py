"""Runs and readings are scored with the raw texts they were made from."""

from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.evaluating.counts import Ratio
from pipeline.evaluating.evaluation import evaluate_readings, evaluate_run
from pipeline.evaluating.gold import Gold
from pipeline.settings import Settings
from tests.evaluating.score_cases import gold
from tests.results.run_cases import RAW

GOLD = Gold(facts=(gold("396件", RAW),))


def test_a_run_is_scored_against_its_own_texts(finished_run: Path) -> None:
    """Quotes are held against the raw text that the run keeps."""
    total = evaluate_run(finished_run, GOLD).total

    assert total["facts recall"] == Ratio(1, 1)
    assert total["spans equal to raw"] == Ratio(4, 4)
    assert total["verified"] == Ratio(1, 2)


def test_readings_are_scored_without_a_run(tmp_path: Path) -> None:
    """Documents are read and cleaned, and no model is asked."""
    (tmp_path / "a.txt").write_text(RAW, encoding="utf-8")
    total = evaluate_readings([str(tmp_path)], Settings(), GOLD).total

    assert total["mentions recall"] == Ratio(1, 1)
    assert total["spans equal to raw"].share == 1.0
    assert total["verified"] == Ratio(0, 0)


def test_a_document_that_cannot_be_read_is_not_scored_as_missed(tmp_path: Path) -> None:
    """Scores of half of the documents would be taken for scores of all."""
    with pytest.raises(DocumentError):
        evaluate_readings([str(tmp_path / "missing.txt")], Settings(), GOLD)
