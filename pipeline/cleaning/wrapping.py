"""Simplified text in, the line breaks that cut a sentence in two out.

A break is joined only if something shows the cut: a bracket left open, a comma before or
after it, a page set to one width, a line at the margin right below an indented paragraph,
or a long line of prose that stops without a mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.cleaning.furniture import furniture_rule
from pipeline.cleaning.lines import Line, find_lines
from pipeline.spans import Span

_ENDED = re.compile(r"[。!?…;:][”’」』)]{0,2}$|[~|]$")
_CLOSED = re.compile(r"[”’》)】〉」』]$")
_STOPS_INSIDE = re.compile(r"[,、“‘《(〈【]$")
_GOES_ON = re.compile(r"[,。、;:!?)”’》】〉%]|\.\d")
# What a complete statement ends with: a line may end here although its full stop is missing.
_QUANTITY_END = re.compile(r"[%件家元项个位次人户名倍起宗种份篇场]$")

# 一、 (二) 3. 第四章 • 附件 表1.  It must not match the 2.5 of 2.5%.
_NEW_ITEM = re.compile(
    r"""
    [•·●■◆★▪○◎◇▲※*>]
    | [-–—](?!\d)
    | [一二三四五六七八九十]{1,3}[、.]
    | \([一二三四五六七八九十\d]{1,3}\)
    | \d{1,2}(?:[、)]|\.(?!\d))
    | 第[一二三四五六七八九十百\d]{1,4}[章节条部]
    | (?:附件|附表|附图|附|表|图)[\d一二三:]
    """,
    re.VERBOSE,
)
_TITLE_GAP = re.compile(r"[\u4e00-\u9fff”»)][ ]{1,4}[“«(\u4e00-\u9fff]")
_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("【", "】"))

_PROSE_MARK = re.compile(r"[,。;]")

# How far a paragraph is indented at least, in characters.
_INDENT = 2

_MIN_PROSE_CHARS = 40
_LONG_PROSE_CHARS = 60

# Widths count a hanzi as two columns.
_WIDEST = 160
_NARROWEST = 24
_RAGGED = 8
_MIN_FULL_LINES = 5

_NUMBER_ABOVE = re.compile(r"[\d,.]{0,30}$")
_NUMBER_BELOW = re.compile(r"[\d,.]{1,30}")
# 2,0 | 36 is 2,036 and 12. | 5 is 12.5: the upper part alone is no number.
_BROKEN_GROUP = re.compile(r"\d{1,3}(?:,\d{3}){0,6},\d{1,2}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,7}(?:\.\d{1,6})?")
_BROKEN_DECIMAL = re.compile(r"\d{1,12}\.")
_DECIMAL = re.compile(r"\d{1,12}\.\d{1,6}")


@dataclass(frozen=True, slots=True)
class Wraps:
    """The breaks to join, with what goes in their place, and numbers that may be cut."""

    joins: list[tuple[int, int, str]]
    doubtful: list[Span]


def find_wraps(text: str) -> Wraps:
    r"""Find the line breaks inside sentences; headings, items and tables stay apart.

    A number that a break may have cut is joined only if its upper part alone is no number,
    and is called doubtful otherwise.

    >>> find_wraps("印发《江门市\n\n2023年工作方案》。").joins
    [(6, 8, '')]
    """
    lines = list(find_lines(text))
    width = _wrap_width(lines)
    joins: list[tuple[int, int, str]] = []
    doubtful: list[Span] = []
    is_hanging = False
    for above, below in pairwise(lines):
        is_hanging = (is_hanging or above.indent >= _INDENT) and _hangs(text, above, below)
        is_cut = _is_cut(above, below, width, is_hanging=is_hanging)
        if _ENDED.search(above.text) or not is_cut:
            continue
        torn = _torn_number(above, below, width)
        if torn is not None:
            doubtful.append(torn)
        else:
            joins.append((above.span.end, below.span.start, _glue(above.text, below.text)))
    return Wraps(joins, doubtful)


def _hangs(text: str, above: Line, below: Line) -> bool:
    """Tell whether a line stands at the margin right below prose of an indented paragraph."""
    is_next = text.count("\n", above.span.end, below.span.start) == 1
    return is_next and below.indent == 0 and _PROSE_MARK.search(above.text) is not None


def _is_cut(above: Line, below: Line, width: int | None, *, is_hanging: bool) -> bool:
    if "\t" in above.text or "\t" in below.text or _NEW_ITEM.match(below.text):
        return False
    if not (is_hanging or any(_signs(above, below, width))):
        return False
    return furniture_rule(above.text) is None and furniture_rule(below.text) is None


def _signs(above: Line, below: Line, width: int | None) -> Iterator[bool]:
    yield _is_open(above.text, below.text)
    yield _GOES_ON.match(below.text) is not None
    is_indented = below.indent >= 2 and below.indent > above.indent
    yield _STOPS_INSIDE.search(above.text) is not None and not _is_heading_comma(above.text)
    if width is not None:
        yield _columns(above) >= width - _RAGGED and not is_indented
    elif below.indent < 2 and not _CLOSED.search(above.text):
        yield _is_prose(above.text) and not _QUANTITY_END.search(above.text)


def _is_open(above: str, below: str) -> bool:
    for opening, closing in _PAIRS:
        if above.count(opening) > above.count(closing):
            end = below.find(closing)
            if end >= 0 and opening not in below[:end]:
                return True
    return False


def _is_heading_comma(above: str) -> bool:
    return above[-1] == "," and len(above) < 10


def _is_prose(line: str) -> bool:
    if len(line) < _MIN_PROSE_CHARS:
        return False
    if "。" in line:
        return True
    commas = line.count(",") + 2 * line.count(";")
    is_enough = commas >= 2 or (commas and len(line) >= _LONG_PROSE_CHARS)
    return bool(is_enough) and not _TITLE_GAP.search(line)


def _torn_number(above: Line, below: Line, width: int | None) -> Span | None:
    """Return the span of a number that the break may have cut, unless one reading is left."""
    upper, lower = _NUMBER_ABOVE.search(above.text), _NUMBER_BELOW.match(below.text)
    if upper is None or lower is None or not any(map(str.isdigit, upper[0])):
        return None
    if not (upper[0][-1].isdigit() or lower[0][0].isdigit()):
        return None
    if _is_one_number(upper[0], lower[0]):
        return None
    if width is not None and upper[0][-1].isdigit() and width - 1 <= _columns(above) <= width:
        return None  # cut by the edge of the page: prose never sets two numbers side by side
    return Span(above.span.end - len(upper[0]), below.span.start + len(lower[0]))


def _is_one_number(upper: str, lower: str) -> bool:
    whole = upper + lower
    if _BROKEN_GROUP.fullmatch(upper) and _GROUPED.fullmatch(whole):
        return True
    is_decimal = _BROKEN_DECIMAL.fullmatch(upper) or lower[0] == "."
    return bool(is_decimal and _DECIMAL.fullmatch(whole))


def _glue(above: str, below: str) -> str:
    is_latin = all(side.isascii() and side.isalpha() for side in (above[-1], below[0]))
    return " " if is_latin else ""


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the width in columns that the lines are set to, if they are."""
    widths = sorted(map(_columns, lines))
    if len(widths) < _MIN_FULL_LINES:
        return None
    width = widths[-1 - len(widths) // 20]  # a line or two may stick out
    longer = [each for each in widths if each >= width / 2]
    full = sum(each >= width - _RAGGED for each in longer)
    is_set = _NARROWEST <= width <= _WIDEST and full >= max(_MIN_FULL_LINES, len(longer) / 2)
    return width if is_set else None


def _columns(line: Line) -> int:
    return line.indent + len(line.text.encode("gbk", errors="replace"))
