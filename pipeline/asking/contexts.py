"""What a reader needs to know before a stretch of a document, from the document itself."""

from bisect import bisect_left

from pipeline.cleaning.clean_text import MarkKind
from pipeline.numbers.ledger import Ledger
from pipeline.spans import Span
from schemas.vocabulary import NonFact

TITLE = "标题"
PLACE = "地区"
PUBLISHED = "发布"
HEADING = "小标题"
PERIOD = "时间"
HEADER = "表头"

_MOST_CHARS = 60


def build_context(ledger: Ledger, span: Span) -> tuple[tuple[str, str], ...]:
    """Return names and words of the context that holds before ``span``.

    In order: title, place, publication date, section heading, the last period named
    before in this section, the header of a table that ``span`` continues.  What the
    document does not say is left out.
    """
    metadata = ledger.clean.metadata
    heading = _last_heading(ledger, span.start)
    found = (
        (TITLE, metadata.title),
        (PLACE, ledger.region),
        (PUBLISHED, metadata.published.isoformat() if metadata.published else None),
        (HEADING, heading.of(ledger.clean.text) if heading else None),
        (PERIOD, _period_in_force(ledger, heading.end if heading else 0, span.start)),
        (HEADER, _table_header(ledger, span)),
    )
    return tuple((name, " ".join(words.split())[:_MOST_CHARS]) for name, words in found if words)


def _last_heading(ledger: Ledger, place: int) -> Span | None:
    marks = ledger.clean.marked(MarkKind.HEADING)
    before = bisect_left(marks, place, key=lambda mark: mark.span.start)
    return marks[before - 1].span if before else None


def _period_in_force(ledger: Ledger, since: int, until: int) -> str | None:
    mentions = ledger.mentions
    at = bisect_left(mentions, until, key=lambda mention: mention.span.start)
    for mention in reversed(mentions[:at]):
        if mention.span.start < since:
            return None
        if mention.why in (NonFact.DATE, NonFact.PERIOD):
            return mention.span.of(ledger.clean.text)
    return None


def _table_header(ledger: Ledger, span: Span) -> str | None:
    for mark in ledger.clean.marked(MarkKind.TABLE):
        if mark.span.start < span.start < mark.span.end:
            return ledger.layout.paragraph_at(mark.span.start).of(ledger.clean.text)
    return None
