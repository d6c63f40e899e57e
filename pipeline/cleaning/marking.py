"""A clean text in, the same with marks for what is not prose and with its metadata out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.cleaning.clean_text import CleanText, Mark, MarkKind, Metadata
from pipeline.cleaning.damage import find_unreadable
from pipeline.cleaning.furniture import furniture_rule
from pipeline.cleaning.headings import find_headings, find_title
from pipeline.cleaning.lines import Line, find_lines
from pipeline.cleaning.metadata import find_published, find_publisher
from pipeline.cleaning.plain_tables import find_tables

_NOT_BODY = frozenset({MarkKind.FURNITURE, MarkKind.TABLE, MarkKind.TITLE})


def describe(clean_text: CleanText, said: Metadata) -> CleanText:
    """Add marks for furniture, tables, title, headings and damage, and the metadata.

    ``said`` is what the markup of a page says; it wins over what the lines say.
    """
    lines = list(find_lines(clean_text.text))
    marks = list(clean_text.marks)
    if not clean_text.marked(MarkKind.TABLE):
        marks += (Mark(span, MarkKind.TABLE, "columns") for span in find_tables(lines))
    marks += _furniture(lines)
    body = _outside(lines, marks)
    title = find_title(body)
    if title is not None:
        marks.append(Mark(title, MarkKind.TITLE, "first short line"))
    marks += find_headings(_outside(body, marks))
    marks += (
        Mark(span, MarkKind.DAMAGE, "unreadable") for span in find_unreadable(clean_text.text)
    )
    metadata = Metadata(
        title=said.title or _shown_title(clean_text.text, marks),
        publisher=said.publisher or find_publisher(lines),
        published=said.published or find_published(lines),
    )
    return replace(clean_text, marks=_in_order(marks), metadata=metadata)


def _furniture(lines: Sequence[Line]) -> Iterator[Mark]:
    for line in lines:
        rule = furniture_rule(line.text)
        if rule is not None:
            yield Mark(line.span, MarkKind.FURNITURE, rule)


def _outside(lines: Sequence[Line], marks: Sequence[Mark]) -> list[Line]:
    """Return the lines that no mark of furniture, table or title touches."""
    taken = sorted(mark.span for mark in marks if mark.kind in _NOT_BODY)
    outside: list[Line] = []
    reached = 0  # how far any mark that begins before the line reaches
    position = 0
    for line in lines:
        while position < len(taken) and taken[position].start < line.span.end:
            reached = max(reached, taken[position].end)
            position += 1
        if reached <= line.span.start:
            outside.append(line)
    return outside


def _shown_title(text: str, marks: Sequence[Mark]) -> str | None:
    """Return the title as a line, the one on the page before the one in its head."""
    titles = [mark.span.of(text) for mark in reversed(marks) if mark.kind is MarkKind.TITLE]
    return " ".join(titles[0].split()) if titles else None


def _in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Sort the marks and keep the first of those that say the same of the same place."""
    first = {(mark.span, mark.kind): mark for mark in reversed(marks)}
    return tuple(first[key] for key in sorted(first))
