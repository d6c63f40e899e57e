"""A finished run on disk, for the tests that read one."""

from pathlib import Path

import pytest

from pipeline.results.exports import write_exports
from pipeline.results.store import Store
from tests.results.run_cases import INFO, RECORD


@pytest.fixture
def finished_run(tmp_path: Path) -> Path:
    """Return a run directory with one document of four numbers."""
    folder = tmp_path / "finished"
    with Store.create(folder) as store:
        store.write_document(RECORD)
        store.write_info(INFO)
    write_exports(folder)
    return folder
