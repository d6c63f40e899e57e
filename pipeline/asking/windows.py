"""A sentence too long to be shown and some of its numbers in, the part around them out."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.numbers.ledger import Ledger
from pipeline.spans import Span


def window(ledger: Ledger, span: Span, mentions: Sequence[int], most_chars: int) -> Span:
    """Return the part of ``span`` of at most ``most_chars`` around the mentions.

    It begins and ends between clauses where there are any, and never inside a number.  A
    span that is short enough, or has no mentions, is returned whole.
    """
    if len(span) <= most_chars or not mentions:
        return span
    first, last = (ledger.mentions[index].span for index in (mentions[0], mentions[-1]))
    beside = max(0, most_chars - (last.end - first.start)) // 2
    start = _whole_from(ledger, max(span.start, first.start - beside), first.start)
    end = _whole_until(ledger, min(span.end, last.end + beside), last.end)
    return Span(start, end)


def near_each_other(
    ledger: Ledger, span: Span, mentions: tuple[int, ...], most_chars: int
) -> Iterator[tuple[int, ...]]:
    """Yield the mentions in groups that stand within half of ``most_chars``, in order.

    Those of a span that is short enough are one group.
    """
    if len(span) <= most_chars:
        yield mentions
        return
    group: list[int] = []
    for index in mentions:
        reach = ledger.mentions[index].span.end
        if group and reach - ledger.mentions[group[0]].span.start > most_chars // 2:
            yield tuple(group)
            group = []
        group.append(index)
    yield tuple(group)


def _whole_from(ledger: Ledger, place: int, limit: int) -> int:
    """Return where the first whole clause from ``place`` on begins, if that is before ``limit``."""
    clause = ledger.layout.clause_at(place)
    if clause.start == place or limit <= place:
        return min(place, limit)
    cut = _number_at(ledger, place)
    return clause.end if clause.end <= limit else cut.end if cut else place


def _whole_until(ledger: Ledger, place: int, limit: int) -> int:
    """Return where the last whole clause up to ``place`` ends, if that is after ``limit``."""
    clause = ledger.layout.clause_at(place - 1)
    if clause.end == place or place <= limit:
        return max(place, limit)
    cut = _number_at(ledger, place)
    return clause.start if clause.start >= limit else cut.start if cut else place


def _number_at(ledger: Ledger, place: int) -> Span | None:
    """Return the number that a cut at ``place`` would go through, if there is one."""
    before = bisect_left(ledger.mentions, place, key=lambda mention: mention.span.start) - 1
    span = ledger.mentions[before].span if before >= 0 else None
    return span if span is not None and place < span.end else None
