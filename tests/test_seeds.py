"""The main job on the five real documents, from recorded answers, against reviewed results."""

import json
from pathlib import Path

import pytest

from pipeline.asking.embedded import MODEL_NAME
from pipeline.results.store import Store
from pipeline.running.run import RunResult, run
from pipeline.settings import Settings
from tests.conftest import ROOT

SEEDS = sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))


def extract(seed: str, server_url: str, out: Path) -> RunResult:
    """Extract one seed with the model the cassettes were recorded from, and no answer besides."""
    settings = Settings(
        base_url=server_url,
        model=MODEL_NAME,
        attempts=1,
        concurrency=1,
        wait_for_server_s=0,
        cache_dir=out.with_name(f"{out.name}.cache"),
    )
    return run([str(ROOT / "seeds" / f"{seed}.txt")], settings, out=out)


@pytest.mark.vcr
@pytest.mark.parametrize("seed", SEEDS)
def test_seed_gives_the_reviewed_facts(seed: str, server_url: str, tmp_path: Path) -> None:
    """Recorded answers give exactly the facts that were reviewed, and every number is kept."""
    result = extract(seed, server_url, tmp_path / "run")

    assert result.exit_code == 0
    facts = (tmp_path / "run" / "facts.jsonl").read_text(encoding="utf-8")
    assert facts == (ROOT / "seeds" / "expected" / f"{seed}.jsonl").read_text(encoding="utf-8")
    with Store.open(tmp_path / "run") as store:
        record = store.document(seed)
    assert sum(record.proof.counts.values()) == len(record.mentions)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reviewed_quote_stands_at_its_place(seed: str) -> None:
    """The raw file, decoded, has each expected quote at its offsets."""
    raw = (ROOT / "seeds" / f"{seed}.txt").read_bytes().decode("utf-8")
    expected = (ROOT / "seeds" / "expected" / f"{seed}.jsonl").read_text(encoding="utf-8")

    for fact in map(json.loads, expected.splitlines()):
        assert raw[fact["start"] : fact["end"]] == fact["quote"]
