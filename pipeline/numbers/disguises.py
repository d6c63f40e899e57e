"""A place in a text in, the reason why the number there states no statistic out, by form."""

import re
from string import ascii_letters

from pipeline.numbers.codes import code_disguise
from pipeline.numbers.disguise_table import (
    FROM_DIGITS,
    FROM_HANZI,
    LABELLED,
    LINE_START,
    UNITLESS,
    Rows,
)
from pipeline.numbers.measures import find_measure
from pipeline.numbers.searching import searched
from pipeline.numbers.written_numbers import read_ascii_number
from schemas.vocabulary import NonFact

Disguise = tuple[NonFact, int]


def _compiled(rows: Rows) -> tuple[re.Pattern[str], tuple[NonFact, ...]]:
    """Join rows into one expression whose groups row_0, row_1 … name the row that fitted.

    The groups are empty and stand at the end: a row that opens with a group cannot be
    passed over by its first character.
    """
    joined = "|".join(f"(?:{form}\n)(?P<row_{place}>)" for place, (_, form) in enumerate(rows))
    return re.compile(joined, re.VERBOSE), tuple(why for why, _ in rows)


_FROM_DIGITS = _compiled(FROM_DIGITS)
_FROM_HANZI = _compiled(FROM_HANZI)
_LINE_START = _compiled(LINE_START)
_UNITLESS = _compiled(UNITLESS)

_LABELS = searched(
    "(?:"
    + "|".join(f"(?P<row_{place}>{label})" for place, (_, label, _) in enumerate(LABELLED))
    + r")(?:\s?[:]\s?|\s)?(?:第\s?|[Nn][Oo]\.?\s?)?[A-Z]{0,3}[-—\s]?\(?$",
    re.VERBOSE,
)
_LABELLED = tuple(re.compile(number, re.VERBOSE) for _, _, number in LABELLED)
_LABEL_ENDS = frozenset(
    "第—©话线真机电询打号群编码备案证字量数率次气价份册本件表图录栏注"
    ":-().\t\n\r\v\f " + ascii_letters
)
_EVEN_COUNTED = frozenset((NonFact.LICENCE, NonFact.PAGE_FURNITURE, NonFact.DATE))
_INDENT = frozenset(" \t\n(")


def digits_disguise(text: str, at: int) -> Disguise | None:
    """Return why the number whose digits begin at ``at`` is none, and where it ends.

    >>> digits_disguise("电话:0999-87654321", 3)
    (<NonFact.PHONE: 'phone'>, 16)
    >>> digits_disguise("办结274件", 2) is None
    True
    """
    return (
        _labelled(text, at)
        or _at_line_start(text, at)
        or code_disguise(text, at)
        or _first(_FROM_DIGITS, text, at)
    )


def hanzi_disguise(text: str, at: int) -> Disguise | None:
    """Return why the Chinese numeral that begins at ``at`` is none, and where it ends.

    >>> hanzi_disguise("“十四五”蓝图", 1)
    (<NonFact.NAME: 'name'>, 4)
    """
    return _at_line_start(text, at) or _first(_FROM_HANZI, text, at)


def unitless_disguise(digits: str) -> NonFact | None:
    """Return why a number that is nothing but ``digits``, with no unit, is none.

    >>> unitless_disguise("2023"), unitless_disguise("12345"), unitless_disguise("512")
    (<NonFact.DATE: 'date'>, <NonFact.PHONE: 'phone'>, None)
    """
    disguise = _first(_UNITLESS, digits, 0)
    return disguise[0] if disguise and disguise[1] == len(digits) else None


def _labelled(text: str, at: int) -> Disguise | None:
    before = text[at - 1] if at else "\n"
    if before not in _LABEL_ENDS:
        return None
    label = _LABELS.search(text, max(0, at - 20), at)
    if label is None:
        return None
    place = int(str(label.lastgroup).removeprefix("row_"))
    why, number = LABELLED[place][0], _LABELLED[place].match(text, at)
    if number is None or (why not in _EVEN_COUNTED and _is_counted(text, at)):
        return None
    return why, number.end()


def _is_counted(text: str, at: int) -> bool:
    """Tell whether the number has a measure word: 咨询2100人次, 附件3份, 地图20幅."""
    number = read_ascii_number(text, at)
    return number is not None and bool(find_measure(text, number).unit)


def _at_line_start(text: str, at: int) -> Disguise | None:
    place = at
    while place and text[place - 1] in _INDENT and text[place - 1] != "\n" and at - place < 8:
        place -= 1
    if place and text[place - 1] != "\n":
        return None
    return _first(_LINE_START, text, at)


def _first(
    rows: tuple[re.Pattern[str], tuple[NonFact, ...]], text: str, at: int
) -> Disguise | None:
    match = rows[0].match(text, at)
    if match is None:
        return None
    return rows[1][int(str(match.lastgroup).removeprefix("row_"))], match.end()
