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
