"""Small versions of what `make faults` does at length."""

from pathlib import Path

import pytest

from tests.running.hardship import endure, write_reports

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_every_chunk_is_accounted_for_whatever_the_server_does(tmp_path: Path) -> None:
    """With two calls in five failing in every way there is, no chunk and no number is lost."""
    reports = write_reports(tmp_path / "reports", count=12)

    hasty = {"concurrency": 8, "attempts": 6, "timeout_s": 0.4}
    ordeal = endure(0.4, reports, tmp_path / "run", 3, **hasty)

    assert ordeal.lost == 0
    assert ordeal.done + ordeal.failed == ordeal.chunks
    assert ordeal.done > 12
