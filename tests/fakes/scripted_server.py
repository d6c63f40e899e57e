"""A scripted stand-in for an OpenAI-compatible server: it plays replies, it is no model.

It listens on 127.0.0.1, plays one reply of its script for each request (the last one
over and over) and remembers what it was asked.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """One scripted reply; one that is ``stalled`` is never sent.

    A reply with ``events`` is a stream of them, ``pause_s`` apart; one that
    ``breaks_off`` ends before it should, with its connection.
    """

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    is_stalled: bool = False
    events: tuple[str, ...] = ()
    pause_s: float = 0.0
    breaks_off: bool = False


# A reply that depends on what is asked: the body of the request in, the reply out.
Playing = Reply | Callable[[dict[str, Any]], Reply]


@dataclass(slots=True)
class Script:
    """What the server plays, and what it has been asked so far."""

    replies: Sequence[Playing]
    base_url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def next_reply(self) -> Reply:
        """Return the reply to the request that was remembered last."""
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        return reply if isinstance(reply, Reply) else reply(self.asked[-1])


def says(text: str | None, *, finish_reason: str = "stop", **usage: Any) -> Reply:
    """Return a chat completion with ``text`` as the model's words."""
    counts = {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12}
    completion = {
        "id": "scripted",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish_reason,
                "message": {"role": "assistant", "content": text},
            }
        ],
        "usage": counts | usage,
    }
    return Reply(body=json.dumps(completion))


def streams(
    *pieces: str, finish_reason: str | None = "stop", pause_s: float = 0.0, **usage: Any
) -> Reply:
    """Return a chat completion that comes as a stream, one event for each of ``pieces``.

    Like real servers: usage in an event of its own, then the mark of the end.  Without
    a ``finish_reason`` the stream breaks off after the last piece.
    """
    counts = {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12} | usage
    events = [_event({"choices": [_choice({"content": piece}, None)]}) for piece in pieces]
    if finish_reason:
        events.append(_event({"choices": [_choice({}, finish_reason)]}))
        events += [_event({"choices": [], "usage": counts}), "data: [DONE]"]
    return Reply(events=tuple(events), pause_s=pause_s)


def _choice(delta: dict[str, Any], finish_reason: str | None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish_reason}


def _event(content: dict[str, Any]) -> str:
    head = {"id": "scripted", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    return f"data: {json.dumps(head | content)}"


def refuses(status: int, message: str, **headers: str) -> Reply:
    """Return an error in the form OpenAI-compatible servers use."""
    body = json.dumps({"error": {"message": message, "type": "scripted", "code": status}})
    return Reply(status=status, body=body, headers=headers)


@contextmanager
def scripted_server(*replies: Playing) -> Iterator[Script]:
    """Play ``replies`` at ``base_url`` while the block is open."""
    script, over = Script(replies), Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script, over))
    script.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield script
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(script: Script, over: Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            script.asked.append(json.loads(self.rfile.read(length) or b"{}"))
            script.headers.append({k.lower(): v for k, v in self.headers.items()})
            self._play(script.next_reply())

        def do_GET(self) -> None:
            script.asked.append({"path": self.path})
            self._play(script.next_reply())

        def _play(self, reply: Reply) -> None:
            if reply.is_stalled:
                over.wait()
            else:
                _send(self, reply, over)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    return Handler


def _send(handler: BaseHTTPRequestHandler, reply: Reply, over: Event) -> None:
    body = reply.body.encode()
    kind = "text/event-stream; charset=utf-8" if reply.events else "application/json"
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-type", kind)
    if not reply.events:
        handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2] if reply.breaks_off else body)
    for event in reply.events:
        with suppress(ConnectionError):  # whoever asked may have given up
            handler.wfile.write(f"{event}\n\n".encode())
        over.wait(reply.pause_s)
