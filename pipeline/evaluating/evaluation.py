"""A run, or documents without one, and annotation files in; scores out."""

import io
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.evaluating.gold import Gold
from pipeline.evaluating.predictions import Prediction, from_ledger, from_run
from pipeline.evaluating.scores import Scores, score
from pipeline.results.store import Store
from pipeline.running.scan import scan
from pipeline.settings import Settings


def evaluate_run(run_dir: Path, gold: Gold, *, url: str | None = None) -> Scores:
    """Score a finished run, as it stands after people's decisions.

    ``url`` is the address of its records where they are not in the run directory.
    """
    with Store.open(run_dir, url) as store:
        texts = {record.document.name: record.document.raw for record in store.documents()}
    return score(from_run(run_dir), gold, texts)


def evaluate_readings(paths: Sequence[str], settings: Settings, gold: Gold) -> Scores:
    """Score what the text alone says, without any model; DocumentError if one is unreadable."""
    predictions: list[Prediction] = []
    texts: dict[str, str] = {}
    for scanned in scan(paths, settings, io.BytesIO()):
        if isinstance(scanned, DocumentError):
            raise scanned
        name, ledger = scanned
        predictions += from_ledger(ledger, name)
        texts[name] = ledger.clean.raw
    return score(predictions, gold, texts)
