"""Scripted replies of a model server that fails: what goes over the wire for each fault."""

import json
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.bench.ready_server import answer_for

_LOGIN = "<html>please log in</html>"


def schema_of(body: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the answer, an empty one where a word is enough."""
    schema: dict[str, Any] = (
        body.get("response_format", {}).get("json_schema", {}).get("schema", {})
    )
    return schema


def reply(
    handler: BaseHTTPRequestHandler, fault: str, body: dict[str, Any], stall_s: float
) -> None:
    """Answer a request, with a ``fault`` unless that is ``""``; a stall takes ``stall_s``."""
    answer = answer_for(body) if schema_of(body) else "1"
    if fault[:3].isdigit():
        _refuse(handler, fault)
    elif fault in ("gone", "reset"):
        _reset(handler)
    elif fault == "slow headers":
        _send_slowly(handler, _completion(answer), stall_s / 4)
    elif fault == "stalled headers":
        time.sleep(stall_s)
    elif fault in ("broken body", "stalled body"):
        send(handler, 200, _completion(answer), part=0.5)
        time.sleep(stall_s if fault == "stalled body" else 0)
    elif fault in ("broken stream", "error event"):
        _stream(handler, answer, fault)
    else:
        send(handler, 200, _LOGIN if fault == "html" else _spoilt(answer, fault))


def _refuse(handler: BaseHTTPRequestHandler, fault: str) -> None:
    words = "maximum context length is 512 tokens" if fault == "400" else "scripted fault"
    headers = {"429": {"retry-after": "0"}, "429 in a while": {"retry-after": "0.05"}}
    content = json.dumps({"error": {"message": words}})
    send(handler, int(fault[:3]), content, headers=headers.get(fault))


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


def send(
    handler: BaseHTTPRequestHandler,
    status: int,
    text: str,
    *,
    part: float = 1.0,
    headers: dict[str, str] | None = None,
) -> None:
    """Send a reply, or the first ``part`` of its body and no more."""
    data = text.encode()
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: int(len(data) * part)])


def _send_slowly(handler: BaseHTTPRequestHandler, text: str, seconds: float) -> None:
    """Send a reply whose headers take so long to come, piece by piece."""
    data = text.encode()
    pieces = ("HTTP/1.1 2", "00 OK\r\ncontent-ty", "pe: application/json\r\nconnection: close\r\n")
    for piece in (*pieces, f"content-length: {len(data)}\r\n\r\n"):
        handler.wfile.write(piece.encode())
        time.sleep(seconds / 4)
    handler.wfile.write(data)


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
