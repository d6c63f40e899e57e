"""A document in, its numbers as the register has them out."""

from pipeline.proving.fact import Status
from pipeline.results.browsing import NumberRow
from pipeline.results.records import DocumentRecord

# A number that is no fact is of interest only while somebody disputes or has settled it.
_QUIET = (Status.VERIFIED, Status.UNVERIFIED)


def numbers_of(record: DocumentRecord) -> list[NumberRow]:
    """Return the facts of a document, and what else is disputed or was settled in it."""
    facts = {fact.mention: fact for fact in record.proof.facts}
    rows = []
    for mention, row in zip(record.mentions, record.proof.rows, strict=True):
        fact, status = facts.get(mention.index), record.proof.statuses[mention.index]
        if fact is None and status in _QUIET:
            continue
        rows.append(
            NumberRow(
                record.document.name,
                mention.index,
                mention.raw_span.start,
                mention.raw_span.end,
                mention.quote,
                fact.value if fact else mention.value,
                fact.unit if fact else mention.unit,
                fact.base_value if fact else None,
                fact.base_unit if fact else None,
                fact.bound if fact else mention.bound,
                fact.kind if fact else None,
                fact.indicator if fact else None,
                fact.indicator_id if fact else None,
                fact.region if fact else None,
                fact.period if fact else None,
                status,
                row.disposition,
            )
        )
    return rows
