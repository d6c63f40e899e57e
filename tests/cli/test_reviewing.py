"""The command that opens the review page says what is missing before it opens anything."""

import sys

import pytest

from tests.cli.command_line import typed


def test_without_its_extra_the_page_says_which_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An installation without the page toolkit names the extra, with exit code 2."""
    monkeypatch.setitem(sys.modules, "nicegui", None)
    for name in [name for name in sys.modules if name.startswith("pipeline.review.pages")]:
        monkeypatch.delitem(sys.modules, name)

    assert typed(monkeypatch, "review", "runs/none", "--no-browser") == 2
    assert 'pip install "shuzheng[review]"' in capsys.readouterr().err
