"""Words that stand for a time: numerals, plans, congresses, relative years.

Origin: written for this project.  Congresses carry the month they opened in, plans
their first year (each runs five years).
"""

DIGITS = {
    "〇": 0, "零": 0, "○": 0, "O": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip

RELATIVE_YEARS = {
    "今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2,
    "明年": 1, "后年": 2, "下一年": 1,
}  # fmt: skip

# The year before the one reported on, where the paragraph has named it: 全年12件,上年为9件.
BEFORE_REPORTED = frozenset({"上年", "上一年"})

# Years counted from the year the sentence speaks of, not from publication.
GOVERNED_YEARS = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}

PLANS = {"八五": 1991, "九五": 1996, "十五": 2001, "十一五": 2006, "十二五": 2011,
         "十三五": 2016, "十四五": 2021, "十五五": 2026}  # fmt: skip

CONGRESSES = {
    "十五大": "1997-09", "十六大": "2002-11", "十七大": "2007-10", "十八大": "2012-11",
    "十九大": "2017-10", "二十大": "2022-10",
}  # fmt: skip

BEGINNINGS = {
    "改革开放": "1978-12",
    "新中国成立": "1949-10",
    "建国": "1949-10",
    "入世": "2001-12",
}

RELATIVE_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "前天": -2, "前日": -2}

RELATIVE_MONTHS = {
    "本月": 0,
    "当月": 0,
    "上月": -1,
    "上个月": -1,
    "上一月": -1,
    "下月": 1,
    "次月": 1,
}


def read_numeral(words: str) -> int | None:
    """Return the value of digits or of a Chinese numeral up to 99; nothing for others.

    >>> [read_numeral(words) for words in ("9", "十二", "二十", "三十一", "百")]
    [9, 12, 20, 31, None]
    """
    if words.isascii():
        return int(words) if words.isdigit() else None
    tens, ten, ones = words.partition("十")
    if not ten:
        tens, ones = "零", words
    if any(len(part) > 1 or (part and part not in DIGITS) for part in (tens, ones)):
        return None
    return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)


def read_year(words: str) -> int | None:
    """Return a year written with two or four digits, of either kind.

    >>> read_year("二〇二二"), read_year("22"), read_year("2022")
    (2022, 2022, 2022)
    """
    if words.isascii() and words.isdecimal() and len(words) == 4:
        return int(words)
    digits = "".join(c if c.isascii() and c.isdigit() else str(DIGITS.get(c, "")) for c in words)
    if len(digits) not in (2, 4):
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)
