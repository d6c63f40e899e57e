import asyncio
import re

import pytest

from pipeline.asking.connection import Connection, EndpointOptions

COMPLETION = (
    b'{"object":"chat.completion","choices":[{"index":0,"finish_reason":"stop",'
    b'"message":{"role":"assistant","content":"yes"}}]}'
)
REPLY = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (
    len(COMPLETION),
    COMPLETION,
)


async def _answer_once(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, requests: list[int]
) -> None:
    """Answer the first request on a line and close it at the second, unanswered."""
    requests.append(0)
    line = len(requests) - 1
    try:
        while (header := await reader.readuntil(b"\r\n\r\n")) and not requests[line]:
            requests[line] += 1
            size = re.findall(rb"content-length: (\d+)", header, re.IGNORECASE)[0]
            await reader.readexactly(int(size))
            writer.write(REPLY)
            await writer.drain()
    except asyncio.IncompleteReadError:
        pass  # the client has closed the line
    finally:
        writer.close()
        await writer.wait_closed()


async def _asked_twice(requests: list[int]) -> list[str]:
    lines: list[asyncio.Task[None]] = []

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(asyncio.create_task(_answer_once(reader, writer, requests)))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        options = EndpointOptions(f"http://127.0.0.1:{port}/v1", timeout_s=5.0, attempts=1)
        async with Connection(options) as connection:
            said = [(await connection.complete({"messages": []})).text for _ in range(2)]
        await asyncio.gather(*lines)
    return said


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_line_the_server_has_closed_is_opened_again() -> None:
    """A kept line that is closed before the request was heard costs no attempt."""
    requests: list[int] = []

    said = asyncio.run(_asked_twice(requests))

    assert said == ["yes", "yes"]
    assert requests == [1, 1]


async def _stream_and_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    (length,) = re.findall(rb"(?i)content-length: (\d+)", head) or [b"0"]
    await reader.readexactly(int(length))
    event = b'data: {"choices":[{"delta":{"content":"yes"},"finish_reason":"stop"}]}\n\n'
    writer.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        + b"%x\r\n%b\r\n0\r\n\r\n" % (len(event), event)
    )
    await writer.drain()
    writer.close()


async def _streamed(times: int) -> list[str]:
    async with await asyncio.start_server(_stream_and_close, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with Connection(EndpointOptions(f"http://127.0.0.1:{port}/v1")) as connection:
            return [(await connection.complete({"messages": []})).text for _ in range(times)]


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_server_that_closes_its_line_after_every_stream_costs_no_attempt() -> None:
    """llama.cpp does, and does not say so; the next question comes before the end is seen."""
    assert asyncio.run(_streamed(5)) == ["yes"] * 5
