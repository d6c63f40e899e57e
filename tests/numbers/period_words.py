"""Periods in our notation in, the plain words for them out."""

import re

_UNIT = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)
_HALVES, _QUARTERS = "上下", "一二三四"


def worded(period: str) -> str:
    """Return the plain words for a period, which ``normalise_period`` reads back.

    >>> worded("@2022-12-31"), worded("2022-Q1..2022-Q3"), worded("2021-07..")
    ('截至2022年12月31日', '2022年第一季度至2022年第三季度', '2021年7月以来')
    """
    if period.startswith("@"):
        return f"截至{_unit(period[1:])}"
    first, dots, last = period.partition("..")
    if not dots:
        return _unit(first)
    if not last:
        return f"{_unit(first)}以来"
    return f"{_unit(first)}至{_unit(last)}" if first else f"{_unit(last)}以前"


def _unit(text: str) -> str:
    found = _UNIT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no year, half, quarter, month or day")
    words = f"{found['year']}年"
    if found["half"]:
        return f"{words}{_HALVES[int(found['half']) - 1]}半年"
    if found["quarter"]:
        return f"{words}第{_QUARTERS[int(found['quarter']) - 1]}季度"
    if found["month"]:
        words += f"{int(found['month'])}月"
    return f"{words}{int(found['day'])}日" if found["day"] else words
