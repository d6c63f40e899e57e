"""Requests in, only those of our own pages on to the application; policies added on the way out.

A page on another site can make a browser send requests to a server on this machine, or
have its own name resolve to it (DNS rebinding).  So the host that was asked for and the
page that asks are looked at, and away from the own machine a token is asked for.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "token"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SCRIPT = re.compile(rb"<script\b")


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may come in: names and ports a browser may ask for, and a token if one is needed.

    ``hosts`` empty means any name, which is safe only with a token: the browser keeps
    the cookie that proves it under the name it was given for.
    """

    hosts: frozenset[str]
    cookie: str
    token: str | None = None

    def refusal(self, headers: Mapping[str, str]) -> str | None:
        """Say why a request is refused, ``None`` if it comes from a page of ours."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if self.hosts and host not in self.hosts:
            return f"Refused: this server is not called {host!r}."
        if origin is not None and urlsplit(origin).netloc != host:
            return "Refused: asked by a page of another site."
        is_foreign = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        if is_foreign and headers.get("sec-fetch-mode") != "navigate":
            return "Refused: asked by a page of another site."
        return None

    def knows(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request carries the token it was given, if one is needed."""
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            found = None
        return self.token is None or (found is not None and self.is_token(found.value))

    def is_token(self, words: str) -> bool:
        """Compare with the token, in the same time whatever the words are."""
        return compare_digest(words.encode(), (self.token or "").encode())


def gate_for(host: str, port: int) -> Gate:
    """Return the gate of a server that listens at ``host`` and ``port``.

    Off the loopback addresses it has a new random token.
    """
    cookie = f"shuzheng_{port}"
    if f"[{host}]" in LOOPBACK or host in LOOPBACK:
        return Gate(frozenset(f"{name}:{port}" for name in LOOPBACK), cookie)
    return Gate(frozenset(), cookie, secrets.token_urlsafe(24))


class Guard:
    """An ASGI application before ours that lets in what ``gate`` allows."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, ask for the token, or pass on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        answer = self._answer(scope)
        if answer is None:
            passed = send if scope["type"] == "websocket" else _Policies(send).send
            await self.app(scope, receive, passed)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, _Policies(send).send)

    def _answer(self, scope: Scope) -> Response | None:
        gate, headers = self._gate, Headers(scope=scope)
        if reason := gate.refusal(headers):
            return PlainTextResponse(reason, status_code=403)
        if gate.token is None:
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get(TOKEN)
        if given is not None and gate.is_token(given) and scope["type"] == "http":
            rest = urlencode([pair for pair in query if pair[0] != TOKEN])
            return self._welcome(_own_path(scope["path"]) + (f"?{rest}" if rest else ""))
        if not gate.knows(headers):
            return PlainTextResponse("Open the address that was printed, with its token.", 403)
        return None

    def _welcome(self, path: str) -> Response:
        answer = RedirectResponse(path, status_code=303)
        answer.set_cookie(
            self._gate.cookie, self._gate.token or "", httponly=True, samesite="strict"
        )
        return answer


def _own_path(path: str) -> str:
    """Return a path that stays on this server: two slashes would name another."""
    return "/" + path.lstrip("/\\")


class _Policies:
    """Sends one answer on with its policies; pages get a nonce for the scripts they hold."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Send on what is no page as it comes, and a page once it is whole."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        nonce = secrets.token_urlsafe(18)
        body = _SCRIPT.sub(f'<script nonce="{nonce}"'.encode(), self._body)
        headers = MutableHeaders(scope=start)
        headers["content-security-policy"] = policy(nonce)
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-store"
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def policy(nonce: str) -> str:
    """Return the content security policy of a page.

    The toolkit compiles its templates in the browser and sets styles on elements, which
    takes ``unsafe-eval`` for scripts and ``unsafe-inline`` for styles; a script that
    stands in a page still runs only with the nonce, and nothing comes from elsewhere.
    """
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'none'"
    )
