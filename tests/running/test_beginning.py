"""Tests of what is found out before a run writes anything."""

import sys
from pathlib import Path

import pytest

from pipeline.asking.model_file import MODEL_NAME
from pipeline.errors import EmbeddedModelError, SettingsError
from pipeline.running.run import run
from pipeline.settings import Settings
from tests.fakes.scripted_server import scripted_server
from tests.running.hardship import write_reports
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_missing_model_is_named_unless_every_answer_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without llama.cpp no directory is made; what a server once answered needs no model."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    reports, out = [str(write_reports(tmp_path / "reports", count=2))], tmp_path / "run"

    with pytest.raises(EmbeddedModelError, match=r"pip install .*\(setting base_url\)"):
        run(reports, Settings(), out=out)

    assert not out.exists()

    with scripted_server(oblige) as script:
        served = Settings(base_url=script.base_url, model=MODEL_NAME)
        run(reports, served, out=tmp_path / "served")

    assert run(reports, Settings(), out=out).exit_code == 0


def test_settings_that_do_not_fit_leave_no_directory(tmp_path: Path) -> None:
    """A model without the address of its server is refused before the run begins."""
    reports = write_reports(tmp_path / "reports", count=1)

    with pytest.raises(SettingsError, match="set base_url"):
        run([str(reports)], Settings(model="m"), out=tmp_path / "run")

    assert not (tmp_path / "run").exists()
