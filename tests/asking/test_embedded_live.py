"""The embedded model as a real server: run by ``make live``, not by default."""

import asyncio
from pathlib import Path

import openai
import pytest

from pipeline.asking.embedded import MODEL_NAME, EmbeddedServer
from pipeline.proving.fact import Disposition
from pipeline.running.run import run
from pipeline.settings import Settings

pytestmark = [pytest.mark.live, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]


def test_any_openai_client_gets_an_answer(tmp_path: Path) -> None:
    """The server lists its model and continues a text for an ordinary client."""

    async def ask(base_url: str) -> tuple[str, str]:
        async with openai.AsyncOpenAI(base_url=base_url, api_key="none") as client:
            models = await client.models.list()
            said = await client.chat.completions.create(
                model=MODEL_NAME, max_tokens=8, messages=[{"role": "user", "content": "一二三四"}]
            )
            return models.data[0].id, said.choices[0].message.content or ""

    with EmbeddedServer(tmp_path) as server:
        name, text = asyncio.run(ask(server.base_url))

    assert name == MODEL_NAME
    assert text


def test_report_is_extracted_without_any_setting(tmp_path: Path) -> None:
    """Without a server the embedded model is started, asked about every number, and stopped."""
    report = tmp_path / "report.txt"
    report.write_text("2022年,全市发明专利授权量1200件,同比增长5.5%。\n", encoding="utf-8")

    result = run([str(report)], Settings(), out=tmp_path / "run")

    (record,) = result.documents()
    assert result.exit_code == 0
    assert result.calls == 2
    assert record.proof.counts[Disposition.FACT] == 2
