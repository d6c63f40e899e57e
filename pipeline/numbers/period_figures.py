"""One number with what surrounds it, as far as its period depends on it."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.period_notation import as_of
from pipeline.numbers.period_scope import Scope
from pipeline.numbers.period_stocks import is_flow, is_stock, is_total
from pipeline.numbers.reading import Reading
from pipeline.spans import Span
from schemas.vocabulary import Kind

_HEADING_CHARS = 60
_PROSE = re.compile(r"[。!?;…:,]\s*$|\t")


@dataclass(frozen=True, slots=True)
class Figure:
    """A mention, its reading, and the stretch of text its period can come from.

    ``lead`` are the words of its sentence since the figure before it, ``before`` the
    index of that figure if it stands in the same sentence, ``part`` the start of the
    part of the sentence it stands in (parts end at semicolons).
    """

    mention: Mention
    reading: Reading
    sentence: Span
    paragraph: Span
    lead: Span
    part: int
    before: int | None
    is_heading: bool
    is_stock: bool
    is_flow: bool
    is_total: bool

    @property
    def kind(self) -> Kind:
        """Return the kind of the figure, a plain value where none was read."""
        return Kind(self.reading.kind.best or Kind.VALUE)


def find_figures(
    scope: Scope, mentions: tuple[Mention, ...], readings: tuple[Reading | None, ...]
) -> dict[int, Figure]:
    """Return the figures of a text by the index of their mention."""
    figures: dict[int, Figure] = {}
    before: Mention | None = None
    for mention, reading in zip(mentions, readings, strict=True):
        if mention.why is not None or reading is None:
            continue
        figures[mention.index] = _figure(scope, mention, reading, before)
        before = mention
    return figures


def _figure(scope: Scope, mention: Mention, reading: Reading, before: Mention | None) -> Figure:
    start = mention.span.start
    sentence, paragraph = scope.layout.sentence_at(start), scope.layout.paragraph_at(start)
    is_near = before is not None and before.span.end > sentence.start
    lead = Span(before.span.end if before and is_near else sentence.start, start)
    words, name = lead.of(scope.text), reading.indicator.best or ""
    rest = scope.text[mention.span.end : scope.layout.clause_at(start).end]
    part = scope.text.rfind(";", sentence.start, start) + 1 or sentence.start
    return Figure(
        mention,
        reading,
        sentence,
        paragraph,
        lead,
        part,
        before.index if before and is_near else None,
        is_heading=is_heading(scope.text, paragraph),
        is_stock=is_stock(name, words[-24:], rest),
        is_flow=is_flow(name, words[-24:]),
        is_total=is_total(words[-24:]),
    )


def is_heading(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph is short and does not end like a sentence."""
    line = paragraph.of(text)
    return len(line) <= _HEADING_CHARS and not _PROSE.search(line)


def headings_above(clean: CleanText, layout: Layout, place: int) -> tuple[Span, ...]:
    """Return the nearest heading before a place and the title, nearest first."""
    last = bisect_right(layout.paragraphs, place, key=lambda span: span.start) - 1
    near = [span for span in layout.paragraphs[:last] if is_heading(clean.text, span)]
    titles = [mark.span for mark in clean.marked(MarkKind.TITLE)] or near[:1]
    return tuple(dict.fromkeys([*near[-1:], *titles[:1]]))


def fitted(period: str, figure: Figure, scope: Scope, *, is_since: bool = False) -> str:
    """Return a governing period as it applies to a figure: a stock stands at a date.

    A stock of the current year, or since some time, is what was there at publication.
    """
    reference = scope.reference
    is_change_since = is_since and figure.kind is not Kind.VALUE
    if not figure.is_stock or is_change_since or period.startswith("@"):
        return period
    is_current = reference is not None and period == str(reference.year)
    if reference and reference.month and (is_current or is_since):
        return f"@{reference.notation}"
    return as_of(period)
