"""langextract behind its openai provider: as documented, and as good as we could make it."""

import logging
from importlib import import_module
from types import ModuleType
from typing import Any

import openai

from pipeline.spans import Span
from tests.bench.asked_records import EXAMPLES, INSTRUCTIONS, Answers, Record, context_of
from tests.bench.corpus import GoldDocument
from tests.bench.metering import Meter, metered_client

DEFAULT = (
    "openai provider with base_url, fence_output and use_schema_constraints unset as its "
    "README says, pieces of 1,000 characters, ten workers, temperature 0, and no limit to an "
    "answer but the context of 4,096 tokens"
)
TUNED = (
    "the same with UnicodeTokenizer, pieces of 200 characters, four workers and 1,280 tokens "
    "for an answer"
)

_CLASS = "统计数字"
WORKERS = 4
_TUNED: dict[str, Any] = {"max_char_buffer": 200}
_PROVIDER: dict[str, Any] = {"api_key": "none", "temperature": 0.0}


def extract(
    documents: list[GoldDocument],
    base_url: str,
    model: str,
    meter: Meter,
    *,
    workers: int | None,
) -> Answers:
    """Return the records of each document; what fails is a document, pieces are not told.

    So many ``workers`` ask at once where it is tuned; else all settings are its own.
    """
    langextract = import_module("langextract")
    errors = import_module("langextract.core.exceptions")
    logging.getLogger("absl").setLevel(logging.CRITICAL)
    provider = _provider(langextract, base_url, model, meter, 1280 if workers else None)
    found: dict[str, list[Record]] = {}
    failed = 0
    for document in documents:
        try:
            found[document.name] = _ask(langextract, provider, document, workers)
        except errors.LangExtractError:
            failed += 1
    return Answers(found, failed=failed, of=len(documents), what="documents")


def _provider(
    langextract: ModuleType, base_url: str, model: str, meter: Meter, max_tokens: int | None
) -> Any:
    factory = import_module("langextract.factory")
    config = factory.ModelConfig(
        model_id=model,
        provider="openai",
        provider_kwargs={**_PROVIDER, "base_url": base_url, "max_output_tokens": max_tokens},
    )
    provider = factory.create_model(
        config, examples=_examples(langextract), use_schema_constraints=True
    )
    # It takes no HTTP client: the one it made is replaced by an equal one that counts.
    provider._client = openai.OpenAI(
        base_url=base_url, api_key="none", http_client=metered_client(meter)
    )
    return provider


def _ask(
    langextract: ModuleType, provider: Any, document: GoldDocument, workers: int | None
) -> list[Record]:
    options: dict[str, Any] = {}
    if workers is not None:
        tokenizer = import_module("langextract.core.tokenizer").UnicodeTokenizer()
        together = {"max_workers": workers, "batch_length": workers}
        options = {**_TUNED, **together, "tokenizer": tokenizer}
    answer = langextract.extract(
        document.clean.text,
        prompt_description=INSTRUCTIONS,
        examples=_examples(langextract),
        model=provider,
        additional_context=context_of(document) or None,
        show_progress=False,
        **options,
    )
    return [_record(row) for row in answer.extractions or ()]


def _examples(langextract: ModuleType) -> list[Any]:
    data = langextract.data
    return [
        data.ExampleData(
            text=text,
            extractions=[
                data.Extraction(
                    extraction_class=_CLASS,
                    extraction_text=row.quote,
                    attributes={
                        "数值": row.value,
                        "单位": row.unit,
                        "指标": row.indicator,
                        "类别": row.kind,
                        "时间": row.period,
                        "地区": row.region,
                    },
                )
                for row in rows
            ],
        )
        for text, rows in EXAMPLES
    ]


def _record(row: Any) -> Record:
    said = {name: str(value or "") for name, value in (row.attributes or {}).items()}
    place = row.char_interval
    has_place = place is not None and place.start_pos is not None and place.end_pos is not None
    return Record(
        quote=row.extraction_text,
        value=said.get("数值", ""),
        unit=said.get("单位", ""),
        indicator=said.get("指标", ""),
        kind=said.get("类别", ""),
        period=said.get("时间", ""),
        region=said.get("地区", ""),
        clean_span=Span(place.start_pos, place.end_pos) if has_place else None,
    )
