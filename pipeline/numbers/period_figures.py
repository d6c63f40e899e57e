"""One number with what surrounds it, as far as its period depends on it."""

import re
from typing import NamedTuple

from pipeline.numbers.mention import Mention
from pipeline.numbers.period_meaning import Grain, last_day
from pipeline.numbers.period_notation import Reference, as_of
from pipeline.numbers.period_scope import Scope
from pipeline.numbers.period_stocks import is_acted_on, is_flow, is_stock, is_sum, is_total
from pipeline.numbers.periods import TimeExpression
from pipeline.numbers.reading import Reading
from pipeline.spans import Span
from schemas.vocabulary import Kind

_HEADING_CHARS = 60

# How far back, in characters, a figure looks for what rules it.
_PARAGRAPH_REACH, _SENTENCE_REACH, _LEAD_REACH = 4000, 800, 120

# 由3个增加到: what is counted behind it is what there is now.
_GROWN_TO = re.compile(
    r"(?:增加?|扩大?|扩展|扩容|发展|上升|壮大|减少?|拓展)(?:到|至|为)"
    r"(?:了|目前的?|现在的?|如今的?|(?:今年|去年|\d{4}年)?(?:\d{1,2}月)?[底末初]?的?)?$"
)
# 分别为5家和8家: both are counted alike.
_JOINED = re.compile(r"[和与及]")
_COUNTED = re.compile(r"[个家户所处座支名]$")
_PROSE = re.compile(r"[。!?;…:,]\s*$|\t")


class Figure(NamedTuple):
    """A mention, its reading, and the stretch of text its period can come from.

    All stretches are cut where they reach too far from the figure.  ``lead`` are the
    words of its sentence since the figure before it, ``before`` the index of that
    figure if it stands in the same sentence, ``part`` the start of the part of the
    sentence it stands in (parts end at semicolons).
    """

    mention: Mention
    reading: Reading
    sentence: Span
    paragraph: Span
    clause: Span
    lead: Span
    part: int
    before: int | None
    is_heading: bool
    is_stock: bool
    is_flow: bool
    is_total: bool

    @property
    def is_counted(self) -> bool:
        """Tell whether the figure counts bodies, of which there are so many at a time."""
        return _COUNTED.search(self.mention.unit) is not None

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
        if mention.why is not None or reading is None or reading.is_silent:
            continue
        figure = _figure(scope, mention, reading, before)
        if before and _JOINED.fullmatch(figure.lead.of(scope.text)):
            figure = figure._replace(is_stock=figures[before.index].is_stock)
        figures[mention.index] = figure
        before = mention
    return figures


def _figure(scope: Scope, mention: Mention, reading: Reading, before: Mention | None) -> Figure:
    start = mention.span.start
    paragraph = scope.layout.paragraph_at(start)
    sentence = _clipped(scope.layout.sentence_at(start), start, _SENTENCE_REACH)
    is_near = before is not None and before.span.end > sentence.start
    lead = Span(before.span.end if before and is_near else sentence.start, start)
    lead = _clipped(lead, start, _LEAD_REACH)
    words, name = lead.of(scope.text), reading.indicator.best or ""
    clause = _clipped(scope.layout.clause_at(start), start, _LEAD_REACH)
    rest = scope.text[mention.span.end : clause.end]
    said = scope.text[clause.start : start]
    own = scope.text[max(lead.start, clause.start) : start]
    is_flowing = is_flow(name, words[-24:])
    part = scope.text.rfind(";", sentence.start, start) + 1 or sentence.start
    return Figure(
        mention,
        reading,
        sentence,
        _clipped(paragraph, start, _PARAGRAPH_REACH),
        clause,
        lead,
        part,
        before.index if before and is_near else None,
        is_heading=is_heading(scope.text, paragraph),
        is_stock=(is_stock(name, own[-24:], rest) and not is_acted_on(said))
        or (is_near and is_sum(name, words[-24:]) and not scope.between(clause.start, start))
        or (is_near and not is_flowing and _is_grown_to(mention, words)),
        is_flow=is_flowing,
        is_total=is_total(words[-24:]),
    )


def _is_grown_to(mention: Mention, words: str) -> bool:
    """Tell whether a count is what an earlier count has become: 由3个增加到9个."""
    is_short = len(words) <= len("扩大到了今年12月底的")
    return is_short and bool(_COUNTED.search(mention.unit) and _GROWN_TO.search(words))


def _clipped(span: Span, place: int, reach: int) -> Span:
    start, end = max(span.start, place - reach), max(place, min(span.end, place + reach))
    return span if (start, end) == (span.start, span.end) else Span(start, end)


def is_heading(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph is short and does not end like a sentence."""
    line = paragraph.of(text)
    return len(line) <= _HEADING_CHARS and not _PROSE.search(line)


def applied(time: TimeExpression, figure: Figure, scope: Scope) -> str:
    """Return a time's period as it applies to a figure.

    A stock of 全年 or 去年 stands at the last day, one of a written year at that year.
    """
    period, words = time.period or "", time.span.of(scope.text)
    is_whole_year = time.grain is Grain.YEAR and (time.is_relative or "全年" in words)
    if figure.is_stock and is_whole_year:
        return at_end(period, figure, scope)
    return fitted(period, figure, scope, is_since=time.is_since)


def at_end(period: str, figure: Figure, scope: Scope) -> str:
    """Return a governing period as ``fitted`` does, the last day of a year that is over."""
    if figure.is_stock and _is_over(period, scope.reference):
        return f"@{last_day(period)}"
    return fitted(period, figure, scope)


def _is_over(period: str, reference: Reference | None) -> bool:
    is_year = len(period) == len("2024")
    return is_year and (reference is None or int(period) < reference.year)


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
