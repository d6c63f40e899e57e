import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.probing import probe
from pipeline.running.probing import known_traits
from pipeline.settings import Settings
from tests.asking.test_probe import llama
from tests.fakes.scripted_server import scripted_server

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_what_is_found_is_printed_and_remembered(tmp_path: Path) -> None:
    """The command prints JSON on demand, and a later run knows what it found."""
    with scripted_server(llama) as script:
        flags = ["--base-url", script.base_url, "--cache-dir", str(tmp_path), "--json"]
        done = CliRunner().invoke(probe, flags, standalone_mode=False)
    settings = Settings(base_url=script.base_url, cache_dir=tmp_path)

    found = json.loads(done.output)
    assert (found["model"], found["mode"], found["slots"]) == ("m", "json_schema", 4)
    known = known_traits(settings, "m")
    assert known is not None
    assert known.context_tokens == 4096
