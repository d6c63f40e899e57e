"""The lines of a text in, the marks of its title and headings out."""

import re
from collections.abc import Iterator, Sequence

from pipeline.cleaning.clean_text import Mark, MarkKind
from pipeline.cleaning.lines import Line
from pipeline.spans import Span

_MAX_CHARS = 50
_MIN_TITLE_HANZI = 6
_MAX_LIST = 3  # as many short lines in a row are a list

_NUMBERING = r"""
    (?:
        [一二三四五六七八九十]{1,3}[、.]
        | \([一二三四五六七八九十]{1,3}\)、?
        | 第[一二三四五六七八九十]{1,3}(?:部分|章|节)[、\ :]?
    )
"""
# 一、补齐短板弱项,不断夯实基础。 at the beginning of a paragraph.  Not a statistic
# (一)新增专利396件。: a heading that ends with a full stop has no digits.
_OPENING = re.compile(rf"{_NUMBERING}[^。!?;:\d]{{2,{_MAX_CHARS}}}[。.]", re.VERBOSE)

# A line of its own without closing mark; a question may end it.  Not a row of a table, not
# a line that goes on.
_SHORT = re.compile(rf"[^。;!?\t]{{2,{_MAX_CHARS}}}(?<![,、:])[!?]?")
_NUMBERED = re.compile(_NUMBERING, re.VERBOSE)
_HANZI = re.compile(r"[\u3400-\u9fff]")

# Short lines that head nothing: who issued the text, its number, its date, its enclosures.
_NOT_TITLE = re.compile(
    r"""
    [\u4e00-\u9fff]{2,20}(?:局|委|委员会|办|办公室|厅|署|政府|法院|检察院|中心)(?:\([^)]{1,20}\))?
    | .{0,20}[〔\[(]\d{4}[〕\])].{0,3}\d{1,4}号
    | [(—\s]{0,4}\d{4}[年\-/.]\d{1,2}[月\-/.].{0,60}
    | [^,。]{2,30}\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?
    | (?:附件|附)\d{0,2}[::]?.{0,50}
    | \d{1,2}[.、].{0,50}
    | [\d\W]{1,12}
    """,
    re.VERBOSE,
)
# A title may have a colon; a second line with one is about something else.
_MENU_MARK = re.compile(r"[:|丨>【】\[\]]")


def find_title(head: Sequence[Line]) -> Span | None:
    """Return the span of the title, of two lines at most, among the first lines of a text.

    The lines come without page furniture.  The title is the first short line before any
    prose; a second one right after it belongs to it.
    """
    parts: list[Line] = []
    for line in head:
        if not _SHORT.fullmatch(line.text) or _NUMBERED.match(line.text) or len(parts) == 2:
            break
        is_named = len(_HANZI.findall(line.text)) >= _MIN_TITLE_HANZI
        is_menu = bool(parts) and _MENU_MARK.search(line.text) is not None
        if is_named and not is_menu and not _NOT_TITLE.fullmatch(line.text):
            parts.append(line)
        elif parts:
            break
    return Span(parts[0].span.start, parts[-1].span.end) if parts else None


def find_headings(lines: Sequence[Line]) -> Iterator[Mark]:
    """Yield a mark for each short line without closing mark and each numbered opening."""
    run: list[Line] = []
    for line in lines:
        if _is_short(line):
            run.append(line)
            continue
        yield from _headings(run)
        run = []
        opening = _OPENING.match(line.text)
        if opening is not None:
            span = Span(line.span.start, line.span.start + opening.end())
            yield Mark(span, MarkKind.HEADING, "numbered opening")
    yield from _headings(run)


def _is_short(line: Line) -> bool:
    has_hanzi = len(_HANZI.findall(line.text[:20])) >= 2
    is_named = has_hanzi and not _NOT_TITLE.fullmatch(line.text)
    return is_named and _SHORT.fullmatch(line.text) is not None


def _headings(run: Sequence[Line]) -> Iterator[Mark]:
    for line in run:
        if len(run) < _MAX_LIST or _NUMBERED.match(line.text):
            yield Mark(line.span, MarkKind.HEADING, "short line")
