"""The embedded model behind an OpenAI-compatible address on this machine."""

import http.client
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from pipeline.asking.model_file import MODEL_NAME, REMEDY, unpack_model
from pipeline.errors import EmbeddedModelError

__all__ = ["MODEL_NAME", "EmbeddedServer", "serve"]

SLOT_COUNT = 4
SLOT_TOKENS = 4096

_PACKAGES = Path(__file__).parents[2]
_CHILD = "from pipeline.asking.embedded import answer_parent; answer_parent()"
_START_TIMEOUT_S = 120.0
_STOP_TIMEOUT_S = 5.0
_BASE_MODEL_TEMPLATE = "{% for message in messages %}{{ message.content }}{% endfor %}"


class EmbeddedServer:
    """The embedded model, running in a process of its own while the block is open.

    ``base_url`` is its address.  The process ends with the block, and by itself when
    this one dies; an interrupt at the keyboard does not reach it.  What it prints is
    in ``embedded.log`` in ``folder``.
    """

    def __init__(self, folder: Path, *, start_timeout_s: float = _START_TIMEOUT_S) -> None:
        self._folder = folder.absolute()
        self._log = self._folder / "embedded.log"
        self._start_timeout_s = start_timeout_s
        self._process: subprocess.Popen[str] | None = None
        self.base_url = ""

    def __enter__(self) -> Self:
        model = unpack_model(self._folder)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _CHILD, str(model)],
                stdin=subprocess.PIPE,  # closed when this process ends, however it ends
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=_PACKAGES,
                text=True,
                start_new_session=True,
            )
        try:
            self.base_url = self._wait_for_address(self._process)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _wait_for_address(self, process: "subprocess.Popen[str]") -> str:
        assert process.stdout is not None
        timer = Timer(self._start_timeout_s, process.kill)
        timer.start()
        try:
            address = process.stdout.readline().strip()
        finally:
            timer.cancel()
        if not address or not _is_healthy(address):
            raise EmbeddedModelError(f"the embedded model did not start: {self._last_words()}")
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


def serve(host: str, port: int, folder: Path) -> None:
    """Answer at ``host`` and ``port`` until interrupted."""
    server = _open_server(unpack_model(folder), host, port)
    try:
        Event().wait()
    except KeyboardInterrupt:
        return
    finally:
        del server


def answer_parent() -> None:
    """Answer the process that started this one until it closes our standard input."""
    report = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the library prints belongs into the log
    server = _open_server(Path(sys.argv[1]), "127.0.0.1", 0)
    report.write(f"{server.listening_address}\n")
    report.close()
    sys.stdin.read()
    os._exit(0)  # an answer under way is of no use to anybody any more


def _open_server(model: Path, host: str, port: int) -> Any:
    try:
        import xllamacpp
    except ImportError as error:
        raise EmbeddedModelError(f"llama.cpp is not installed: {REMEDY}") from error
    options = xllamacpp.CommonParams()
    options.model.path = str(model)
    options.model_alias = {MODEL_NAME}
    options.hostnames = [host]
    options.port = port
    options.n_parallel = SLOT_COUNT
    options.n_ctx = SLOT_COUNT * SLOT_TOKENS
    options.swa_full = True  # or the model's sliding window forgets the common prefix
    options.cache_prompt = True
    options.use_jinja = True
    options.chat_template = _BASE_MODEL_TEMPLATE
    options.ui = False
    options.verbosity = 1
    try:
        return xllamacpp.Server(options)
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
