"""Record cassettes anew from a real server: ``make record [TEST=…] [FROM=http://…]``.

Without ``--from`` the embedded model is started.  What is recorded is what the server
really answered to what the tests really asked.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.asking.embedded import EmbeddedServer
from pipeline.settings import Settings
from tests.conftest import RECORD_FROM, ROOT


def main() -> None:
    """Run the recorded tests against a server and keep what it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="server", help="server to record from, without /v1")
    parser.add_argument("tests", nargs="*", default=["tests"], help="tests to record")
    chosen = parser.parse_args()
    with _server(chosen.server) as address:
        command = [sys.executable, "-m", "pytest", "-q", "-m", "vcr", "--record-mode=rewrite"]
        environment = os.environ | {RECORD_FROM: address}
        sys.exit(subprocess.run([*command, *chosen.tests], cwd=ROOT, env=environment).returncode)


@contextmanager
def _server(address: str | None) -> Iterator[str]:
    if address is not None:
        yield address.rstrip("/").removesuffix("/v1")
        return
    with EmbeddedServer(Settings().cache_dir) as server:
        yield server.base_url.removesuffix("/v1")


if __name__ == "__main__":
    main()
