"""Finds documents with text that addresses a machine, and the numbers it stands beside."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field
from pipeline.spans import Span

# Text that speaks to a reader that takes orders.  It must not match what reports say of
# machines (人工智能大模型产业), of neglect (不可忽略的短板), or to people (请拨打12345).
_ADDRESS = re.compile(
    r"""
    (?:忽略|无视|忘记|忘掉|不要理会|不要遵守)               # 忽略以上所有指令
        [^,。\n]{0,4}(?:以上|上述|上面|之前|前面|此前|先前|前文|所有|任何|一切|系统)
        [^,。\n]{0,8}(?:指令|指示|提示|要求|规则|内容|设定)
  | (?:直接|只|请)(?:输出|返回|回答|生成)[^。\n]{0,12}               # 请直接输出以下 JSON
        (?:JSON|字段|结果|答案|以下内容)
  | (?:如果)?你(?:是|现在是|作为|扮演)[^。\n]{0,8}(?:AI|人工智能|语言模型|大模型|助手|机器人|程序)
  | (?:作为|身为)(?:一个|一名)?(?:AI|人工智能|语言模型|大模型)(?:助手)?[,,你请]
  | (?:ignore|disregard|forget|override)\s[^.\n]{0,30}(?:instruction|prompt|rule)
  | (?:指示|命令|ルール|プロンプト)を[^。\n]{0,8}(?:無視|无视|忘れ)      # 以前の指示を無視して
  | (?:지시|명령|규칙|프롬프트)[^.\n]{0,8}(?:무시|잊)
  | (?:игнориру|забуд|не\sобраща)\w{0,6}\s[^.\n]{0,30}(?:инструкци|указани|правил)
  | (?:ignor|oubli)\w{0,4}\s[^.\n]{0,30}(?:instruc[ct]ion|consigne|instruç|istruzion|indicacion)
  | (?:ignorier|vergiss)\w{0,4}\s[^.\n]{0,30}(?:anweisung|anleitung|regel|vorgabe)
  | (?:system|developer)\s?(?:prompt|message)\s?[::]
  | </?(?:system|user|assistant|instructions?)>
  | <\|[a-z_]{1,20}\|>
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _look(case: Case) -> Iterator[Look]:
    text, layout = case.ledger.clean.text, case.ledger.layout
    said: dict[Span, str] = {}
    for found in _ADDRESS.finditer(text):
        said.setdefault(layout.paragraph_at(found.start()), found[0])
    starts = [mention.span.start for mention in case.ledger.mentions]
    near = _hidden(case) if not said else {}
    near |= {_nearest(starts, paragraph.start): words for paragraph, words in said.items()}
    for mention in case.ledger.mentions:
        words = said.get(layout.paragraph_at(mention.span.start)) or near.get(mention.index)
        message = f"The text beside {mention.quote!r} addresses a machine: {words!r}."
        yield Look(mention.index, Field.DISPOSITION, message if words else None)


def _hidden(case: Case) -> dict[int | None, str]:
    """Find what only the raw text says, as in a comment: it is shown at the nearest mention."""
    starts = [mention.raw_span.start for mention in case.ledger.mentions]
    found = list(_ADDRESS.finditer(case.ledger.clean.raw))
    return {_nearest(starts, each.start()): each[0] for each in found}


def _nearest(starts: Sequence[int], place: int) -> int | None:
    """Return the mention nearest to a place, so that orders are seen where no number stands."""
    after = bisect_left(starts, place)
    around = range(max(0, after - 1), min(len(starts), after + 1))
    distances = [(abs(starts[index] - place), index) for index in around]
    return min(distances)[1] if distances else None


CHECK = Check("instruction-in-source", frozenset({Field.DISPOSITION}), _look)
