"""The command that opens the review page says what is missing before it opens anything."""

import sys

import pytest

from pipeline.cli.main import main


def _typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["shuzheng", "review", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_without_its_extra_the_page_says_which_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An installation without the page toolkit names the extra, with exit code 2."""
    monkeypatch.setitem(sys.modules, "nicegui", None)
    for name in [name for name in sys.modules if name.startswith("pipeline.review.pages")]:
        monkeypatch.delitem(sys.modules, name)

    assert _typed(monkeypatch, "runs/none", "--no-browser") == 2
    assert 'pip install "shuzheng[review]"' in capsys.readouterr().err
