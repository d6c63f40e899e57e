"""The lines of a plain text in, its tables out: one row a line, cells parted by tabs."""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.cleaning.lines import Line, find_lines
from pipeline.cleaning.traced_text import Edit
from pipeline.spans import Span

_MIN_ROWS = 2
_MIN_ALIGNED_ROWS = 3  # blanks are weaker evidence than tabs or bars
_MIN_BARS = 2
_MIN_GAPS = 2

# 指标  单位  2024年: at least two blanks.  Not the blank between two names.
_GAP = re.compile(r"(?<=[^ \t])(?:[ ]{2,60}|[ ]{0,8}\t[ \t]{0,60})(?=[^ \t])")
_BAR = re.compile(r"[ ]{0,60}\|[ ]{0,60}")
# The line that markdown draws under a table's head.
_RULE = re.compile(r"[|\s:+=-]{3,400}")


def find_columns(text: str) -> list[Edit]:
    r"""Find what parts the columns of tables drawn with blanks or bars, to become tabs.

    >>> find_columns("|指标|授权|\n|---|---|\n|2024年|396件|")[:4]
    [(0, 1, ''), (3, 4, '\t'), (6, 7, ''), (8, 17, '')]
    """
    if "|" not in text and "  " not in text:
        return []
    lines = list(find_lines(text))
    edits = [edit for rows in _runs(lines, _bars, _MIN_ROWS) for edit in _barred(rows)]
    for rows in _runs(lines, _gaps, _MIN_ALIGNED_ROWS):
        if 2 * sum(map(_has_digit, rows)) >= len(rows):
            edits += _aligned(rows)
    return sorted(edits)


def find_tables(lines: Sequence[Line]) -> Iterator[Span]:
    r"""Yield the spans of rows whose cells are parted by tabs.

    >>> list(find_tables(list(find_lines("指标\t2024年\n授权量\t396"))))
    [Span(start=0, end=16)]
    """
    for rows in _runs(lines, lambda line: "\t" in line.text, _MIN_ROWS):
        yield Span(rows[0].span.start, rows[-1].span.end)


def _runs(
    lines: Sequence[Line], measure: Callable[[Line], int], min_rows: int
) -> Iterator[list[Line]]:
    """Yield runs of lines of the same measure; lines that measure nothing are in none."""
    run: list[Line] = []
    measured = 0
    for line in lines:
        size = measure(line)
        if size != measured and len(run) >= min_rows:
            yield run
        run = [] if size != measured else run
        measured = size
        if size:
            run.append(line)
    if len(run) >= min_rows:
        yield run


def _bars(line: Line) -> int:
    bars = line.text.count("|")
    return bars if bars >= _MIN_BARS else 0


def _gaps(line: Line) -> int:
    gaps = len(_GAP.findall(line.text)) if "  " in line.text and "|" not in line.text else 0
    return gaps if gaps >= _MIN_GAPS else 0


def _has_digit(line: Line) -> bool:
    return any(map(str.isdigit, line.text))


def _barred(rows: Sequence[Line]) -> Iterator[Edit]:
    for row in rows:
        if _RULE.fullmatch(row.text):
            yield row.span.start, row.span.end, ""
            continue
        for bar in _BAR.finditer(row.text):
            is_inner = bar.start() > 0 and bar.end() < len(row.text)
            yield _placed(row, bar, "\t" if is_inner else "")


def _aligned(rows: Sequence[Line]) -> Iterator[Edit]:
    for row in rows:
        for gap in _GAP.finditer(row.text):
            yield _placed(row, gap, "\t")


def _placed(row: Line, match: re.Match[str], new: str) -> Edit:
    return row.span.start + match.start(), row.span.start + match.end(), new
