"""What a server sends arrives whole, however much of it there is."""

import asyncio

import httpx2
import pytest

from pipeline.asking.wires import open_transport

_BYTES = 1_000_000


async def _send_much(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer every request on a line with a long reply."""
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % _BYTES)
            writer.write(b"x" * _BYTES)
            await writer.drain()
    except asyncio.IncompleteReadError:
        writer.close()  # the client has closed the line
        await writer.wait_closed()


async def _lengths() -> list[int]:
    lines: list[asyncio.Task[None]] = []

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(asyncio.create_task(_send_much(reader, writer)))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with httpx2.AsyncClient(transport=open_transport(httpx2.Limits())) as client:
            replies = [await client.get(f"http://127.0.0.1:{port}/") for _ in range(2)]
        await asyncio.gather(*lines)
    assert len(lines) == 1
    return [len(reply.content) for reply in replies]


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_long_reply_arrives_whole_and_its_line_is_used_again() -> None:
    """The server is made to wait where it is faster than its reader, and nothing is lost."""
    assert asyncio.run(_lengths()) == [_BYTES, _BYTES]
