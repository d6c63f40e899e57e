"""The recordings themselves: none orphaned, none with a secret or a trace of a machine."""

import re
from pathlib import Path

import pytest
from vcr import VCR

from tests import shared_yaml
from tests.conftest import CASSETTES
from tests.recordings import NOWHERE, recording_options
from tests.test_seeds import SEEDS, extract

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


def test_changed_prompt_is_not_answered_and_shows_what_changed(tmp_path: Path) -> None:
    """A recording of another wording fails the run, and the error points at the message."""
    seed = SEEDS[3]
    name = f"test_seed_gives_the_reviewed_facts[{seed}].yaml"
    recorded = (CASSETTES / "test_seeds" / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(recorded.replace("照抄", "抄写"), encoding="utf-8")
    recorder = VCR(record_mode="none", cassette_library_dir=str(tmp_path))
    recorder.register_serializer("yaml", shared_yaml)

    with recorder.use_cassette(name, **recording_options()):
        result = extract(seed, f"{NOWHERE}/v1", tmp_path / "run")

    assert result.exit_code == 3
    message = str(result.stopped_by)
    assert "the closest differ in body" in message
    assert '"role": "system"' in message
