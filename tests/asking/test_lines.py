"""Whom a request passes on its way to a server, and what it tells about who sends it."""

import asyncio

import pytest

from pipeline.asking.connection import Connection, EndpointOptions
from pipeline.errors import SettingsError
from tests.fakes.scripted_server import Script, says, scripted_server

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

ELSEWHERE = "http://model.invalid/v1"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the proxies of the person who runs the tests out of them."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def ask(base_url: str) -> str:
    """Ask the server at ``base_url`` once."""
    async with Connection(EndpointOptions(base_url, timeout_s=5.0)) as connection:
        return (await connection.complete({"messages": []})).text


def host_and_port(script: Script) -> str:
    """Return where a scripted server listens."""
    return script.base_url.removeprefix("http://").removesuffix("/v1")


@pytest.mark.parametrize("name", ["HTTP_PROXY", "ALL_PROXY"])
@pytest.mark.parametrize("scheme", ["http://", ""])
def test_proxy_of_the_environment_leads_to_other_machines(
    monkeypatch: pytest.MonkeyPatch, name: str, scheme: str
) -> None:
    """A server elsewhere is reached by the proxy that is set, with or without its scheme."""
    with scripted_server(says("by proxy")) as proxy:
        monkeypatch.setenv(name, scheme + host_and_port(proxy))

        assert asyncio.run(ask(ELSEWHERE)) == "by proxy"

    assert proxy.headers[0]["host"] == "model.invalid"


def test_proxy_that_speaks_no_http_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be used is said before anything is sent, with the way out."""
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")

    with pytest.raises(SettingsError, match=r"socks5 proxy .* add model\.invalid to NO_PROXY"):
        asyncio.run(ask(ELSEWHERE))


def test_user_and_password_of_the_address_are_sent() -> None:
    """An address with a user and a password is asked with both, unescaped."""
    with scripted_server(says("yes")) as script:
        asyncio.run(ask(f"http://me:a%20b@{host_and_port(script)}/v1"))

    assert script.headers[0]["authorization"] == "Basic bWU6YSBi"


def test_query_of_the_address_is_kept() -> None:
    """An address may end with a query, which follows the path of every request."""
    with scripted_server(says("yes")) as script:
        asyncio.run(look(f"{script.base_url}?version=1"))

    assert script.asked[0] == {"path": "/v1/models?version=1"}


async def look(base_url: str) -> bool:
    """Look whether the server at ``base_url`` is there."""
    async with Connection(EndpointOptions(base_url, timeout_s=5.0)) as connection:
        return await connection.is_there()
