"""The number as a model repeated it, held against the number as it stands."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from pipeline.cleaning.glosses import find_glosses
from pipeline.cleaning.simplified import simplify
from pipeline.numbers.amounts import Amount
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction
from pipeline.numbers.units import equal_amounts, parse_amount, split_scale

# Words a model may repeat along with a number, and the way they point.
_FALLS = ("下降", "减少", "下滑", "降低", "回落", "缩短", "压缩", "压减", "跌", "降", "减")
_RISES = ("增长", "增加", "上升", "提高", "提升", "上涨", "净增", "升", "增", "+")
_MINUS = str.maketrans(dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}﹣", "-"))

# Anything that could be, or be part of, another number.
_NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两半.%‰-]")


def is_right_echo(
    echo: str, written: str, mention: Mention, direction: Direction | None = None
) -> bool:
    """Tell whether ``echo`` is the mention's number, in any spelling of it.

    ``written`` is the mention as it stands in the clean text.  The amount must be equal
    in the base unit, so that 34,000 and 3.4万 are the same and 34万 is not; the unit may
    be left out, but not be another one; pinyin in brackets is passed over.  A sign or a
    word of direction must be the printed sign or the ``direction`` of the text.  The very
    characters of the text are always right, in a table also without the unit of its head;
    other words are let pass only around them.
    """
    text = _plain(echo)
    falls = _falls(text)
    if falls is not None and falls != (mention.value < 0 or direction is Direction.DOWN):
        return False
    if mention.value < 0 and not falls:
        return False
    plain = _plain(written)
    amount = parse_amount(_undirected(text))
    if amount is None or text == plain or _hides_a_noun(text, amount):
        return _is_quoted(text, plain)
    return amount.value >= 0 and _is_same_size(amount.value, amount.unit, mention)


@lru_cache(1024)  # an echo is the number as it stands, nearly always
def _plain(text: str) -> str:
    folded = "".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())
    for start, end, _ in reversed(find_glosses(folded)):
        folded = folded[:start] + folded[end:]
    return simplify(folded)


def _falls(text: str) -> bool | None:
    if text.startswith(("-", *_FALLS)):
        return True
    return False if text.startswith(_RISES) else None


def _undirected(text: str) -> str:
    for word in ("-", *_FALLS, *_RISES):
        if text.startswith(word):
            return text.removeprefix(word).lstrip("了至到")
    return text


def _hides_a_noun(text: str, amount: Amount) -> bool:
    """Tell whether a word was read over: 第十年 is read as the number ten."""
    return not amount.unit and not _NUMERAL.match(text[-1])


def _is_quoted(text: str, written: str) -> bool:
    before, found, after = text.partition(written)
    return bool(found) and not _NUMERAL.search(before) and not _NUMERAL.search(after)


def _is_same_size(value: Decimal, unit: str, mention: Mention) -> bool:
    size = abs(mention.value)
    scale, noun = split_scale(unit)
    if noun:
        return equal_amounts(value, unit, size, mention.unit)
    own_scale, _ = split_scale(mention.unit)
    return value * scale == size * own_scale
