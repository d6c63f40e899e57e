"""Ledger in, chunks of whole sentences out, each small enough to ask about at once."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.asking.chunk import Chunk
from pipeline.asking.contexts import build_context, times_of
from pipeline.asking.strategies import TOKENS_PER_CHAR
from pipeline.asking.windows import near_each_other, window
from pipeline.cleaning.clean_text import MarkKind
from pipeline.numbers.ledger import Ledger
from pipeline.spans import Span

MAX_MENTIONS = 8

# A sentence longer than any that people write: a table without line ends, a page without
# full stops.  Of such a one only what is around the numbers is shown.
LONGEST_CHARS = 1200

_BREAKS = (MarkKind.HEADING, MarkKind.TITLE)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Adjoining sentences of one section, and the mentions to ask about in them."""

    span: Span
    mentions: tuple[int, ...]
    section: int


def estimate_tokens(text: str, tokens_per_char: float = TOKENS_PER_CHAR) -> int:
    """Return how many tokens ``text`` takes at most, with the usual tokenizers if not told.

    >>> estimate_tokens("专利授权396件")
    6
    """
    return math.ceil(tokens_per_char * len(text))


def split(
    ledger: Ledger,
    *,
    max_tokens: int,
    max_mentions: int = MAX_MENTIONS,
    tokens_per_char: float = TOKENS_PER_CHAR,
    longest_chars: int | None = None,
) -> tuple[Chunk, ...]:
    """Return chunks that cover every sentence and ask about every mention once.

    A mention that shows by itself that it is no statistic is not asked about.  A
    chunk never crosses a section heading and has at most ``max_tokens`` estimated
    tokens (``tokens_per_char`` for each character), unless it is a single sentence:
    sentences are not cut, but for those of more than ``longest_chars`` (1,200 if not told,
    or what ``max_tokens`` allows): of them a window around the numbers is shown.  One with
    more than ``max_mentions`` mentions comes several times, with the next of them each
    time.  Chunks without mentions are empty: there is nothing to ask.
    """
    if max_mentions < 1:
        raise ValueError(f"max_mentions = {max_mentions}: a chunk needs room for one")
    max_chars = math.floor(max_tokens / tokens_per_char)
    longest = longest_chars or max(LONGEST_CHARS, max_chars)
    parts = [
        (window(ledger, stretch.span, mentions, longest), mentions)
        for stretch in _joined(_with_lead_ins(ledger, max_chars), max_chars, max_mentions)
        for near in near_each_other(ledger, stretch.span, stretch.mentions, longest)
        for mentions in _dealt(near, max_mentions)
    ]
    times = times_of(ledger)
    return tuple(
        Chunk(index, span, build_context(ledger, span, times), mentions)
        for index, (span, mentions) in enumerate(parts)
    )


def _sentences(ledger: Ledger) -> list[_Stretch]:
    asked = [mention for mention in ledger.mentions if mention.why is None]
    starts = [mention.span.start for mention in asked]
    breaks = sorted(mark.span.start for kind in _BREAKS for mark in ledger.clean.marked(kind))
    found = []
    for span in ledger.layout.sentences:
        held = asked[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        indices = tuple(mention.index for mention in held)
        found.append(_Stretch(span, indices, bisect_right(breaks, span.start)))
    return found


def _with_lead_ins(ledger: Ledger, max_chars: int) -> list[_Stretch]:
    """Join a sentence without numbers to the next one, which leans on it."""
    led: list[_Stretch] = []
    for sentence in _sentences(ledger):
        before = led[-1] if led else sentence
        leans = bool(sentence.mentions and not before.mentions) and _same_paragraph(
            ledger, before.span, sentence.span
        )
        if leans and _chars(before, sentence) <= max_chars:
            led[-1] = _together(before, sentence)
        else:
            led.append(sentence)
    return led


def _same_paragraph(ledger: Ledger, before: Span, after: Span) -> bool:
    return ledger.layout.paragraph_at(before.start).holds(after)


def _joined(stretches: list[_Stretch], max_chars: int, max_mentions: int) -> list[_Stretch]:
    joined: list[_Stretch] = []
    for stretch in stretches:
        if joined and _fits(joined[-1], stretch, max_chars, max_mentions):
            joined[-1] = _together(joined[-1], stretch)
        else:
            joined.append(stretch)
    return joined


def _fits(before: _Stretch, after: _Stretch, max_chars: int, max_mentions: int) -> bool:
    return (
        before.section == after.section
        and bool(before.mentions) == bool(after.mentions)
        and len(before.mentions) + len(after.mentions) <= max_mentions
        and _chars(before, after) <= max_chars
    )


def _together(before: _Stretch, after: _Stretch) -> _Stretch:
    span = Span(before.span.start, after.span.end)
    return _Stretch(span, before.mentions + after.mentions, before.section)


def _chars(before: _Stretch, after: _Stretch) -> int:
    return after.span.end - before.span.start


def _dealt(mentions: tuple[int, ...], most: int) -> Iterator[tuple[int, ...]]:
    """Yield the mentions in parts of about equal size, at most ``most`` each."""
    count = max(1, math.ceil(len(mentions) / most))
    size = math.ceil(len(mentions) / count)
    for part in range(count):
        yield mentions[part * size : (part + 1) * size]
