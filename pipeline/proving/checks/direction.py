"""Finds rises that the clause calls a fall, and falls that it calls a rise."""

import re
from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Fact, Field
from pipeline.proving.voices import SIGNED

# The words that say which way, longest first.  They must not match 降 in 降雨 or 增 in
# 增值税, so the single characters count only right before 了, 到, a number or its bound.
_WAYS = re.compile(
    r"""
    (?P<fall>下降|减少|下滑|降低|回落|缩短|压缩|压减|缩减|下跌|锐减|骤降|降幅|减幅|跌幅
        |(?<=[同环净])[减降] | [减降跌缩](?=[了约近超逾\d]|\Z))
  | (?P<rise>增长|增加|上升|提高|提升|上涨|净增|增幅|增速|涨幅|攀升|猛增|激增|扩大
        |(?<=[同环净])[增升] | [增升涨](?=[了约近超逾\d]|\Z))
    """,
    re.VERBOSE,
)


def _look(case: Case) -> Iterator[Look]:
    for mention, fact in case.facts.items():
        if fact.kind in SIGNED and fact.value and (word := _last_way(case, fact)):
            way, falls = word
            message = (
                f"The text says {way} before {fact.quote!r}; it stands as {fact.value}{fact.unit}."
            )
            yield Look(mention, Field.KIND, message if falls != (fact.value < 0) else None)


def _last_way(case: Case, fact: Fact) -> tuple[str, bool] | None:
    """Return the last word of direction between the number before and this one."""
    layout, text = case.ledger.layout, case.ledger.clean.text
    span = case.mention(fact.mention).span
    start = layout.clause_at(span.start).start
    if fact.mention > 0:
        start = max(start, case.mention(fact.mention - 1).span.end)
    found = list(_WAYS.finditer(text[min(start, span.start) : span.start]))
    return (found[-1][0], bool(found[-1]["fall"])) if found else None


CHECK = Check("direction", frozenset({Field.KIND}), _look)
