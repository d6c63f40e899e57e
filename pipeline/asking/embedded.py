"""The embedded model behind an OpenAI-compatible address on this machine."""

import http.client
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Timer
from typing import Self
from urllib.parse import urlsplit

from pipeline.asking import llama, prefixes
from pipeline.asking.model_file import (
    MODEL_NAME,
    OR_A_SERVER,
    REMEDY,
    check_model,
    unpack_model,
)
from pipeline.errors import EmbeddedModelError

__all__ = ["MODEL_NAME", "EmbeddedServer", "check_installed", "serve"]

_START_TIMEOUT_S = 120.0
_STOP_TIMEOUT_S = 5.0


def check_installed(folder: Path) -> None:
    """Raise EmbeddedModelError where llama.cpp or its model is missing; start nothing."""
    if find_spec("xllamacpp") is None:
        raise EmbeddedModelError(f"llama.cpp is not installed: {REMEDY}, {OR_A_SERVER}")
    check_model(folder)


class EmbeddedServer:
    """The embedded model, running in a process of its own while the block is open.

    ``base_url`` is its address.  The process ends with the block, and by itself when
    this one dies; an interrupt at the keyboard does not reach it.  What it prints is
    in ``embedded.log`` in ``folder``.
    """

    def __init__(self, folder: Path, *, start_timeout_s: float = _START_TIMEOUT_S) -> None:
        self._folder = folder.absolute()
        self._log = self._folder / "embedded.log"
        self._prefixes = self._folder / prefixes.FOLDER
        self._start_timeout_s = start_timeout_s
        self._process: subprocess.Popen[str] | None = None
        self.base_url = ""

    def __enter__(self) -> Self:
        check_installed(self._folder)
        model = unpack_model(self._folder)
        self._prefixes.mkdir(exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", llama.__file__, str(model), str(self._prefixes)],
                stdin=subprocess.PIPE,  # closed when this process ends, however it ends
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        with ExitStack() as on_failure:
            on_failure.callback(self._stop)
            self.base_url = self._wait_for_address(self._process)
            on_failure.pop_all()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop()

    def make_ready(self, words: str) -> bool:
        """Have the first questions that begin with ``words`` answered as fast as later ones.

        The first time this takes seconds.  Return false where it did not work, which
        costs no more than time.
        """
        return prefixes.make_ready(self.base_url, self._prefixes, words)

    def _wait_for_address(self, process: "subprocess.Popen[str]") -> str:
        assert process.stdout is not None
        timer = Timer(self._start_timeout_s, process.kill)
        timer.start()
        try:
            address = process.stdout.readline().strip()
        finally:
            timer.cancel()
        if not address or not _is_healthy(address):
            limit = f"within {self._start_timeout_s:g} s"
            raise EmbeddedModelError(
                f"the embedded model did not start {limit}: {self._last_words()}"
            )
        return f"{address}/v1"

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None or process.stdin is None or process.stdout is None:
            return
        process.stdin.close()
        try:
            process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _last_words(self) -> str:
        lines = self._log.read_text(encoding="utf-8", errors="replace").split("\n")
        said = [line for line in lines if line.strip()]
        return f"{said[-1][:300] if said else 'it said nothing'} ({self._log})"


def serve(
    host: str, port: int, folder: Path, announce: Callable[[str], object] | None = None
) -> None:
    """Answer at ``host`` and ``port`` until interrupted; ``announce`` the address first."""
    model = unpack_model(folder)
    try:
        server = llama.open_server(model, host, port)
        if announce:
            announce(f"{server.listening_address}/v1")
        Event().wait()
    except KeyboardInterrupt:
        return
    except ImportError as error:
        raise EmbeddedModelError(f"llama.cpp is not installed: {REMEDY}, {OR_A_SERVER}") from error
    except RuntimeError as error:
        raise EmbeddedModelError(f"llama.cpp did not start: {error}") from error


def _is_healthy(address: str) -> bool:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
