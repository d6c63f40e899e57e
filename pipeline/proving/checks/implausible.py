"""Finds values that no such statistic can have."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.numbers.units import dimension, split_scale
from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Fact, Field
from schemas.catalogue import Indicator, find_indicator
from schemas.vocabulary import Kind

# Rates of a part of a whole.  It must not match rates that may pass 100 %: 完成率,
# 增长率, 负债率, 产销率, 达产率.
_PART_RATE = re.compile(
    r"(?:占.{0,24}(?:比重|比例|比|的)?|占比|比重|满意率|满意度|合格率|结案率|办结率|覆盖率|撤回率|成功率"
    r"|及格率|优良率|知晓率|普及率|参保率|入学率|就业率|及时率|准确率|达标率|支持率|回复率|调解率)\Z"
)

# Words for averages, which may have fractions of a piece.
_AVERAGE = re.compile(r"每|均|万人|亩|密度|指数|强度|比值")

# Repetitions are averaged without saying so: 由1.5次降到0.2次.
_REPETITIONS = frozenset({"次", "人次", "遍", "趟", "回"})


def _look(case: Case) -> Iterator[Look]:
    for mention, fact in case.facts.items():
        if fact.kind is not None:
            reason = _reason(fact, case.sentence(mention))
            message = f"{fact.quote!r} as {fact.indicator or fact.kind}: {reason}."
            yield Look(mention, Field.VALUE, message if reason else None)


def _reason(fact: Fact, sentence: str) -> str | None:
    if fact.kind in {Kind.VALUE, Kind.SHARE, Kind.DURATION, Kind.RANK} and fact.value < 0:
        return f"a {fact.kind} cannot be negative" if not _may_be_negative(fact) else None
    if fact.kind is Kind.GROWTH and fact.base_unit == "%" and fact.base_value < -100:
        return "nothing can fall by more than 100 %"
    if fact.kind is Kind.SHARE and fact.base_unit == "%" and fact.base_value > 100:
        return "no part exceeds 100 %" if _PART_RATE.search(fact.indicator or "") else None
    if fact.kind is Kind.VALUE and _is_broken_count(fact, sentence):
        return f"{fact.unit} are counted in whole numbers"
    known = find_indicator(fact.indicator) if fact.indicator else None
    return _out_of_range(fact, known) if known else None


def _may_be_negative(fact: Fact) -> bool:
    return dimension(fact.unit) in {"money", "temperature"}


def _is_broken_count(fact: Fact, sentence: str) -> bool:
    scale, _ = split_scale(fact.unit)
    is_counted = dimension(fact.unit) in {"count", "persons"} and scale == 1
    is_average = fact.unit in _REPETITIONS or _AVERAGE.search(f"{fact.indicator}{sentence}")
    return is_counted and not is_average and fact.value != fact.value.to_integral_value()


def _out_of_range(fact: Fact, known: Indicator) -> str | None:
    if fact.kind not in {Kind.VALUE, Kind.SHARE, Kind.DURATION}:
        return None
    low, high = known.low or Decimal(0), known.high
    if known.high is not None and fact.base_value > known.high:
        return f"a city has at most {high:f} of these"
    return f"a city has at least {low:f} of these" if fact.base_value < low else None


CHECK = Check("implausible", frozenset({Field.VALUE}), _look)
