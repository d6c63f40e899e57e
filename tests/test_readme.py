"""The README says what is true: its commands, settings and example work."""

import re
from pathlib import Path

import pytest

from pipeline.asking.embedded import MODEL_NAME
from pipeline.cli.main import COMMANDS
from pipeline.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme(name: str) -> None:
    """A command that exists is shown."""
    assert f"shuzheng {name}" in README


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_in_the_readme(name: str) -> None:
    """A setting that exists is explained."""
    assert f"`{name}`" in README


@pytest.mark.parametrize("target", re.findall(r"`make (\w+)", README))
def test_every_make_target_of_the_readme_exists(target: str) -> None:
    """A make command that the README names is there."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.vcr
def test_example_from_python_runs(
    server_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The example prints a line for each fact, here of one document and from a recording."""
    monkeypatch.setenv("SHUZHENG_BASE_URL", server_url)
    monkeypatch.setenv("SHUZHENG_MODEL", MODEL_NAME)
    monkeypatch.setenv("SHUZHENG_PROFILE", "large")
    monkeypatch.setenv("SHUZHENG_CONCURRENCY", "1")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "report.txt").write_text(
        "2022年,全市发明专利授权量1200件,同比增长5.5%。\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example is not None

    exec(example[1], {})

    printed = capsys.readouterr().out
    assert "1200" in printed
    assert "5.5" in printed
