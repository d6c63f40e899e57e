"""A server's address in, openai's client for it out: proxies, trust, keys and idle lines."""

import ssl
from collections.abc import AsyncIterator
from functools import cache, lru_cache
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx2
import openai

from pipeline import __version__
from pipeline.errors import SettingsError

_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}
_MOST_LINES = 1000

# llama.cpp closes a line that was silent for five seconds: ours are given up before.
_IDLE_S = 2.0

# Of what comes before a reply's body only this is ever looked at.
_HEARD = ("content-type", "retry-after", "retry-after-ms", "date")


def open_client(base_url: str, key: str, connect_s: float) -> openai.AsyncOpenAI:
    """Return a client that sends ``key`` with every request, to be closed in the end.

    It is to be given whole addresses.  A user and password in ``base_url`` are sent
    instead of the key.  What may take how long is for the caller to say, but for
    ``connect_s``.  A proxy in the environment that does not speak HTTP raises
    SettingsError.
    """
    return openai.AsyncOpenAI(
        base_url=base_url,
        api_key=key or "none",  # given always, or the client takes OPENAI_API_KEY
        organization="",  # the same for OPENAI_ORG_ID and OPENAI_PROJECT_ID
        project="",
        timeout=None,
        max_retries=0,  # repeating is ours to decide
        http_client=_Lines(_open_session(urlsplit(base_url), key, connect_s)),
    )


class _Lines(httpx2.AsyncClient):
    """The lines of aiohttp, which cost a fraction of httpx2's own.

    openai's way to them tells refused connections and broken ones as timeouts, keeps
    cookies, and builds every request anew from parts that never change.  Here all requests
    have the same headers, and the errors are those of aiohttp.
    """

    def __init__(self, session: aiohttp.ClientSession) -> None:
        super().__init__(transport=httpx2.AsyncBaseTransport(), trust_env=False)
        self._session = session

    async def aclose(self) -> None:
        await self._session.close()
        await super().aclose()

    def build_request(
        self, method: str, url: httpx2.URL | str, *, content: Any = None, **_: Any
    ) -> httpx2.Request:
        return httpx2.Request(method, _parsed(str(url)), content=content)

    async def send(
        self, request: httpx2.Request, *, stream: bool = False, **_: Any
    ) -> httpx2.Response:
        said = await self._session.request(
            request.method, str(request.url), data=request.content or None
        )
        response = httpx2.Response(
            said.status,
            headers=[(name, said.headers[name]) for name in _HEARD if name in said.headers],
            stream=_Body(said),
            request=request,
        )
        if not stream or said.status >= 300:
            try:
                await response.aread()
            finally:
                said.release()
        return response


class _Body(httpx2.AsyncByteStream):
    def __init__(self, said: aiohttp.ClientResponse) -> None:
        self._said = said

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._said.content.iter_any():
            yield data

    async def aclose(self) -> None:
        self._said.release()  # what was not read to its end is closed


@lru_cache(16)
def _parsed(url: str) -> httpx2.URL:
    return httpx2.URL(url)


def _open_session(address: SplitResult, key: str, connect_s: float) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=_MOST_LINES,
            keepalive_timeout=_IDLE_S,
            ssl=_trusted() if address.scheme == "https" else True,
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={
            "accept": "application/json",
            "accept-encoding": "identity",  # answers are short
            "authorization": _authorization(address, key),
            "content-type": "application/json",
            "user-agent": f"shuzheng/{__version__}",
        },
        proxy=_proxy(address),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=connect_s),
    )


def is_closed_line(error: BaseException) -> bool:
    """Tell whether a request met a line that the server had closed, and so was not heard."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, aiohttp.ServerDisconnectedError | aiohttp.ClientConnectionResetError):
            return True
        cause = cause.__cause__
    return False


def _authorization(address: SplitResult, key: str) -> str:
    if address.username is None:
        return f"Bearer {key or 'none'}"  # some servers want a key, whatever it is
    user, password = unquote(address.username), unquote(address.password or "")
    return aiohttp.encode_basic_auth(user, password)


def _proxy(address: SplitResult) -> str | None:
    """Return the proxy that the environment names for ``address``, if there is one.

    A proxy cannot reach a server on this machine.
    """
    host = address.hostname or ""
    if host in _LOCAL_HOSTS or proxy_bypass(host):
        return None
    proxies = getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all") or None
    if proxy and "://" in proxy and not proxy.startswith(("http://", "https://")):
        kind = urlsplit(proxy).scheme
        raise SettingsError(
            f"a {kind} proxy is set for {host}, and only HTTP proxies can be used: "
            f"set {address.scheme.upper()}_PROXY to one, or add {host} to NO_PROXY"
        )
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


@cache
def _trusted() -> ssl.SSLContext:
    # The authorities of the system, or those of SSL_CERT_FILE.  Read once: to read them
    # all takes as long as to send hundreds of requests.
    return httpx2.create_ssl_context()
