"""A stretch of whole sentences that is asked about in one request."""

from dataclasses import dataclass

from pipeline.spans import Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences ``span`` of a clean text, and the numbers in them to be explained.

    ``index`` counts the chunks of a document from 0.  ``mentions`` are the indices of
    the ledger's mentions that the model is asked about, in order; mentions that show
    by themselves that they are no statistic are not asked about.  ``context`` is what
    a reader needs to know beforehand: title, place, publication date, section
    heading, the period in force.
    """

    index: int
    span: Span
    context: tuple[tuple[str, str], ...]
    mentions: tuple[int, ...]
