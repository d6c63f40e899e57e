"""A server's address in, an HTTP client for it out: proxies, trust, keys and idle lines."""

import ssl
from functools import cache
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx2

from pipeline import __version__
from pipeline.errors import SettingsError

_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}
_MOST_LINES = 1000

# llama.cpp closes a line that was silent for five seconds: ours are given up before.
_IDLE_S = 2.0


def open_client(base_url: str, key: str, connect_s: float) -> aiohttp.ClientSession:
    """Return a client that sends ``key`` with every request, to be closed in the end.

    A user and password in ``base_url`` are sent instead of the key.  What may take how
    long is for the caller to say, but for ``connect_s``.  A proxy in the environment that
    does not speak HTTP raises SettingsError.
    """
    address = urlsplit(base_url)
    is_safe = address.scheme == "https"
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=_MOST_LINES,
            keepalive_timeout=_IDLE_S,
            ssl=_trusted() if is_safe else True,
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
