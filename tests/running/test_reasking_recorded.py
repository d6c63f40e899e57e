"""Asking a real, small model again, from a recording."""

from pathlib import Path

import pytest

from pipeline.asking.embedded import MODEL_NAME
from pipeline.disputing.reasking_choice import Selection
from pipeline.proving.fact import Disposition, Field, Status
from pipeline.results.store import Store
from pipeline.running.reasking import reask_run
from pipeline.running.reasking_plan import Wish
from pipeline.settings import Settings
from tests.running.doubtful_run import write_doubtful_run


@pytest.mark.vcr
def test_small_model_is_asked_again(server_url: str, tmp_path: Path) -> None:
    """Every disputed field is answered in its shape, kept, and proven with the text."""
    run_dir = write_doubtful_run(tmp_path)
    settings = Settings(base_url=server_url, model=MODEL_NAME, attempts=1, concurrency=1)
    disputed = Selection(limit=3)

    result = reask_run(run_dir, disputed, Wish(), settings, lambda _progress: None)

    assert (result.exit_code, result.calls, len(result.failures)) == (0, 3, 0)
    assert {each.field for each in result.fields} == {
        Field.DISPOSITION,
        Field.KIND,
        Field.PERIOD,
    }
    with Store.open(run_dir) as store:
        (record,) = store.documents()
        kept = store.reasked()
    assert [each.claim.model for each in kept] == [MODEL_NAME] * 3
    assert record.proof.counts[Disposition.UNACCOUNTED] == 0
    wrong = {fact.mention for fact in record.proof.facts if fact.period == "2030"}
    assert not wrong
    assert all(
        each.status is Status.DISPUTED or each.stands in ("2022", "growth", "商标注册量")
        for each in result.fields
    )
