"""A model server that answers at once: what is left of the time is the client's."""

import json
import multiprocessing
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

MODEL = "ready"
MAX_RECORDS = 8

_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,6})?[%件家个项元位]?")
_MARKED = re.compile(r"【m\d{1,2}:([^】]{1,40})】")
_TEXT_START = re.compile(r".*(?:正文:|\nQ: )", re.DOTALL)
_ECHOES = frozenset({"原文", "quote", "统计数字"})


@contextmanager
def ready_server() -> Iterator[str]:
    """Yield the base URL of a server in a process of its own."""
    forking = multiprocessing.get_context("fork")
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/v1"
    finally:
        process.kill()
        process.join()


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


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self._send(_completion(answer_for(body)))

    def do_GET(self) -> None:
        self._send({"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _send(self, answer: dict[str, Any]) -> None:
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


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


def _serve(there: "Connection[int, int]") -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    there.send(server.server_port)
    server.serve_forever()
