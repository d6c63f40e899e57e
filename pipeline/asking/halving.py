"""A chunk that was too much for the model in, two smaller ones out."""

from dataclasses import replace

from pipeline.asking.chunk import Chunk
from pipeline.asking.contexts import build_context
from pipeline.numbers.ledger import Ledger
from pipeline.spans import Span


def halve(chunk: Chunk, ledger: Ledger) -> tuple[Chunk, ...]:
    """Return chunks that ask about the same mentions in less text, or in two requests.

    Several mentions are dealt out to two halves, each with the sentences around its own;
    one mention keeps its sentence alone.  Nothing is returned where that is no less.
    """
    if len(chunk.mentions) < 2:
        alone = _around(chunk, ledger, chunk.mentions)
        return () if alone.span == chunk.span else (alone,)
    middle = (len(chunk.mentions) + 1) // 2
    parts = chunk.mentions[:middle], chunk.mentions[middle:]
    return tuple(_around(chunk, ledger, part) for part in parts)


def _around(chunk: Chunk, ledger: Ledger, mentions: tuple[int, ...]) -> Chunk:
    first, last = (ledger.mentions[index].span.start for index in (mentions[0], mentions[-1]))
    start = max(chunk.span.start, ledger.layout.sentence_at(first).start)
    end = min(chunk.span.end, ledger.layout.sentence_at(last).end)
    span = Span(start, end)
    return replace(chunk, span=span, context=build_context(ledger, span), mentions=mentions)
