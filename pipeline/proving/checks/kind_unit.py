"""Finds kinds that the number's unit cannot have: growth without %, a rank without an ordinal."""

import re
from collections.abc import Callable, Iterator, Mapping

from pipeline.numbers.units import dimension
from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Fact, Field
from schemas.catalogue import Dimension, find_indicator
from schemas.vocabulary import Kind

_RATES = frozenset({"percent", "points", "multiple", "doublings"})

# What makes an ordinal of a number, in the quote or right before it (位居3, 第三, 前7名).
_ORDINAL = re.compile(r"[第前位名居列]")


def _is_plain(fact: Fact) -> bool:
    return dimension(fact.unit) not in _RATES


def _is_growth(fact: Fact) -> bool:
    return dimension(fact.unit) in {"percent", "multiple", "doublings"}


def _is_share(fact: Fact) -> bool:
    return dimension(fact.unit) == "percent" or (not fact.unit and 0 <= fact.value <= 1)


def _is_rank(fact: Fact) -> bool:
    is_whole = fact.value >= 1 and fact.value == fact.value.to_integral_value()
    return is_whole and bool(_ORDINAL.search(fact.quote))


_RULES: Mapping[Kind, tuple[Callable[[Fact], bool], str]] = {
    Kind.VALUE: (_is_plain, "an amount has no unit of a rate"),
    Kind.CHANGE: (_is_plain, "an absolute change has no unit of a rate"),
    Kind.GROWTH: (_is_growth, "growth is stated in %, 成, 倍 or 番"),
    Kind.POINT_CHANGE: (
        lambda fact: dimension(fact.unit) == "points",
        "a change of a rate is stated in 百分点",
    ),
    Kind.SHARE: (_is_share, "a share is stated in %, ‰, 成 or as a fraction"),
    Kind.RANK: (_is_rank, "a rank is a whole number with an ordinal (第, 前, 位, 名)"),
    Kind.MULTIPLE: (
        lambda fact: dimension(fact.unit) in {"multiple", "doublings"},
        "a multiple is stated in 倍 or 番",
    ),
    Kind.DURATION: (
        lambda fact: dimension(fact.unit) == "time",
        "a duration has a unit of time",
    ),
}

# Names of sums.  Others that the catalogue counts in money may also be counted in
# pieces: 商标质押融资 17件.
_SUM = re.compile(r"(?:额|资金|款|值|收入|费用?|价)\Z")

# What the unit of a plain amount measures, by what the catalogue says is counted.
_CLASHES: Mapping[Dimension, frozenset[str]] = {
    Dimension.COUNT: frozenset({"money", "time"}),
    Dimension.MONEY: frozenset({"count", "persons", "time"}),
}


def _look(case: Case) -> Iterator[Look]:
    for mention, fact in case.facts.items():
        if fact.kind is not None:
            fits, rule = _RULES[fact.kind]
            message = f"{fact.quote!r} stands as {fact.kind}, but {rule}."
            yield Look(mention, Field.KIND, None if fits(fact) else message)
        if fact.kind in {Kind.VALUE, Kind.CHANGE}:
            yield from _look_at_name(fact)


def _look_at_name(fact: Fact) -> Iterator[Look]:
    known = find_indicator(fact.indicator) if fact.indicator else None
    measured = dimension(fact.unit)
    if known is None or measured is None:
        return
    message = (
        f"{fact.quote!r} stands as {fact.indicator}, which is a {known.dimension},"
        f" but {fact.unit} measures {measured}."
    )
    is_clash = measured in _CLASHES.get(known.dimension, frozenset())
    if known.dimension is Dimension.MONEY and not _SUM.search(fact.indicator or ""):
        is_clash = False
    yield Look(fact.mention, Field.INDICATOR, message if is_clash else None)


CHECK = Check("kind-unit", frozenset({Field.KIND, Field.INDICATOR}), _look)
