"""Short reports about many counties, and the questions of such reports asked alone."""

import asyncio
import json
from pathlib import Path

from pipeline.asking.request import Request
from pipeline.numbers.place_table import divisions
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt
from schemas.facts import answer_shape
from tests.bench.ready_server import MODEL
from tests.running.hardship import settings_for


def write_county_reports(folder: Path, *, count: int, since: int = 0) -> None:
    """Write reports of two sentences with two figures each, every one about another county."""
    folder.mkdir(parents=True)
    counties = [each.name for each in divisions().values() if not each.code.endswith("00")]
    for place in range(since, since + count):
        county, base = counties[place % len(counties)], 100 + 7 * place
        lines = (
            f"{year}年,{county}发明专利授权量{base + year}件,商标注册量{base + 3 * year}件。\n"
            for year in (2022, 2023)
        )
        (folder / f"r{place:05}.txt").write_text("".join(lines), encoding="utf-8")


def ask_alone(base_url: str, count: int, slots: int) -> None:
    """Ask so many questions, so many at once, without documents and without a cache."""

    async def ask_all() -> None:
        shape = answer_shape(["m1", "m2"])
        schema = json.dumps(shape.model_json_schema(), ensure_ascii=False)
        async with Asker(settings_for(base_url, concurrency=slots), Halt()) as asker:
            await asyncio.gather(
                *(
                    asker.ask(Request(MODEL, "s", f"正文:{n}件 7件", "f", schema, 0, 0, 300), shape)
                    for n in range(count)
                )
            )

    asyncio.run(ask_all())
