"""Texts with their numbers in brackets, so that tests can say what each number means.

``[396件]`` is a plain value, ``[25.71%|growth]`` has a kind, ``[60件|value|有效专利]`` an
indicator as well, ``[2022年|!]`` is no statistic.  A growth, share, change or rank has
the value before it as its level.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.cleaning.clean_text import CleanText, Mark, Metadata
from pipeline.numbers.layout import Layout, find_layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Guess, Reading
from pipeline.spans import Span
from schemas.vocabulary import Bound, Kind, NonFact

_MARKED = re.compile(r"\[(?P<quote>[^\[\]|]+)(?:\|(?P<kind>[a-z_!]+))?(?:\|(?P<name>[^\[\]]+))?\]")
_AMOUNT = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>\D*)$")
_FOLLOWERS = ("growth", "share", "change", "rank", "multiple", "point_change")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, its mentions and what each of them means."""

    clean: CleanText
    layout: Layout
    mentions: tuple[Mention, ...]
    readings: tuple[Reading | None, ...]


def marked(text: str, published: date | None = None, marks: tuple[Mark, ...] = ()) -> Marked:
    """Read a text with bracketed numbers; the brackets are not part of the text."""
    plain, spans, parts = _unmarked(text)
    clean = clean_text(plain, published, marks)
    mentions: list[Mention] = []
    readings: list[Reading | None] = []
    level: int | None = None
    for span, part in zip(spans, parts, strict=True):
        index, kind = len(mentions), part["kind"] or "value"
        amount = _AMOUNT.search(part["quote"])
        value, unit = (amount["digits"], amount["unit"]) if amount else ("0", "")
        why = NonFact.DATE if kind == "!" else None
        number = Decimal(value.replace(",", ""))
        mentions.append(Mention(index, span, span, part["quote"], number, unit, Bound.EXACT, why))
        followed = level if kind in _FOLLOWERS else None
        name = Guess((part["name"],)) if part["name"] else Guess()
        is_read = why is None
        guess = Guess((Kind(kind).value,)) if is_read else Guess()
        readings.append(Reading(index, guess, name, level=followed) if is_read else None)
        level = index if kind in ("value", "share", "duration") else level
    return Marked(clean, find_layout(plain), tuple(mentions), tuple(readings))


def clean_text(text: str, published: date | None = None, marks: tuple[Mark, ...] = ()) -> CleanText:
    """Return a text as clean text that is its own raw text."""
    starts, ends = range(len(text)), range(1, len(text) + 1)
    return CleanText(text, text, starts, ends, marks, Metadata(published=published), False, ())


def _unmarked(text: str) -> tuple[str, list[Span], list[re.Match[str]]]:
    plain, at = "", 0
    spans: list[Span] = []
    parts = list(_MARKED.finditer(text))
    for part in parts:
        plain += text[at : part.start()]
        spans.append(Span(len(plain), len(plain) + len(part["quote"])))
        plain += part["quote"]
        at = part.end()
    return plain + text[at:], spans, parts
