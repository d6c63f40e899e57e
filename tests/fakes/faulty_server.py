"""A scripted stand-in for a model server that fails: faults and delays drawn from a seed.

It speaks real HTTP in a process of its own, answers what it does not fail with the same
words for the same question, and counts what it was asked.  It is no model.
"""

import hashlib
import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any
from urllib.request import urlopen

from tests.bench.ready_server import MODEL
from tests.fakes.faulty_replies import reply, schema_of, send

# What passes when the request is repeated, and what is wrong with the answer itself.  One
# that is "gone" refuses connections for a while, and breaks off those it has.
PASSING = (
    *("408", "409", "429", "429 in a while", "500", "502", "503", "504", "529"),
    *("gone", "reset", "slow headers", "stalled headers", "stalled body"),
    *("broken body", "broken stream", "error event"),
)
LASTING = ("malformed", "wrong shape", "truncated", "empty", "prose", "loop", "html", "400")
KINDS = (*PASSING, *LASTING)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a server fails: the share of calls, the kinds, and how slow it is otherwise.

    One answer in ten takes ``tail_s`` where the others take ``latency_s``.
    """

    seed: int = 0
    share: float = 0.0
    kinds: Sequence[str] = KINDS
    latency_s: float = 0.0
    tail_s: float = 0.0
    stall_s: float = 5.0
    gone_s: float = 0.1
    most_mentions: int = 99

    def fault(self, body: bytes, attempt: int) -> str:
        """Return the kind of fault of an attempt at a request, ``""`` for none."""
        if self.share <= draw(self.seed, body, attempt):
            return ""
        kind = int(draw(self.seed + 1, body, attempt) * len(self.kinds))
        return self.kinds[kind]

    def delay_s(self, body: bytes, attempt: int) -> float:
        """Return how long an answer takes."""
        is_slow = draw(self.seed + 2, body, attempt) < 0.1
        return self.tail_s if is_slow and self.tail_s else self.latency_s


@dataclass(frozen=True, slots=True)
class FaultyServer:
    """Where it listens."""

    base_url: str

    def asked(self) -> Counter[str]:
        """Return how often each question was received, by the digest of its body."""
        with urlopen(f"{self.base_url}/asked") as reply:
            return Counter(json.loads(reply.read()))

    def faults(self) -> Counter[str]:
        """Return how often each kind of fault was met."""
        with urlopen(f"{self.base_url}/faults") as reply:
            return Counter(json.loads(reply.read()))

    def slept_s(self) -> float:
        """Return the seconds that answers took so far, all of them together."""
        with urlopen(f"{self.base_url}/slept") as reply:
            return float(reply.read())


@contextmanager
def faulty_server(plan: Plan) -> Iterator[FaultyServer]:
    """Answer as ``plan`` says while the block is open."""
    forking = multiprocessing.get_context("fork")
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(target=_serve, args=(plan, there), daemon=True)
    process.start()
    try:
        yield FaultyServer(f"http://127.0.0.1:{here.recv()}/v1")
    finally:
        process.kill()
        process.join()
        here.close()
        there.close()


def draw(seed: int, what: bytes, turn: int) -> float:
    """Return a number from 0 to 1 that depends on what is given and on nothing else."""
    digest = hashlib.sha256(f"{seed} {turn} ".encode() + what).digest()
    return float(int.from_bytes(digest[:8]) / 2**64)


def _serve(plan: Plan, there: "Connection[int, int]") -> None:
    handler, port = _handler(plan), 0
    while True:
        server = _Server(("127.0.0.1", port), handler)
        if not port:
            port = server.server_port
            there.send(port)
        server.serve_forever(poll_interval=0.02)  # until it is to be gone
        server.server_close()
        time.sleep(plan.gone_s)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever asked has given up, or we have reset the line."""


@dataclass(slots=True)
class _Memory:
    """What a server was asked, how often it failed and how, and since when it is gone."""

    asked: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    slept_s: float = 0.0
    back_at: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def attempt(self, question: bytes, plan: Plan) -> int:
        """Count one more attempt at a question."""
        key = hashlib.sha256(question).hexdigest()
        with self.lock:
            self.asked[key] += 1
            self.slept_s += plan.delay_s(question, self.asked[key])
            return self.asked[key]

    def leave(self, fault: str, gone_s: float) -> bool:
        """Note a fault; tell whether the server goes now, if it is not gone already."""
        with self.lock:
            self.faults[fault] += bool(fault)
            is_leaving = fault == "gone" and not self.is_gone()
            if is_leaving:
                self.back_at = time.monotonic() + gone_s
            return is_leaving

    def is_gone(self) -> bool:
        """Tell whether nobody is answered."""
        return time.monotonic() < self.back_at

    def told(self, path: str) -> str:
        """Return what is remembered, as the server tells it."""
        known = {"asked": self.asked, "faults": +self.faults, "slept": self.slept_s}
        known["models"] = {"data": [{"id": MODEL, "object": "model"}]}
        with self.lock:
            return json.dumps(known.get(path.rpartition("/")[2]))


def _handler(plan: Plan) -> type[BaseHTTPRequestHandler]:
    memory = _Memory()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"]))
            body = json.loads(sent)
            question = json.dumps(body["messages"], sort_keys=True).encode()
            attempt = memory.attempt(question, plan)
            time.sleep(plan.delay_s(question, attempt))
            fault = plan.fault(question, attempt)
            if len(schema_of(body).get("properties", ())) > plan.most_mentions:
                fault = "400"
            if memory.leave(fault, plan.gone_s):
                self.server.shutdown()
            with suppress(ConnectionError):
                reply(self, "reset" if memory.is_gone() else fault, body, plan.stall_s)
            if fault in PASSING:
                self.close_connection = True

        def do_GET(self) -> None:
            told = memory.told(self.path)
            send(self, 404 if told == "null" else 200, told)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    return Handler
