"""Only pages of ours are answered, and every answer carries its policies."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.responses import HTMLResponse
from starlette.types import Message, Receive, Scope, Send

from pipeline.review.security import Gate, Guard, gate_for, policy

GATE = gate_for("127.0.0.1", 8080)
PAGE = "<script>one</script><p>two</p><script type='module'>three</script>"
OWN: Mapping[str, str] = {"host": "127.0.0.1:8080"}


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await HTMLResponse(PAGE)(scope, receive, send)


def _asked(
    gate: Gate, headers: Mapping[str, str], *, query: str = "", path: str = "/", kind: str = "http"
) -> list[Message]:
    """Return what a guarded page answers to one request."""
    sent: list[Message] = []
    scope: dict[str, Any] = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Guard(_page, gate)(scope, receive, send))
    return sent


def _status(gate: Gate, headers: Mapping[str, str], **more: Any) -> int:
    return int(_asked(gate, headers, **more)[0]["status"])


def _headers(sent: list[Message]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_a_page_of_ours_is_answered() -> None:
    """A request to the address that was printed gets the page."""
    assert _status(GATE, OWN) == 200
    assert _status(GATE, {"host": "localhost:8080", "origin": "http://localhost:8080"}) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:8080"},
        {"host": "127.0.0.1:9090"},
        {},
        {**OWN, "origin": "http://evil.example"},
        {**OWN, "origin": "http://127.0.0.1:9090"},
        {**OWN, "origin": "null"},
        {**OWN, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {**OWN, "sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    ],
)
def test_other_names_and_other_sites_are_refused(headers: dict[str, str]) -> None:
    """Rebound names and requests that another site's page makes are turned away, as are sockets."""
    assert _status(GATE, headers) == 403
    refused = _asked(GATE, headers, kind="websocket")
    assert [message["type"] for message in refused] == ["websocket.close"]


def test_a_link_from_elsewhere_may_be_followed() -> None:
    """Opening the page from a mail is no attack: it changes nothing."""
    followed = {**OWN, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    assert _status(GATE, followed) == 200


def test_loopback_needs_no_token_and_other_addresses_have_a_new_one() -> None:
    """Who shares the page with colleagues gives them an address nobody can guess."""
    first, second = gate_for("0.0.0.0", 1), gate_for("192.0.2.7", 1)

    assert gate_for("::1", 1).token is None
    assert len(first.token or "") >= 32
    assert first.token != second.token


def test_the_token_is_asked_for_once_and_kept_as_a_cookie() -> None:
    """The printed address sets a cookie scripts cannot read, and hides the token again."""
    gate = gate_for("0.0.0.0", 8080)
    headers = {"host": "colleague:8080"}

    assert _status(gate, headers) == 403
    assert _status(gate, headers, query="token=wrong") == 403
    welcome = _asked(gate, headers, query=f"token={gate.token}&at=3", path="//evil.example")
    cookie = _headers(welcome)["set-cookie"]
    assert welcome[0]["status"] == 303
    assert _headers(welcome)["location"] == "/evil.example?at=3"
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    kept = {**headers, "cookie": cookie.partition(";")[0]}
    assert _status(gate, kept) == 200
    assert _asked(gate, kept, kind="websocket")[0]["type"] == "websocket.accept"
    assert _asked(gate, headers, kind="websocket")[0]["type"] == "websocket.close"


def test_a_page_runs_only_the_scripts_it_came_with() -> None:
    """Each script of a page has the nonce of its policy, which is new each time."""
    sent = [_asked(GATE, OWN) for _ in range(2)]
    policies = [_headers(each)["content-security-policy"] for each in sent]
    body = sent[0][1]["body"].decode()

    nonce = re.search(r"'nonce-([^']+)'", policies[0])
    assert nonce is not None
    assert policies[0] != policies[1]
    assert body.count("<script") == body.count(f'<script nonce="{nonce[1]}"') == 2
    assert int(_headers(sent[0])["content-length"]) == len(sent[0][1]["body"])


def test_the_policy_names_no_other_source() -> None:
    """Nothing is loaded from outside, and nobody may frame the page."""
    assert "http" not in policy("x")
    assert "default-src 'none'" in policy("x")
    assert "frame-ancestors 'none'" in policy("x")
    assert "'unsafe-inline'" not in policy("x").partition("script-src")[2].partition(";")[0]
