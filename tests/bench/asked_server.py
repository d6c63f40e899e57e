"""The embedded model behind a server that keeps what it said, for comparisons that take long."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from platformdirs import user_cache_path

from pipeline.asking.embedded import EmbeddedServer
from tests.bench.corpus import ROOT
from tests.bench.kept_server import KeptServer, kept_server

ANSWERS = ROOT / ".cache" / "bench" / "answers"


@contextmanager
def asked_server() -> Iterator[KeptServer]:
    """Yield the server to ask; ``SHUZHENG_BENCH_URL`` names a model's that runs already."""
    with ExitStack() as stack:
        given = os.environ.get("SHUZHENG_BENCH_URL")
        if not given:
            embedded = stack.enter_context(EmbeddedServer(user_cache_path("shuzheng")))
            given = embedded.base_url
        yield stack.enter_context(kept_server(given, ANSWERS))
