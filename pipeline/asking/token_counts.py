"""An open line to a server in, how many of its model's tokens a character takes out."""

import math
from collections.abc import Mapping
from typing import Any

from pipeline.asking.connection import Connection

PATH = "/tokenize"

# Made up for this: prose, figures in a row, traditional characters, a notice.
_SAMPLES = (
    "今年以来,全县坚持稳中求进,着力优化服务,新建标准化厂房六万平方米,引进企业三十二家,"
    "办理各类登记手续一千八百余件,群众满意度稳步提高,各项工作取得了新的进展。",
    "项目 | 2021年 | 2022年 | 同比增长\n路灯(盏) | 8,600 | 9,215 | 7.15%\n"
    "充电桩(个) | 1,260 | 1,492.5 | 18.4%\n投入(亿元) | 2.35 | 10.79 | 3.6倍\n",
    "本年度辦理審批業務四萬五千餘宗,較上年增長百分之十二,覆蓋率達到九成以上,獲各界好評。",
    "〔2022〕17号 GB/T 2260-2007,截至2022年12月31日,共受理1,024件,办结986件,办结率96.3%。",
)
_DECIMALS = 1000

# What no tokenizer of text in Chinese takes: whoever says so does not count tokens.
_LEAST, _MOST = 0.1, 4.0


async def count_per_char(connection: Connection, model: str) -> float | None:
    """Return the tokens per character of the densest of a few samples, rounded up.

    Nothing is returned where the server has no tokenizer (llama.cpp and vLLM have one),
    or where what it says cannot be a count.
    """
    found = [await _per_char(connection, model, sample) for sample in _SAMPLES]
    counts = [each for each in found if each is not None]
    if len(counts) < len(_SAMPLES):
        return None
    return math.ceil(max(counts) * _DECIMALS) / _DECIMALS


async def has_tokenizer(connection: Connection, model: str) -> bool:
    """Tell whether the server counts tokens."""
    return await _count(connection, model, "七件") is not None


async def _per_char(connection: Connection, model: str, sample: str) -> float | None:
    count = await _count(connection, model, sample)
    ratio = None if count is None else count / len(sample)
    return ratio if ratio is not None and _LEAST <= ratio <= _MOST else None


async def _count(connection: Connection, model: str, text: str) -> int | None:
    body = {"model": model, "content": text, "prompt": text, "add_special_tokens": False}
    reply: Mapping[str, Any] | None = await connection.fetch("POST", PATH, body)
    tokens = reply.get("tokens") if reply else None
    return len(tokens) if isinstance(tokens, list) else None
