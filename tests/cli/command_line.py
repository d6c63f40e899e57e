"""The command line as a person types it, for the tests of the commands."""

import sys

import pytest

from pipeline.cli.main import main


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Run the command line as if ``words`` had been typed, and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["shuzheng", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)
