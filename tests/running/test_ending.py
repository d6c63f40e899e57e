"""A small version of what `make faults` does to runs that are ended before they are done."""

from pathlib import Path

import pytest

from tests.running.ending import Ending, end_often

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_ended_run_goes_on_and_ends_with_the_same_bytes(tmp_path: Path) -> None:
    """However a run ends, nobody outlives it, and the same command ends as if nothing had been."""
    ways = [Ending.GROUP, Ending.TWICE, Ending.MAIN, Ending.ONCE]
    ended = end_often(tmp_path, ways, seed=0, documents=4)

    assert ended.wrong == ()
    assert ended.sent_twice <= ended.slots
