"""Numbers and the broken characters among them in, whether a number can be trusted out."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.numbers.amounts import Amount, Place
from pipeline.numbers.searching import searched
from pipeline.spans import Span
from schemas.vocabulary import Bound

# What a decoder leaves where a character was lost.
_LOST = re.compile("[\ufffd\ue000-\uf8ff]|(?<=[0-9])[?](?=[0-9])")

# A Chinese comma among plain digits: 1，250件 may be one number or two.  Where the digits
# are full-width too (１，２５０件), everything is.
_DOUBTFUL_COMMA = searched("(?<=[0-9])\uff0c(?=[0-9]{3})")

# A keyword put into a figure by a spammer: 增长2商标2.6%.  Not 由5增至8%, 5至8%, 增长2倍.
_SPLIT = re.compile(
    r"""
    (?<=[长升高低降少加速幅率比达占为至约])
    \d{1,3}(?:\.\d{0,3})?
    (?!至|到|和|与|或|及|[增升降减提上下][至到高]|[^\d]{0,6}[由从])
    (?:[\u4e00-\u9fffA-Za-z]{2,6}|[ ](?=\d{1,3}\.\d))          # also 增长2 5.6%
    (?P<rest>\d{1,3}(?:\.\d{1,3})?)%
    """,
    re.VERBOSE,
)

# The same before a measure word: 达到7.5国家件.  Only decimals, which need a unit.
_CUT_OFF = re.compile(
    r"(?P<number>\d{1,9}\.\d{1,4})[\u4e00-\u9fff]{2,4}(?P<unit>[万亿]?[件家项元户])(?=[,。;、)])"
)


# The same where the first half reads as a count: 同比增长2件套2.6%.  A rate follows 同比.
_SPLIT_RATE = re.compile(
    r"""
    (?<=同比[增下上]|环比[增下上])[长降升]
    (?P<split>\d{1,3}[^\W\d_增升降减比占达为至到和与及或]{2,6}(?P<rest>\d{1,3}(?:\.\d{1,3})?)%)
    """,
    re.VERBOSE,
)


def split_rate(text: str, at: int) -> Place | None:
    """Read a count with a rate glued to it, after 同比增长, as one broken rate.

    >>> text = "同比增长2件套2.6%"
    >>> place = split_rate(text, 4)
    >>> text[place.start : place.end], place.is_damaged
    ('2件套2.6%', True)
    """
    match = _SPLIT_RATE.match(text, at - 1) if at else None
    if match is None:
        return None
    amount = Amount(Decimal(match["rest"]), "%", Bound.EXACT)
    return Place(match.start("split"), match.end("split"), amount, is_damaged=True)


def split_figure(text: str, at: int) -> Place | None:
    """Read an amount with a foreign word inside it as one number that cannot be trusted.

    >>> text = "同比增长2商标2.6%"
    >>> place = split_figure(text, 4)
    >>> text[place.start : place.end], place.is_damaged
    ('2商标2.6%', True)
    """
    if match := _SPLIT.match(text, at):
        amount = Amount(Decimal(match["rest"]), "%", Bound.EXACT)
    elif match := _CUT_OFF.match(text, at):
        amount = Amount(Decimal(match["number"]), match["unit"], Bound.EXACT)
    else:
        return None
    return Place(match.start(), match.end(), amount, is_damaged=True)


def mark_damage(clean: CleanText, places: Sequence[Place]) -> list[Place]:
    """Mark the numbers that hold or touch a broken character; their values stay as read."""
    broken = [mark.span for mark in clean.marked(MarkKind.DAMAGE)]
    broken += [Span(*match.span()) for match in _LOST.finditer(clean.text)]
    broken += _doubtful_commas(clean, places)
    if not broken:
        return list(places)
    broken.sort()
    marked, first = [], 0
    for place in places:
        while first < len(broken) and broken[first].end < place.start:
            first += 1
        is_broken = first < len(broken) and _touches(clean.text, broken[first], place)
        marked.append(place._replace(is_damaged=True) if is_broken else place)
    return marked


def _doubtful_commas(clean: CleanText, places: Sequence[Place]) -> list[Span]:
    if not _DOUBTFUL_COMMA.search(clean.raw):
        return []
    return [
        Span(place.start, place.end)
        for place in places
        if "," in clean.text[place.start : place.end]
        and _DOUBTFUL_COMMA.search(clean.raw_span(Span(place.start, place.end)).of(clean.raw))
    ]


def _touches(text: str, broken: Span, place: Place) -> bool:
    """Tell whether damage lies in a number or beside its digits: 3\ufffd6件, not 36件\ufffd."""
    if broken.start < place.end:
        return broken.end > place.start or text[place.start].isdigit()
    return broken.start == place.end and text[place.end - 1].isdigit()
