"""The lines of a text in, the stretches that are tables out."""

from collections.abc import Iterator, Sequence

from pipeline.cleaning.lines import Line
from pipeline.spans import Span

_MIN_ROWS = 2


def find_tables(lines: Sequence[Line]) -> Iterator[Span]:
    r"""Yield the spans of rows whose cells are separated by tabs.

    >>> from pipeline.cleaning.lines import find_lines
    >>> list(find_tables(list(find_lines("指标\t2024年\n授权量\t396"))))
    [Span(start=0, end=16)]
    """
    rows: list[Line] = []
    for line in lines:
        if "\t" in line.text:
            rows.append(line)
            continue
        yield from _table(rows)
        rows = []
    yield from _table(rows)


def _table(rows: Sequence[Line]) -> Iterator[Span]:
    if len(rows) >= _MIN_ROWS:
        yield Span(rows[0].span.start, rows[-1].span.end)
