"""What a reader needs to know before a stretch of a document, from the document itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from pipeline.cleaning.clean_text import MarkKind
from pipeline.numbers.ledger import Ledger
from pipeline.numbers.table_rows import find_tables
from pipeline.spans import Span
from schemas.vocabulary import NonFact

TITLE = "标题"
PLACE = "地区"
PUBLISHED = "发布"
HEADING = "小标题"
PERIOD = "时间"
HEADER = "表头"

_MOST_CHARS = 60
_MOST_HEAD_ROWS = 3
_MOST_HEADER_CHARS = 240  # a column whose head is cut off has lost its meaning


def times_of(ledger: Ledger) -> tuple[Span, ...]:
    """Return where the document names a date or a period, in order."""
    return tuple(
        mention.span for mention in ledger.mentions if mention.why in (NonFact.DATE, NonFact.PERIOD)
    )


def build_context(
    ledger: Ledger, span: Span, times: Sequence[Span] | None = None
) -> tuple[tuple[str, str], ...]:
    """Return names and words of the context that holds before ``span``.

    ``times`` are ``times_of`` the ledger, where they are known already.

    In order: title, place, publication date, section heading, the last period named
    before in this section, the heads of the columns where ``span`` continues a table, those
    in several rows together.  What the document does not say is left out.
    """
    metadata = ledger.clean.metadata
    heading = _last_heading(ledger, span.start)
    known = times_of(ledger) if times is None else times
    period = _last_before(known, heading.end if heading else 0, span.start)
    found = (
        (TITLE, metadata.title),
        (PLACE, ledger.region),
        (PUBLISHED, metadata.published.isoformat() if metadata.published else None),
        (HEADING, heading.of(ledger.clean.text) if heading else None),
        (PERIOD, period.of(ledger.clean.text) if period else None),
        (HEADER, _table_header(ledger, span)),
    )
    return tuple(
        (name, " ".join(words.split())[: _MOST_HEADER_CHARS if name == HEADER else _MOST_CHARS])
        for name, words in found
        if words
    )


def _last_heading(ledger: Ledger, place: int) -> Span | None:
    marks = ledger.clean.marked(MarkKind.HEADING)
    before = bisect_left(marks, place, key=lambda mark: mark.span.start)
    return marks[before - 1].span if before else None


def _last_before(times: Sequence[Span], since: int, until: int) -> Span | None:
    before = bisect_left(times, until, key=lambda time: time.start) - 1
    return times[before] if before >= 0 and times[before].start >= since else None


def _table_header(ledger: Ledger, span: Span) -> str | None:
    for mark in ledger.clean.marked(MarkKind.TABLE):
        if mark.span.start < span.start < mark.span.end:
            rows = _heads_of_rows(mark.span.of(ledger.clean.text))
            at = bisect_right(rows, span.start - mark.span.start, key=lambda row: row[0]) - 1
            first = ledger.layout.paragraph_at(mark.span.start).of(ledger.clean.text)
            return (rows[at][1] if at >= 0 else "") or first
    return None


@lru_cache(8)  # a chunk for every cell or two asks for the heads of the same table
def _heads_of_rows(table: str) -> tuple[tuple[int, str], ...]:
    """Return where each row begins, and the heads of its columns one after the other.

    Where they cannot be told apart, because the rows above have other numbers of columns,
    these rows stand as they are.
    """
    found = []
    for each in find_tables(table):
        above: list[str] = []
        for row in each.rows:
            heads = "|".join(" ".join(words) for words in row.heads).strip("|")
            found.append((row.cells[0].start, heads or "/".join(above[-_MOST_HEAD_ROWS:])))
            if row.is_head:
                above.append("|".join(cell.text for cell in row.cells if cell.text))
    return tuple(found)
