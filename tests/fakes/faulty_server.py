"""A scripted stand-in for a model server that fails: faults and delays drawn from a seed.

It speaks real HTTP in a process of its own, answers what it does not fail with the same
words for the same question, and counts what it was asked.  It is no model.
"""

import hashlib
import json
import multiprocessing
import socket
import struct
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any
from urllib.request import urlopen

from tests.bench.ready_server import MODEL, answer_for

# What passes when the request is repeated, and what is wrong with the answer itself.
PASSING = (
    *("408", "409", "429", "500", "503", "529"),
    *("reset", "broken body", "broken stream", "stalled headers", "stalled body", "error event"),
)
LASTING = ("malformed", "wrong shape", "truncated", "empty", "prose", "loop", "html", "400")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a server fails: the share of calls, the kinds, and how slow it is otherwise.

    One answer in ten takes ``tail_s`` where the others take ``latency_s``.
    """

    seed: int = 0
    share: float = 0.0
    kinds: Sequence[str] = (*PASSING, *LASTING)
    latency_s: float = 0.0
    tail_s: float = 0.0
    stall_s: float = 5.0
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
    server = _Server(("127.0.0.1", 0), _handler(plan))
    there.send(server.server_port)
    server.serve_forever()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever asked has given up, or we have reset the line."""


def _handler(plan: Plan) -> type[BaseHTTPRequestHandler]:
    asked: Counter[str] = Counter()
    slept = [0.0]
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"]))
            body = json.loads(sent)
            question = json.dumps(body["messages"], sort_keys=True).encode()
            with lock:
                key = hashlib.sha256(question).hexdigest()
                attempt = asked[key] = asked[key] + 1
                slept[0] += plan.delay_s(question, attempt)
            time.sleep(plan.delay_s(question, attempt))
            fault = plan.fault(question, attempt)
            if len(_schema(body).get("properties", ())) > plan.most_mentions:
                fault = "400"
            with suppress(ConnectionError):
                _reply(self, fault, body, plan)

        def do_GET(self) -> None:
            if self.path.endswith("/asked"):
                with lock:
                    _send(self, 200, json.dumps(asked))
            elif self.path.endswith("/slept"):
                _send(self, 200, str(slept[0]))
            elif self.path.endswith("/models"):
                _send(self, 200, json.dumps({"data": [{"id": MODEL, "object": "model"}]}))
            else:
                _send(self, 404, "{}")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    return Handler


def _schema(body: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the answer, an empty one where a word is enough."""
    schema: dict[str, Any] = (
        body.get("response_format", {}).get("json_schema", {}).get("schema", {})
    )
    return schema


def _reply(handler: BaseHTTPRequestHandler, fault: str, body: dict[str, Any], plan: Plan) -> None:
    answer = answer_for(body) if _schema(body) else "1"
    if fault.isdigit():
        words = "maximum context length is 512 tokens" if fault == "400" else "scripted fault"
        headers = {"retry-after": "0"} if fault == "429" else {}
        _send(handler, int(fault), json.dumps({"error": {"message": words}}), headers=headers)
    elif fault == "reset":
        _reset(handler)
    elif fault == "stalled headers":
        time.sleep(plan.stall_s)
    elif fault in ("broken body", "stalled body"):
        _send(handler, 200, _completion(answer), part=0.5)
        time.sleep(plan.stall_s if fault == "stalled body" else 0)
    elif fault in ("broken stream", "error event"):
        _stream(handler, answer, fault)
    elif fault == "html":
        _send(handler, 200, "<html>please log in</html>")
    else:
        _send(handler, 200, _spoilt(answer, fault))
    if fault in PASSING:
        handler.close_connection = True


def _spoilt(answer: str, fault: str) -> str:
    words = {
        "malformed": answer[:-2],
        "wrong shape": '{"x": 1}',
        "truncated": answer[: len(answer) // 2],
        "empty": "",
        "prose": "I cannot help with that.",
        "loop": "\n" * 400,
    }
    cut = "length" if fault in ("truncated", "loop") else "stop"
    return _completion(words.get(fault, answer), finish_reason=cut)


def _completion(text: str, finish_reason: str = "stop") -> str:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    usage = {"prompt_tokens": 9, "completion_tokens": 4, "total_tokens": 13}
    return json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage})


def _send(
    handler: BaseHTTPRequestHandler,
    status: int,
    text: str,
    *,
    part: float = 1.0,
    headers: dict[str, str] | None = None,
) -> None:
    data = text.encode()
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: int(len(data) * part)])


def _stream(handler: BaseHTTPRequestHandler, answer: str, fault: str) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.send_header("connection", "close")
    handler.end_headers()
    delta = {"choices": [{"index": 0, "delta": {"content": answer[:9]}, "finish_reason": None}]}
    handler.wfile.write(f"data: {json.dumps(delta)}\n\n".encode())
    if fault == "error event":
        handler.wfile.write(b'data: {"error": {"message": "slot lost"}}\n\n')


def _reset(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
