"""A model server that answers at once: what is left of the time is the client's."""

import asyncio
import json
import multiprocessing
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, cast
from urllib.request import urlopen

MODEL = "ready"
MAX_RECORDS = 8

_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,6})?[%件家个项元位]?")
_MARKED = re.compile(r"【m\d{1,2}:([^】]{1,40})】")
_TEXT_START = re.compile(r".*(?:正文:|\nQ: )", re.DOTALL)
_LENGTH = re.compile(rb"content-length:[ ]*(\d+)", re.IGNORECASE)
_ECHOES = frozenset({"原文", "quote", "统计数字"})


@dataclass(frozen=True, slots=True)
class Latency:
    """How long answers take: every ``every``-th ``tail_s``, the others ``usual_s``."""

    usual_s: float = 0.0
    tail_s: float = 0.0
    every: int = 10

    def of(self, turn: int) -> float:
        """Return the latency of the answer with this number, counted from 1."""
        return self.tail_s if self.tail_s and turn % self.every == 0 else self.usual_s


AT_ONCE = Latency()


@dataclass(slots=True)
class Seen:
    """What a server has seen: when each request came and when it was answered, in seconds."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    @property
    def calls(self) -> int:
        """Return how many requests came."""
        return len(self.spans)

    @property
    def waited_s(self) -> float:
        """Return the seconds that all the answers were made to wait."""
        return sum(end - start for start, end in self.spans)

    def begin(self, latency: Latency) -> float:
        """Count one more request and return how long its answer takes."""
        latency_s, now = latency.of(self.calls + 1), monotonic()
        self.spans.append((now, now + latency_s))
        return latency_s

    def rate_since(self, first: int) -> float:
        """Return how many requests a second came from that number on, counted from 0."""
        came = [start for start, _end in self.spans[first:]]
        return len(came) / max(came[-1] - came[0], 1e-6) if came else 0.0

    def share_in_use(self, places: int) -> float:
        """Return which share of so many places was in use until the last request came."""
        first, last = self.spans[0][0], self.spans[-1][0]
        used_s = sum(min(end, last) - start for start, end in self.spans)
        return used_s / (places * max(last - first, 1e-6))


@contextmanager
def ready_server(latency: Latency = AT_ONCE) -> Iterator[str]:
    """Yield the base URL of a server in a process of its own."""
    forking = multiprocessing.get_context("fork")
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(target=_serve, args=(latency, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/v1"
    finally:
        process.kill()
        process.join()


def seen_by(base_url: str) -> Seen:
    """Ask a ready server what it has seen."""
    with urlopen(f"{base_url}/seen") as reply:
        return Seen(**json.loads(reply.read()))


def answer_for(body: dict[str, Any]) -> str:
    """Return a short valid answer to a request: numbers of its text, first choices, else nothing.

    Lists get as many records as one of our chunks has numbers, so that all clients have
    a comparable answer to read.
    """
    schema = body["response_format"]["json_schema"]["schema"]
    text = body["messages"][-1]["content"]
    marked = _MARKED.findall(text)
    numbers = marked or _NUMBER.findall(_TEXT_START.sub("", text))[:MAX_RECORDS]
    return json.dumps(_filled(schema, schema, numbers, 0), ensure_ascii=False)


def _filled(part: Any, schema: Any, numbers: Sequence[str], turn: int) -> Any:
    if "$ref" in part:
        return _filled(schema["$defs"][part["$ref"].rpartition("/")[2]], schema, numbers, turn)
    if "anyOf" in part:
        return _filled(part["anyOf"][0], schema, numbers, turn)
    if "enum" in part:
        return part["enum"][0]
    if part.get("type") == "object":
        return _filled_object(part, schema, numbers, turn)
    if part.get("type") == "array":
        return [_filled(part["items"], schema, numbers, place) for place in range(len(numbers))]
    return ""


def _filled_object(part: Any, schema: Any, numbers: Sequence[str], turn: int) -> dict[str, Any]:
    filled = {}
    for place, (name, value) in enumerate(part["properties"].items()):
        here = place if part is schema else turn
        number = numbers[here] if here < len(numbers) else ""
        if name in _ECHOES:
            filled[name] = number
        elif name == "数值":
            filled[name] = number.strip("%件家个项元位")
        else:
            filled[name] = _filled(value, schema, numbers, here)
    return filled


class _Line(asyncio.Protocol):
    """One connection: its requests are answered in turn, each after its latency."""

    def __init__(self, latency: Latency, seen: Seen) -> None:
        self._latency = latency
        self._seen = seen
        self._bytes = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._bytes += data
        head, blank, body = self._bytes.partition(b"\r\n\r\n")
        length = int(found[1]) if (found := _LENGTH.search(head)) else 0
        if blank and len(body) >= length:
            self._bytes = body[length:]
            self._answer(head, body[:length])

    def _answer(self, head: bytes, body: bytes) -> None:
        if not head.startswith(b"POST"):
            models = {"object": "list", "data": [{"id": MODEL, "object": "model"}]}
            self._send(asdict(self._seen) if b"/seen " in head else models)
            return
        latency_s = self._seen.begin(self._latency)
        answer = _completion(answer_for(json.loads(body)))
        if latency_s:
            asyncio.get_running_loop().call_later(latency_s, self._send, answer)
        else:
            self._send(answer)

    def _send(self, answer: Any) -> None:
        data = json.dumps(answer).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(data)}"
        if self._transport is not None:
            self._transport.write(f"{head}\r\n\r\n".encode() + data)


def _completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text, "refusal": None}
    return {
        "id": "ready",
        "object": "chat.completion",
        "created": 0,
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def _serve(latency: Latency, there: "Connection[int, int]") -> None:
    asyncio.run(_listen(latency, there))


async def _listen(latency: Latency, there: "Connection[int, int]") -> None:
    seen = Seen()
    server = await asyncio.get_running_loop().create_server(
        lambda: _Line(latency, seen), "127.0.0.1", 0, backlog=1024
    )
    there.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()
