"""Extract the seeds from their recordings and show what differs from the reviewed results.

``make compare`` shows; ``make compare ARGS=--accept`` makes what came out the reviewed
results, to be read through before it is committed.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from vcr import VCR

from pipeline.evaluating.comparing import Comparison, compare
from pipeline.results.exports import write_by_document
from tests import shared_yaml
from tests.conftest import CASSETTES, ROOT
from tests.recordings import NOWHERE, recording_options
from tests.test_seeds import SEEDS, extract

EXPECTED = ROOT / "seeds" / "expected"


def main() -> None:
    """Compare every seed, or accept what came out; the exit code tells of differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accept", action="store_true", help="make the results the reviewed ones")
    chosen = parser.parse_args()
    console = Console()
    has_changes = False
    with tempfile.TemporaryDirectory() as folder:
        for seed in SEEDS:
            comparison = _replayed(seed, Path(folder) / seed, is_accepted=chosen.accept)
            console.print(f"{seed}: {'changed' if comparison.has_changes else 'as reviewed'}")
            if comparison.has_changes:
                console.print(comparison.table())
            has_changes |= comparison.has_changes
    sys.exit(1 if has_changes else 0)


@contextmanager
def recorded(seed: str) -> Iterator[None]:
    """Let the server of the recordings answer about ``seed`` inside the block, each once."""
    recorder = VCR(record_mode="none", cassette_library_dir=str(CASSETTES / "test_seeds"))
    recorder.register_serializer("yaml", shared_yaml)
    name = f"test_seed_gives_the_reviewed_facts[{seed}].yaml"
    with recorder.use_cassette(name, **recording_options()):
        yield


def _replayed(seed: str, run_dir: Path, *, is_accepted: bool) -> Comparison:
    with recorded(seed):
        extract(seed, f"{NOWHERE}/v1", run_dir)
    if is_accepted:
        write_by_document(run_dir, EXPECTED)
    reviewed = run_dir.with_suffix(".expected")
    reviewed.mkdir()
    shutil.copy(EXPECTED / f"{seed}.jsonl", reviewed)
    return compare(reviewed, run_dir)


if __name__ == "__main__":
    main()
