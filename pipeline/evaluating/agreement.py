"""Two ways of writing one value, unit, period or region in, whether they agree out."""

import calendar
import re
import unicodedata
from datetime import date
from decimal import Decimal

# The scale at the head of a unit: 万, 亿, 万亿, 百万, 千万, 百亿.  It must not take the
# 百 of 百分点 or the 千 of 千米, which belong to the unit.
_SCALE = re.compile(r"(?P<scale>[十百千]?[万亿]亿?)(?P<unit>.*)", re.DOTALL)
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}

_FRACTION_TOLERANCE = Decimal("0.002")


def scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return ``value`` without the scale of its unit, and the unit that is left.

    >>> scaled(Decimal("12.5"), "万件"), scaled(Decimal(2), "百分点")
    ((Decimal('125000.0'), '件'), (Decimal('2'), '百分点'))
    """
    found = _SCALE.fullmatch(unit)
    if not found:
        return value, unit
    power = sum(_POWERS[character] for character in found["scale"])
    return value * Decimal(10) ** power, found["unit"]


def same_value(predicted: tuple[Decimal, str], gold: tuple[Decimal, str]) -> bool:
    """Tell whether two amounts, each a value and its unit, are equal after scale.

    Fractions without a unit may differ by 0.2 %: a third has no last digit.

    >>> same_value((Decimal("12.5"), "万"), (Decimal(125000), ""))
    True
    >>> same_value((Decimal("0.3333"), ""), (Decimal("0.333"), ""))
    True
    """
    left, right = scaled(*predicted)[0], scaled(*gold)[0]
    if gold[1] == "" and 0 < abs(right) < 1:
        return abs(left - right) <= abs(right) * _FRACTION_TOLERANCE
    return left == right


def same_base_unit(predicted: str, gold: str) -> bool:
    """Tell whether two units are the same after their scale is taken off.

    >>> same_base_unit("万元", "亿元"), same_base_unit("元", "件")
    (True, False)
    """
    return scaled(Decimal(0), predicted)[1] == scaled(Decimal(0), gold)[1]


_Interval = tuple[date | None, date | None]

# 2022, 2022-H1, 2022-Q3, 2023-01, 2023-04-06; nothing shorter, longer or open.
_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)
_YEAR = re.compile(r"@?\d{4}")


def same_period(predicted: str | None, gold: str) -> bool:
    """Tell whether two periods cover the same days and are both "as of" or both not.

    A bare year agrees with itself alone, in whatever way its months are written.

    >>> same_period("@2022-12", "@2022-12-31"), same_period("2022-Q1..2022-Q3", "2022-01..2022-09")
    (True, True)
    >>> same_period("@2022", "@2022-12-31"), same_period("2022-01..2022-12", "2022")
    (False, False)
    """
    if predicted is None or predicted == gold:
        return predicted == gold
    if _YEAR.fullmatch(predicted) or _YEAR.fullmatch(gold):
        return False
    if predicted.startswith("@") != gold.startswith("@"):
        return False
    left, right = _interval(predicted.lstrip("@")), _interval(gold.lstrip("@"))
    if left is None or right is None:
        return False
    return left[1] == right[1] if gold.startswith("@") else left == right


def _interval(period: str) -> _Interval | None:
    first, dots, last = period.partition("..")
    start, end = _moment(first), _moment(last if dots else first)
    if (first and start is None) or (last and end is None) or not (start or end):
        return None
    return start and start[0], end and end[1]


def _moment(text: str) -> tuple[date, date] | None:
    found = _MOMENT.fullmatch(text)
    if not found:
        return None
    year, (first, last) = int(found["year"]), _months(found)
    try:
        if found["day"]:
            day = date(year, first, int(found["day"]))
            return day, day
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:  # 2022-13, 2022-02-30: no such day
        return None


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["half"]:
        return int(found["half"]) * 6 - 5, int(found["half"]) * 6
    if found["quarter"]:
        return int(found["quarter"]) * 3 - 2, int(found["quarter"]) * 3
    if found["month"]:
        return int(found["month"]), int(found["month"])
    return 1, 12


# What stands before the name proper: a province, then a city.  Neither may be all there
# is (吉林市 is a city, 江门市 stays), and 市 must not be that of 市场, 市民 or 市区.
_PROVINCE = re.compile(
    r"(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南"
    r"|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆)"
    r"(?:省|市|(?:壮族|回族|维吾尔)?自治区)?(?=..)"
)
_CITY = re.compile(r"[一-鿿]{2,4}?市(?=..)(?![场民区])")


def same_region(predicted: str | None, gold: str) -> bool:
    """Tell whether two places or bodies are the same without province and city in front.

    >>> same_region("广东省清远市连州市", "连州市"), same_region("江门市", "连州市")
    (True, False)
    """
    return predicted is not None and _bare_region(predicted) == _bare_region(gold)


def _bare_region(region: str) -> str:
    bare = "".join(unicodedata.normalize("NFKC", region).split())
    for prefix in (_PROVINCE, _CITY):
        found = prefix.match(bare)
        bare = bare[found.end() :] if found else bare
    return bare
