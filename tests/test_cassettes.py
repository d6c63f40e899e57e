"""The recordings themselves: none orphaned, none with a secret or a trace of a machine."""

import re
from pathlib import Path

import pytest

from tests.conftest import CASSETTES, NOWHERE

RECORDINGS = sorted(CASSETTES.rglob("*.yaml"))
SECRET = re.compile(r"(?i)authorization|bearer |api[-_]key|sk-[a-z0-9]{8}")
ADDRESS = re.compile(r"https?://[^\s/]+")


def name_of(path: Path) -> str:
    """Name a recording by its folder and file."""
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", RECORDINGS, ids=name_of)
def test_recording_holds_no_secret_and_no_machine(path: Path) -> None:
    """A recording has no credential, no host but the made-up one, no path of a machine."""
    text = path.read_text(encoding="utf-8")

    assert not SECRET.search(text)
    assert set(ADDRESS.findall(text)) <= {NOWHERE}
    assert "/home/" not in text


@pytest.mark.parametrize("path", RECORDINGS, ids=name_of)
def test_recording_is_small_enough_to_review(path: Path) -> None:
    """A recording is one document's run at most: 300 kB."""
    assert path.stat().st_size <= 300_000


@pytest.mark.parametrize("path", RECORDINGS, ids=name_of)
def test_recording_belongs_to_a_test(path: Path) -> None:
    """Every recording is named after a test that still exists."""
    modules = list(CASSETTES.parent.glob(f"tests/**/{path.parent.name}.py"))

    assert modules
    assert f"def {path.stem.split('[')[0]}(" in modules[0].read_text(encoding="utf-8")
