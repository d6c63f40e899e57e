"""A model server in, the same server with a memory out: what was asked once is told from disk.

A comparison that was broken off goes on where it was, and one that is repeated gives the
same figures.  The seconds an answer took are kept with it.
"""

import hashlib
import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

_PATIENCE_S = 1800.0


@dataclass(frozen=True, slots=True)
class Costs:
    """What some requests cost, as the server counts tokens; ``kept`` were told from disk.

    ``cut`` are the answers that were cut off at their limit.

    ``seconds`` is the time in which at least one of them was under way: those under way
    at once share it.  For answers told from disk it is the time they took when asked.
    """

    calls: int = 0
    kept: int = 0
    refused: int = 0
    cut: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Costs") -> "Costs":
        mine, theirs = asdict(self), asdict(other)
        return Costs(**{name: mine[name] + theirs[name] for name in mine})


@dataclass(frozen=True, slots=True)
class _Exchange:
    status: int
    kind: str
    body: str
    seconds: float


@dataclass(slots=True)
class _Sharing:
    """The time under way, dealt out evenly among the requests that share it."""

    last: float = 0.0
    shares: dict[int, float] = field(default_factory=dict)

    def _deal_out(self) -> None:
        now = perf_counter()
        for each in self.shares:
            self.shares[each] += (now - self.last) / len(self.shares)
        self.last = now

    def begin(self, request: int) -> None:
        self._deal_out()
        self.shares[request] = 0.0

    def end(self, request: int) -> float:
        self._deal_out()
        return self.shares.pop(request)


class KeptServer:
    """A server at ``base_url`` that asks another one, once for each question."""

    def __init__(self, behind: str, folder: Path) -> None:
        self.base_url = ""
        self._behind, self._folder = urlsplit(behind), folder
        self._costs, self._sharing, self._lock, self._number = Costs(), _Sharing(), Lock(), 0
        self._is_afresh = False

    def take_costs(self) -> Costs:
        """Return what was asked since the last call, and begin to count anew."""
        with self._lock:
            costs, self._costs = self._costs, Costs()
        return costs

    @contextmanager
    def afresh(self) -> Iterator[None]:
        """Ask everything anew while the block is open, to time it, and keep nothing of it."""
        self._is_afresh = True
        try:
            yield
        finally:
            self._is_afresh = False

    def answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        """Return status, content type and body of the answer to a posted ``body``."""
        kept = self._folder / f"{hashlib.sha256(path.encode() + body).hexdigest()}.json"
        is_kept = not self._is_afresh and kept.exists()
        if is_kept:
            exchange = _Exchange(**json.loads(kept.read_text(encoding="utf-8")))
        else:
            exchange = self._ask(path, body)
        if exchange.status == http.client.OK and not is_kept and not self._is_afresh:
            part = kept.with_suffix(".part")
            part.write_text(json.dumps(asdict(exchange), ensure_ascii=False), encoding="utf-8")
            part.replace(kept)
        with self._lock:
            self._costs += _costs_of(exchange, is_kept=is_kept)
        return exchange.status, exchange.kind, exchange.body.encode()

    def fetch(self, method: str, path: str, body: bytes | None = None) -> tuple[int, str, bytes]:
        """Return what the server behind says, neither kept nor counted."""
        line = http.client.HTTPConnection(self._behind.netloc, timeout=_PATIENCE_S)
        try:
            line.request(method, path, body, {"content-type": "application/json"})
            reply = line.getresponse()
            return reply.status, reply.headers.get_content_type(), reply.read()
        except OSError as error:
            return http.client.BAD_GATEWAY, "text/plain", str(error).encode()
        finally:
            line.close()

    def _ask(self, path: str, body: bytes) -> _Exchange:
        with self._lock:
            self._number += 1
            number = self._number
            self._sharing.begin(number)
        status, kind, said = self.fetch("POST", path, body)
        with self._lock:
            seconds = self._sharing.end(number)
        return _Exchange(status, kind, said.decode(errors="replace"), seconds)


@contextmanager
def kept_server(behind: str, folder: Path) -> Iterator[KeptServer]:
    """Yield a server that keeps in ``folder`` what the one at the base URL ``behind`` says."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = KeptServer(behind, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(kept))
    server.daemon_threads = True
    kept.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(kept: KeptServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            self._send(*kept.answer(self.path, body))

        def do_GET(self) -> None:
            self._send(*kept.fetch("GET", self.path))

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    return Handler


def _costs_of(exchange: _Exchange, *, is_kept: bool) -> Costs:
    said = _read(exchange.body)
    usage: Mapping[str, Any] = said.get("usage") or {}
    details = usage.get("prompt_tokens_details") or {}
    reasons = [choice.get("finish_reason") for choice in said.get("choices") or ()]
    return Costs(
        calls=1,
        kept=int(is_kept),
        refused=int(exchange.status != http.client.OK),
        cut=int("length" in reasons),
        prompt_tokens=usage.get("prompt_tokens", 0),
        cached_tokens=details.get("cached_tokens", 0),
        completion_tokens=usage.get("completion_tokens", 0),
        seconds=exchange.seconds,
    )


def _read(body: str) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
