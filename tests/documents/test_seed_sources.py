"""The account that the seeds give of themselves."""

import hashlib
import re
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"


def test_every_seed_is_accounted_for_with_its_digest() -> None:
    """SOURCES.md names each seed and the digest of its bytes, and no other."""
    account = (SEEDS / "SOURCES.md").read_text(encoding="utf-8")
    told = re.findall(r"## (\S+\.txt)\n.*?`([0-9a-f]{64})`", account, re.DOTALL)

    held = [
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(SEEDS.glob("*.txt"))
    ]

    assert told == held
