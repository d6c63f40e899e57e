"""Asking again about a recorded seed closes disputes, and none of them wrongly."""

from pathlib import Path

import pytest

from tests.reask_seeds import MODELS, measure, replayed
from tests.test_seeds import SEEDS

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_no_dispute_is_closed_wrongly(tmp_path: Path) -> None:
    """A model that is wrong half of the time closes some disputes and misleads nobody."""
    run_dir = replayed(SEEDS[3], tmp_path / "run")

    counts = measure(run_dir, SEEDS[3], *MODELS["another model, wrong in one of two"])

    assert 0 < counts.closed < counts.disputed
    assert counts.misjudged == 0
