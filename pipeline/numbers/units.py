"""A value and its unit as written in, what they amount to out."""

from decimal import Context, Decimal

from pipeline.cleaning.characters import FULL_WIDTH, ODD_SPACES, fold
from pipeline.cleaning.simplified import simplify
from pipeline.numbers.amounts import Amount, read_amount
from pipeline.numbers.numerals import FIRST_CHARACTER
from pipeline.numbers.ranks import read_rank
from pipeline.numbers.unit_table import CONVERSIONS, DIMENSIONS, SPELLINGS

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

# Digits enough that no printed number is rounded.
_EXACT = Context(prec=200)

# What may surround an amount that is quoted: blanks, stops and quotation marks.
_AROUND = " \t\n\r。,;、:“”‘’\"'"


def split_scale(unit: str) -> tuple[int, str]:
    """Take the scale off a unit: 万件 is 10,000 of 件; 千瓦 is a unit of its own.

    >>> split_scale("万亿元"), split_scale("千瓦时"), split_scale("万")
    ((1000000000000, '元'), (1, '千瓦时'), (10000, ''))
    """
    scale = 1
    while unit and unit not in DIMENSIONS and unit[0] in _SCALES:
        scale *= _SCALES[unit[0]]
        unit = unit[1:]
    return scale, unit


def base_amount(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return the same amount in the base unit; an unknown unit is its own base.

    >>> base_amount(Decimal("10.79"), "亿元"), base_amount(Decimal(3), "成")
    ((Decimal('1079000000.00'), '元'), (Decimal('30'), '%'))
    """
    scale, rest = split_scale(SPELLINGS.get(unit, unit))
    factor, base = CONVERSIONS.get(rest, (Decimal(1), rest))
    return _EXACT.multiply(value, _EXACT.multiply(Decimal(scale), factor)), base


def dimension(unit: str) -> str | None:
    """Name what a unit measures (money, count, percent, time …); nothing if unknown.

    >>> dimension("亿元"), dimension("万人次"), dimension("百分点"), dimension("")
    ('money', 'persons', 'points', None)
    """
    return DIMENSIONS.get(split_scale(unit)[1])


def equal_amounts(value: Decimal, unit: str, other: Decimal, other_unit: str) -> bool:
    """Tell whether two amounts are the same once both are in their base units.

    >>> equal_amounts(Decimal("3.4"), "万件", Decimal(34000), "件")
    True
    >>> equal_amounts(Decimal(34), "万件", Decimal(34000), "件")
    False
    """
    return base_amount(value, unit) == base_amount(other, other_unit)


def parse_amount(text: str) -> Amount | None:
    """Read a short text that is one amount and nothing else, written in any way.

    Full-width and traditional characters count as plain ones; ranks are read without
    their 第.  Nothing is returned for no number, several, or words around it; stops and
    quotation marks are no words.

    >>> parse_amount("3.4萬件") == parse_amount("３．４万 件")
    True
    >>> parse_amount("约300家"), parse_amount("300家企业")
    (Amount(value=Decimal('300'), unit='家', bound=<Bound.ABOUT: 'about'>), None)
    """
    plain = simplify(fold(fold(text, FULL_WIDTH)[0], ODD_SPACES)[0]).strip(_AROUND)
    first = FIRST_CHARACTER.search(plain)
    if first is None:
        return None
    place = read_rank(plain, first.start()) or read_amount(plain, first.start())
    return place.amount if place and place.start == 0 and place.end == len(plain) else None
