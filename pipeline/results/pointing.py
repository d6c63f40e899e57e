"""What a person types to name a number of a run in, its document and mention out."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from difflib import get_close_matches

from pipeline.errors import UsageError
from pipeline.numbers.mention import Mention
from pipeline.results.settled import Settled, settled_document
from pipeline.results.store import Store
from pipeline.spans import Span

_TYPED = re.compile(r"(?P<doc>.*?):?(?P<start>\d+)(?:[-–](?P<end>\d+))?", re.DOTALL)

_NEAREST = 5
_MOST_DOCS = 8


def name_of(doc: str, span: Span) -> str:
    """Return what a mention is called: its document and its place in the raw text.

    >>> name_of("002_2bc2df268cbfd8ed", Span(1740, 1745))
    '002_2bc2df268cbfd8ed:1740-1745'
    """
    return f"{doc}:{span.start}-{span.end}"


def find_mention(store: Store, typed: str) -> tuple[Settled, int]:
    """Return the document and the index of the mention that ``typed`` names.

    That is the name of the document, or a beginning that only one document has, a colon,
    and the offsets of the mention as ``facts.jsonl`` has them; one offset in it is
    enough.  A name of no mention, or of several documents, raises UsageError that lists
    what there is nearby.
    """
    match = _TYPED.fullmatch(typed.strip())
    if match is None or (match["doc"] and ":" not in typed):
        raise UsageError(f"{typed!r}: names no number; write DOCUMENT:START-END, such as a:12-16")
    settled = settled_document(store, find_name(store.names(), match["doc"]))
    start, end = int(match["start"]), match["end"]
    for mention in settled.record.mentions:
        span = mention.raw_span
        is_whole = (span.start, str(span.end)) == (start, end)
        if is_whole or (end is None and span.start <= start < span.end):
            return settled, mention.index
    raise UsageError(_nothing_there(settled, typed, start))


def find_name(names: Sequence[str], typed: str) -> str:
    """Return the one of the documents' ``names`` that is ``typed`` or alone begins with it.

    >>> find_name(("000_77", "001_93"), "001")
    '001_93'
    """
    found = [name for name in names if name == typed] or [
        name for name in names if name.startswith(typed)
    ]
    if len(found) == 1:
        return found[0]
    what = f"several documents begin with {typed!r}" if found else f"no document {typed!r}"
    near = found or get_close_matches(typed, names, _MOST_DOCS, 0.4) or list(names)
    more = f" and {len(near) - _MOST_DOCS} more" if len(near) > _MOST_DOCS else ""
    raise UsageError(f"{what}; there are {', '.join(near[:_MOST_DOCS])}{more}")


def _nothing_there(settled: Settled, typed: str, start: int) -> str:
    record = settled.record
    starts = [mention.raw_span.start for mention in record.mentions]
    at = bisect_left(starts, start)
    around = record.mentions[max(0, at - _NEAREST // 2 - 1) : at + _NEAREST // 2]
    if not around:
        return f"{typed!r}: {record.document.name} has no numbers"
    near = "\n".join(f"  {_line(record.document.name, mention)}" for mention in around)
    return f"{typed!r}: no number stands there; nearby are\n{near}"


def _line(doc: str, mention: Mention) -> str:
    quote = " ".join(mention.quote.split())
    return f"{name_of(doc, mention.raw_span)}  {quote}"
