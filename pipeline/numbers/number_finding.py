"""A text in, the places of its numbers out, left to right: amounts, ranks and disguises."""

import re
from collections.abc import Iterator
from decimal import Decimal
from unicodedata import numeric

from pipeline.numbers.amounts import Amount, Place, read_amount
from pipeline.numbers.damage import split_figure, split_rate
from pipeline.numbers.disguises import digits_disguise, hanzi_disguise
from pipeline.numbers.idioms import idle_count
from pipeline.numbers.numerals import HANZI, read_hanzi
from pipeline.numbers.ranks import read_rank
from pipeline.numbers.unit_table import DIMENSIONS
from schemas.vocabulary import Bound, NonFact

# Circled and bracketed numbers count the points of a list: ① ⑴ ⒈ ㈠.
CIRCLED = "\u2460-\u249b\u2776-\u2793\u3220-\u3229"

# A run of digits; 上半年; a half that is measured (半个月, 半数), not 一半 or 大半年.
_RUN = re.compile(
    f"[0-9{HANZI}]+|[{CIRCLED}]|[上下]半年"
    "|(?<![一上下大小多前后])半(?:数(?![字据值码])|(?=个(?:月|小时|工作日|星期|季度)|年(?![报度])|天|小时))"
)
# 三至五天.  Not 一到位, 三到五.
_RANGE = re.compile(f"(?P<first>[{HANZI}]{{1,4}})(?:至|到|[-~–—]{{1,2}})(?=[{HANZI}])")
_CIRCLED = re.compile(f"[{CIRCLED}]")
_DIGITS = re.compile(r"[0-9]+")
_HANZI = re.compile(f"[{HANZI}]+")
_NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,6})?")

# No number anyone counts with is longer: what is longer is a code.
_LONGEST_RUN = 24

# A disguise that closes a bracket begins with it: (010)62356655, 〔2017〕38号.
_BRACKETS = {"(": ")", "〔": "〕", "[": "]", "【": "】"}

# A hanzi after or before a lone Chinese numeral that lets it be more than part of a word.
_AFTER_ONE = frozenset(word[0] for word in DIMENSIONS) | frozenset(
    "年月季届大强佳等合点分成番余多几来半审检、.)”’」』零的突百千"
)
_BEFORE_ONE = frozenset("第前“‘「『续每")


def find_places(text: str) -> Iterator[Place]:
    """Yield the numbers of a text, left to right, never overlapping.

    >>> text = "2019年,办结274件,排名第二"
    >>> [(text[p.start : p.end], p.why and p.why.value) for p in find_places(text)]
    [('2019年', 'date'), ('274件', None), ('第二', None)]
    """
    floor = 0
    for run in _RUN.finditer(text):
        at, end = max(run.start(), floor), run.end()
        while at < end:
            place = _place_at(text, at, end, floor)
            if place is None:
                at = _after_word(text, at)
            else:
                yield place
                at = floor = place.end


def _after_word(text: str, at: int) -> int:
    match = _HANZI.match(text, at)
    return match.end() if match else at + 1


def _place_at(text: str, at: int, end: int, floor: int) -> Place | None:
    if text[at] <= "9":
        return _digits_at(text, at, end, floor)
    if _CIRCLED.match(text, at):
        amount = Amount(Decimal(int(numeric(text[at]))), "", Bound.EXACT)
        return Place(at, at + 1, amount, NonFact.HEADING_NUMBER)
    if first := _first_of_range(text, at):
        return first
    if _is_word_part(text, at, end):
        return None
    rank = read_rank(text, at)
    if rank and rank.start >= floor:
        return rank
    if disguise := hanzi_disguise(text, at):
        return _disguised(text, at, floor, disguise)
    place = read_amount(text, at, floor)
    return None if place is None else _counted(text, at, place)


def _digits_at(text: str, at: int, end: int, floor: int) -> Place | None:
    digits = _DIGITS.match(text, at) if end - at > _LONGEST_RUN else None
    if digits and len(digits[0]) > _LONGEST_RUN:
        return _disguised(text, at, floor, (NonFact.LICENCE, digits.end()))
    rank = read_rank(text, at)
    if rank and rank.start >= floor:
        return rank
    if disguise := digits_disguise(text, at):
        return _disguised(text, at, floor, disguise)
    place = read_amount(text, at, floor)
    if place is None:
        return None
    split = split_rate(text, at) if place.amount.unit else split_figure(text, at)
    return split or _per_unit(text, at, place)


def _first_of_range(text: str, at: int) -> Place | None:
    """Read 三 in 三至五天: it counts because what follows does, and as the same."""
    match = _RANGE.match(text, at)
    value = read_hanzi(match["first"]) if match else None
    if match is None or value is None or hanzi_disguise(text, match.end()):
        return None
    second = read_amount(text, match.end(), match.end())
    if second is None or not second.amount.unit or second.amount.value <= value:
        return None
    return Place(at, match.end("first"), Amount(value, "", Bound.EXACT))


def _is_word_part(text: str, at: int, end: int) -> bool:
    """Tell whether a lone numeral (进一步, 三峡) can be nothing but part of a word."""
    if end - at > 1 or text[end : end + 1] in _AFTER_ONE:
        return False
    return text[at - 1 : at] not in _BEFORE_ONE


def _disguised(text: str, start: int, floor: int, disguise: tuple[NonFact, int]) -> Place:
    why, end = disguise
    match = _NUMBER.match(text, start, end)
    value = Decimal(match[0]) if match else Decimal(0)
    closing = _BRACKETS.get(text[start - 1 : start])
    if closing and start > floor and closing in text[start:end]:
        start -= 1
    return Place(start, end, Amount(value, "", Bound.EXACT), why)


def _counted(text: str, at: int, place: Place) -> Place:
    """Set a slogan or idiom apart from a count; only a single character can be one."""
    unit = place.amount.unit
    is_digit = place.start == at and place.end == at + 1 + len(unit)
    why = idle_count(text, at, place.end, unit) if is_digit else None
    return place._replace(why=why) if why else _per_unit(text, at, place)


def _per_unit(text: str, at: int, place: Place) -> Place:
    """Take 每 along: 每10万人口 is what others are measured by."""
    if text[at - 1 : at] != "每" or place.start != at:
        return place
    return place._replace(start=at - 1, why=NonFact.PER_UNIT)
