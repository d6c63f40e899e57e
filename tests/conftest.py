"""What every test shares: no network, one folder of cassettes, whole recordings."""

import os
from collections.abc import Iterator, MutableMapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Connection, Dialect, Engine, event
from vcr import VCR
from vcr.cassette import Cassette

from tests import shared_yaml
from tests.recordings import NOWHERE, look_up_by_digest, recording_options

ROOT = Path(__file__).parents[1]
CASSETTES = ROOT / "cassettes"
RECORD_FROM = "RECORD_FROM"

look_up_by_digest()

# How long an example takes says more of the machine than of us: speed is for make bench.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the browser tests renew the pictures of the README."""
    parser.addoption("--screenshots", action="store_true", help="keep screenshots for the README")


# One memory for the statements of all the small databases, or each would compile them anew.
_DIALECTS: dict[str, Dialect] = {}
_COMPILED: MutableMapping[Any, Any] = {}


@event.listens_for(Engine, "engine_connect")
def share_compiled_statements(connection: Connection) -> None:
    """Let every database of one kind use what has been compiled for another."""
    connection.dialect = _DIALECTS.setdefault(connection.dialect.name, connection.dialect)
    connection.execution_options(compiled_cache=_COMPILED)


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield places for caches, none of which is there yet."""
    folder = tmp_path_factory.mktemp("caches")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, caches: Iterator[Path]) -> None:
    """Keep the settings, keys and caches of the person who runs the tests out of them."""
    for name in list(os.environ):
        if name.upper().startswith("SHUZHENG_") or name == "OPENAI_API_KEY":
            monkeypatch.delenv(name)
    monkeypatch.setenv("SHUZHENG_CACHE_DIR", str(next(caches)))


@pytest.fixture
def server_url() -> str:
    """Address of the recordings, or of the real server they are recorded from."""
    return os.environ.get(RECORD_FROM, NOWHERE) + "/v1"


def pytest_recording_configure(config: pytest.Config, vcr: VCR) -> None:
    """Keep recordings readable, with the prompt in them once."""
    vcr.register_serializer("yaml", shared_yaml)


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    """Keep recordings in cassettes/<test module>/."""
    return str(CASSETTES / request.path.stem)


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    """Match on the question asked, not on the machine that answered it."""
    return recording_options()


@pytest.fixture(autouse=True)
def whole_recording_is_played(vcr: Cassette | None) -> Iterator[None]:
    """Fail a test that leaves part of its recording unplayed."""
    yield
    if vcr is not None and not vcr.dirty:
        assert vcr.all_played, f"played {vcr.play_count} of {len(vcr)} recorded exchanges"
