"""The number as a model repeated it, held against the number as it stands."""

import unicodedata
from decimal import Decimal

from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction
from pipeline.numbers.units import base_amount, equal_amounts, parse_amount

# Words a model may repeat along with a number, and the way they point.
_FALLS = ("下降", "减少", "下滑", "降低", "回落", "缩短", "压缩", "压减", "跌", "降", "减")
_RISES = ("增长", "增加", "上升", "提高", "提升", "上涨", "新增", "净增", "升", "增", "+")
_MINUS = str.maketrans(dict.fromkeys("−–—－﹣", "-"))


def is_right_echo(echo: str, mention: Mention, direction: Direction | None) -> bool:
    """Tell whether ``echo`` is the mention's number, in any spelling of it.

    The amount must be equal in the base unit, so that 34,000 and 3.4万 are the same
    and 34万 is not; a unit may be left out, but not be another one.  A sign or a word
    of direction in the echo must be the printed sign or the ``direction`` of the text.
    """
    text = _plain(echo)
    amount = parse_amount(_undirected(text))
    if amount is None or amount.value < 0:
        return False
    if _falls(text) is not None and _falls(text) != _is_fall(mention, direction):
        return False
    if mention.value < 0 and not _falls(text):
        return False
    return _is_same_size(abs(amount.value), amount.unit, mention)


def _plain(echo: str) -> str:
    return unicodedata.normalize("NFKC", echo).translate(_MINUS).strip()


def _falls(text: str) -> bool | None:
    if text.startswith(("-", *_FALLS)):
        return True
    return False if text.startswith(_RISES) else None


def _is_fall(mention: Mention, direction: Direction | None) -> bool:
    return mention.value < 0 or direction is Direction.DOWN


def _undirected(text: str) -> str:
    for word in ("-", *_FALLS, *_RISES):
        if text.startswith(word):
            return text.removeprefix(word).lstrip("-了至到")
    return text


def _is_same_size(value: Decimal, unit: str, mention: Mention) -> bool:
    size = abs(mention.value)
    if unit:
        return equal_amounts(value, unit, size, mention.unit)
    base_value, _ = base_amount(size, mention.unit)
    one, _ = base_amount(Decimal(1), mention.unit)
    return value == base_value or (one == 1 and value == size)
