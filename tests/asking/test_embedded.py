import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openai
import pytest

from pipeline.asking.answers import read_answer
from pipeline.asking.chunks import split
from pipeline.asking.embedded import MODEL_NAME, EmbeddedServer
from pipeline.asking.endpoint import Endpoint, EndpointOptions
from pipeline.asking.templates import ModelOptions, build_request, read_prompt, shape_of
from pipeline.errors import EmbeddedModelError
from tests.asking.builder import ledger_of

pytestmark = [pytest.mark.live, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one folder for the unpacked model."""
    return tmp_path_factory.mktemp("model")


def test_embedded_model_answers_in_the_shape(folder: Path) -> None:
    """The embedded model names what a plain sentence counts."""
    ledger = ledger_of("2020年,全县新增图书馆12座。")
    chunk = next(chunk for chunk in split(ledger, max_tokens=700) if chunk.mentions)
    shape = shape_of(chunk)
    request = build_request(chunk, ledger, read_prompt(), shape, ModelOptions(MODEL_NAME))

    async def ask(base_url: str) -> tuple[tuple[str, ...], str]:
        async with Endpoint(EndpointOptions(base_url)) as endpoint:
            return await endpoint.list_models(), (await endpoint.ask(request, shape)).text

    with EmbeddedServer(folder) as server:
        models, text = asyncio.run(ask(server.base_url))

    assert models == (MODEL_NAME,)
    assert "图书馆" in read_answer(text, shape)["m1"].indicator


def test_first_questions_find_the_common_words_read(folder: Path) -> None:
    """Whichever place answers, it has read what all questions begin with."""
    words = "一二三四五六七八九十。" * 20

    async def ask(base_url: str) -> list[int]:
        async with openai.AsyncOpenAI(base_url=base_url, api_key="none") as client:
            asked = (
                client.chat.completions.create(
                    model=MODEL_NAME,
                    max_tokens=4,
                    messages=[
                        {"role": "system", "content": words},
                        {"role": "user", "content": f"\n{turn}:"},
                    ],
                )
                for turn in range(4)
            )
            usages = [each.usage for each in await asyncio.gather(*asked)]
            details = [usage.prompt_tokens_details for usage in usages if usage]
            return [each.cached_tokens or 0 for each in details if each]

    for _ in range(2):  # the second server takes up what the first one made
        with EmbeddedServer(folder) as server:
            assert server.make_ready(words)
            cached = asyncio.run(ask(server.base_url))

        assert len(cached) == 4
        assert min(cached) > 100


def test_server_ends_with_the_block(folder: Path) -> None:
    """After the block nothing listens at the address."""
    with EmbeddedServer(folder) as server:
        address = server.base_url

    with pytest.raises(ConnectionRefusedError):
        asyncio.run(connect(address))


def test_server_ends_when_its_parent_is_killed(folder: Path) -> None:
    """A parent that dies without a word takes the server along."""
    code = (
        "import sys, time, pathlib; from pipeline.asking.embedded import EmbeddedServer\n"
        "with EmbeddedServer(pathlib.Path(sys.argv[1])) as server:\n"
        "    print(server.base_url, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        address = parent.stdout.readline().strip()
        os.kill(parent.pid, signal.SIGKILL)

    assert is_gone_soon(address)


def test_server_that_is_too_slow_is_an_error_of_ours(folder: Path) -> None:
    """A start that takes too long is given up, naming the log."""
    with pytest.raises(EmbeddedModelError, match=r"did not start within .*embedded\.log"):
        EmbeddedServer(folder, start_timeout_s=0.01).__enter__()


def is_gone_soon(address: str) -> bool:
    """Wait up to five seconds for nobody to listen any more."""
    for _ in range(50):
        try:
            asyncio.run(connect(address))
        except OSError:
            return True
        time.sleep(0.1)
    return False


async def connect(address: str) -> None:
    """Connect to the host and port of ``address`` and hang up."""
    host, port = address.removeprefix("http://").removesuffix("/v1").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.close()
    await writer.wait_closed()
