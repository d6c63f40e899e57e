"""How requests are matched with recordings, and what is kept of an exchange.

vcrpy compares a request with every recorded one, which takes minutes for a thousand of
them.  Here a recorded exchange is looked up by a digest of method, path and body.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from vcr.cassette import Cassette
from vcr.request import Request

from pipeline.asking.completion import CompletionParts

NOWHERE = "http://recorded.invalid"
MATCHED = ("method", "path", "body")

# How an answer travels, which is no part of the question.
_TRANSPORT = ("stream", "stream_options")


class _Index:
    """Where the exchanges of one cassette stand, by the digest of their requests."""

    def __init__(self) -> None:
        self.places: dict[bytes, list[int]] = defaultdict(list)
        self.count = 0

    def add(self, exchanges: list[Any]) -> None:
        for place in range(self.count, len(exchanges)):
            self.places[_digest(exchanges[place][0])].append(place)
        self.count = len(exchanges)


_INDICES: WeakKeyDictionary[Cassette, _Index] = WeakKeyDictionary()


def recording_options() -> dict[str, Any]:
    """Return how requests are matched with recordings and what is kept of them."""
    return {
        "match_on": list(MATCHED),
        "before_record_request": forget_where,
        "before_record_response": forget_who,
        "decode_compressed_response": True,
    }


def look_up_by_digest() -> None:
    """Let cassettes that are matched as ours find a request without a search."""
    search = Cassette._responses

    def look_up(cassette: Cassette, request: Request) -> Iterator[tuple[int, Any]]:
        if {matcher.__name__ for matcher in cassette._match_on} != set(MATCHED):
            yield from search(cassette, request)
            return
        index = _INDICES.setdefault(cassette, _Index())
        index.add(cassette.data)
        asked = cassette._before_record_request(request)
        for place in index.places.get(_digest(asked), ()):
            yield place, cassette.data[place][1]

    Cassette._responses = look_up


def forget_where(request: Request) -> Request:
    """Return the request as a recording keeps it: no host, one form of JSON, no transport."""
    request.uri = NOWHERE + request.path
    request.headers = {"content-type": "application/json"}
    if isinstance(request.body, bytes) and request.body:
        content = json.loads(request.body)
        kept = {name: value for name, value in content.items() if name not in _TRANSPORT}
        request.body = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return request


def forget_who(response: dict[str, Any]) -> dict[str, Any]:
    """Return the response as a recording keeps it: no headers, a stream put together."""
    body = response["body"]["string"]
    kinds = {name.lower(): value for name, value in response["headers"].items()}
    if "event-stream" in str(kinds.get("content-type")):
        body = json.dumps(_put_together(body), ensure_ascii=False).encode()
    return response | {
        "headers": {"content-type": ["application/json"]},
        "body": {"string": body},
    }


def _put_together(stream: bytes) -> dict[str, Any]:
    parts = CompletionParts(is_stream=True)
    parts.feed(stream)
    said = parts.whole()
    usage = said.usage
    counts = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
    message = {"role": "assistant", "content": said.text}
    return {
        "object": "chat.completion",
        "choices": [{"index": 0, "finish_reason": said.finish_reason, "message": message}],
        "usage": {
            "prompt_tokens": counts[0],
            "completion_tokens": counts[1],
            "total_tokens": sum(counts),
            "prompt_tokens_details": {"cached_tokens": usage.cached_tokens if usage else 0},
        },
    }


def _digest(request: Request) -> bytes:
    body = request.body if isinstance(request.body, bytes) else (request.body or "").encode()
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + body).digest()
