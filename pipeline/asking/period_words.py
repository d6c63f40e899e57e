"""A period in our notation in, the Chinese words a reader would use for it out."""

import re

_UNIT = re.compile(
    r"""
    (?P<year>\d{4})
    (?:
        -H(?P<half>[12])
      | -Q(?P<quarter>[1-4])
      | -(?P<month>\d{2})(?:-(?P<day>\d{2}))?
    )?
    """,  # not a range: that is cut in two first
    re.VERBOSE,
)
_HALVES = {"1": "上半年", "2": "下半年"}
_QUARTERS = {"1": "第一季度", "2": "第二季度", "3": "第三季度", "4": "第四季度"}
_AS_OF = "截至"
_YEAR_END = "-12-31"


def period_words(period: str) -> str | None:
    """Return words that ``normalise_period`` reads as ``period``, nothing if there are none.

    A date at which something stood begins with 截至, so that it cannot be taken for a
    stretch of time; a stretch without a beginning or an end has no words.

    >>> period_words("2022-H1"), period_words("@2022-12-31"), period_words("2017-10..2023-04-06")
    ('2022年上半年', '截至2022年底', '2017年10月至2023年4月6日')
    """
    first, dots, last = period.removeprefix("@").partition("..")
    if period.startswith("@") and first.endswith(_YEAR_END) and not dots:
        return f"{_AS_OF}{first.removesuffix(_YEAR_END)}年底"
    start, end = _unit_words(first), _unit_words(last)
    if start is None or (dots and end is None):
        return None
    words = f"{start}至{end}" if dots else start
    return _AS_OF + words if period.startswith("@") else words


def _unit_words(unit: str) -> str | None:
    match = _UNIT.fullmatch(unit)
    if match is None:
        return None
    half, quarter = _HALVES.get(match["half"] or "", ""), _QUARTERS.get(match["quarter"] or "", "")
    month = f"{int(match['month'])}月" if match["month"] else ""
    day = f"{int(match['day'])}日" if match["day"] else ""
    return f"{match['year']}年{half}{quarter}{month}{day}"
