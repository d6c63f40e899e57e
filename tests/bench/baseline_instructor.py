"""The usual way: text in pieces, a list of records out of each, by instructor alone."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Literal

import instructor
import openai
from instructor.cache import BaseCache
from instructor.core.exceptions import InstructorError
from pydantic import BaseModel, Field

from pipeline.spans import Span
from tests.bench.asked_records import (
    EXAMPLES,
    INSTRUCTIONS,
    Answers,
    Record,
    context_of,
    find_places,
)
from tests.bench.corpus import GoldDocument
from tests.bench.metering import Meter, metered_client

SETTING = (
    "a pydantic list of records per piece of at most 200 characters, whole sentences, "
    "mode JSON_SCHEMA, one retry, temperature 0, 1,280 tokens for an answer (the densest piece "
    "needs about 1,000), four at once; places by looking for each quote in the piece"
)
MAX_CHARACTERS = 200
MAX_TOKENS = 1280
SLOTS = 4

_SENTENCE = re.compile(r"[^。!?\n]{1,200}[。!?\n]{0,4}")


class StatedRecord(BaseModel):
    """一条统计记录。"""  # noqa: D400  (speaks Chinese to the model)

    原文: str
    数值: str
    单位: str = ""
    指标: str
    类别: Literal["数值", "增减量", "增长率", "百分点", "比率", "排名", "倍数", "时长"]
    时间: str = ""
    地区: str = ""


class StatedRecords(BaseModel):
    """正文中的全部统计记录。"""  # noqa: D400  (speaks Chinese to the model)

    records: list[StatedRecord] = Field(default_factory=list)


def extract(
    documents: list[GoldDocument],
    base_url: str,
    model: str,
    meter: Meter,
    *,
    cache: BaseCache | None = None,
) -> Answers:
    """Return the records of each document and how many pieces failed."""
    # Without a namespace of ours every client would have a cache of its own.
    caching: dict[str, Any] = {"cache": cache, "cache_namespace": "bench"} if cache else {}
    client = instructor.from_openai(
        openai.OpenAI(base_url=base_url, api_key="none", http_client=metered_client(meter)),
        mode=instructor.Mode.JSON_SCHEMA,
        **caching,
    )
    pieces = [(document, span) for document in documents for span in split(document.clean.text)]
    with ThreadPoolExecutor(SLOTS) as pool:
        answers = list(pool.map(partial(_ask, client, model), pieces))
    found: dict[str, list[Record]] = {document.name: [] for document in documents}
    for (document, span), answer in zip(pieces, answers, strict=True):
        said = [] if answer is None else [_record(row) for row in answer.records]
        found[document.name] += find_places(span.of(document.clean.text), span.start, said)
    failed = sum(answer is None for answer in answers)
    return Answers(found, failed=failed, of=len(pieces), what="pieces")


def split(text: str) -> Iterator[Span]:
    """Yield pieces of whole sentences, each as long as allowed."""
    start = end = 0
    for match in _SENTENCE.finditer(text):
        if match.end() - start > MAX_CHARACTERS and end > start:
            yield Span(start, end)
            start = match.start()
        end = match.end()
    if end > start:
        yield Span(start, end)


def _ask(
    client: instructor.Instructor, model: str, piece: tuple[GoldDocument, Span]
) -> StatedRecords | None:
    document, span = piece
    text = f"{context_of(document)}\n正文:{span.of(document.clean.text)}\n记录:\n"
    try:
        return client.chat.completions.create(
            model=model,
            response_model=StatedRecords,
            messages=[
                {"role": "system", "content": _system()},
                {"role": "user", "content": text},
            ],
            temperature=0,
            max_tokens=MAX_TOKENS,
            max_retries=1,
        )
    except (InstructorError, openai.APIError):
        return None


def _system() -> str:
    examples = (
        f"例\n正文:{text}\n记录:\n"
        + StatedRecords(records=[_stated(row) for row in rows]).model_dump_json()
        for text, rows in EXAMPLES
    )
    return "\n\n".join((INSTRUCTIONS, *examples, ""))


def _stated(row: Record) -> StatedRecord:
    return StatedRecord.model_validate(
        {
            "原文": row.quote,
            "数值": row.value,
            "单位": row.unit,
            "指标": row.indicator,
            "类别": row.kind,
            "时间": row.period,
            "地区": row.region,
        }
    )


def _record(row: StatedRecord) -> Record:
    return Record(row.原文, row.数值, row.单位, row.指标, row.类别, row.时间, row.地区)
