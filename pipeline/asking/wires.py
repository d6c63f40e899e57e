"""Bytes to a server and back over asyncio itself: what the HTTP client's own way does, for less.

A request leaves in one piece, and whether a kept line was closed by the server is known
without asking the operating system.  Errors are those of httpcore2.
"""

import asyncio
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from ipaddress import ip_address
from typing import Any, cast

import httpcore2
import httpx2

_MOST_BYTES = 1 << 18  # unread, before the server is made to wait

_Options = Iterable[tuple[Any, ...]] | None


def open_transport(limits: httpx2.Limits) -> httpx2.AsyncHTTPTransport:
    """Return a transport that speaks HTTP/1.1 over our wires, without a proxy."""
    transport = httpx2.AsyncHTTPTransport(verify=_trusted(), limits=limits)
    # The transport itself stays the library's, because recorders of tests stand before it.
    transport._pool = httpcore2.AsyncConnectionPool(
        ssl_context=_trusted(),
        max_connections=limits.max_connections,
        max_keepalive_connections=limits.max_keepalive_connections,
        keepalive_expiry=limits.keepalive_expiry,
        network_backend=_Network(),
    )
    return transport


@cache
def _trusted() -> ssl.SSLContext:
    # Read once: to read all the authorities takes as long as to send hundreds of requests.
    return httpx2.create_ssl_context()


class _Network(httpcore2.AsyncNetworkBackend):
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _Options = None,
    ) -> httpcore2.AsyncNetworkStream:
        loop, wire = asyncio.get_running_loop(), _Wire()
        local = (local_address, 0) if local_address else None
        # Trying several addresses at once leaves sockets open when it is stopped, in
        # Python itself: only where a name may have an address that does not answer.
        delay_s = None if host == "localhost" or _is_address(host) else 0.25
        with _errors_of_connecting():
            async with asyncio.timeout(timeout):
                await loop.create_connection(
                    lambda: wire, host, port, local_addr=local, happy_eyeballs_delay=delay_s
                )
        return wire

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Wire(asyncio.Protocol, httpcore2.AsyncNetworkStream):
    """One connection: what is written leaves with the next reading."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._heard = bytearray()
        self._to_send = bytearray()
        self._error: Exception | None = None
        self._is_over = False
        self._news: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if len(self._heard) > _MOST_BYTES and self._transport is not None:
            self._transport.pause_reading()
        self._tell()

    def eof_received(self) -> None:
        self._is_over = True
        self._tell()

    def connection_lost(self, error: Exception | None) -> None:
        self._error, self._is_over = error, True
        self._tell()

    def _tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._transport is None or self._transport.is_closing():
            raise httpcore2.ReadError("the connection is closed")
        if self._to_send:
            self._transport.write(bytes(self._to_send))
            self._to_send.clear()
        try:
            async with asyncio.timeout(timeout):
                await self._more()
        except TimeoutError as error:
            raise httpcore2.ReadTimeout(str(error)) from error
        if self._error is not None and not self._heard:
            raise httpcore2.ReadError(str(self._error)) from self._error
        data = bytes(self._heard[:max_bytes])
        del self._heard[:max_bytes]
        if len(self._heard) <= _MOST_BYTES:
            self._transport.resume_reading()
        return data

    async def _more(self) -> None:
        while not (self._heard or self._is_over):
            self._news = asyncio.get_running_loop().create_future()
            await self._news

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._to_send += buffer

    async def aclose(self) -> None:
        # All that is wanted has been read.  Nothing is waited for, so that whoever is
        # stopped while closing several leaves none of them open.
        if self._transport is not None:
            self._transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        loop, plain = asyncio.get_running_loop(), self._transport
        if plain is None:
            raise httpcore2.ConnectError("the connection is closed")
        with _errors_of_connecting():
            async with asyncio.timeout(timeout):
                self._transport = await loop.start_tls(
                    plain, self, ssl_context, server_hostname=server_hostname
                )
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # while nothing was asked: the server has hung up
            return self._is_over or bool(self._heard)
        names = {"client_addr": "sockname", "server_addr": "peername"}
        transport = self._transport
        return None if transport is None else transport.get_extra_info(names.get(info, info))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@contextmanager
def _errors_of_connecting() -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise httpcore2.ConnectTimeout(str(error)) from error
    except OSError as error:  # ssl.SSLError is one
        raise httpcore2.ConnectError(str(error)) from error
