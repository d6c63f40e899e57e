"""The embedded model behind a server that keeps what it said, for comparisons that take long."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from platformdirs import user_cache_path

from pipeline.asking.embedded import EmbeddedServer
from tests.bench.corpus import ROOT
from tests.bench.kept_server import KeptServer, kept_server

ANSWERS = ROOT / ".cache" / "bench" / "answers"


@contextmanager
def asked_server() -> Iterator[KeptServer]:
    """Yield the server to ask; ``SHUZHENG_BENCH_URL`` names a model's that runs already.

    What different servers said is kept apart.
    """
    given = os.environ.get("SHUZHENG_BENCH_URL")
    if given:
        with kept_server(given, ANSWERS / urlsplit(given).netloc) as kept:
            yield kept
        return
    with (
        EmbeddedServer(user_cache_path("shuzheng")) as embedded,
        kept_server(embedded.base_url, ANSWERS / "embedded") as kept,
    ):
        yield kept
