"""A store in, lists over all its documents out, without putting whole records together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, or_, select

from pipeline.proving.fact import Disposition, Status
from pipeline.results import tables
from pipeline.results.records import Outcome
from pipeline.results.store import Store
from schemas.vocabulary import Bound, Kind


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What a document is, without its text; ``failed`` counts chunks that were not answered."""

    name: str
    source: str
    digest: str
    title: str | None
    publisher: str | None
    published: date | None
    region: str | None
    failed: int
    error: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number as the machine proved it; the meaning is ``None`` where it is no fact.

    ``start`` and ``end`` are raw places.
    """

    doc: str
    mention: int
    start: int
    end: int
    quote: str
    value: Decimal
    unit: str
    base_value: Decimal | None
    base_unit: str | None
    bound: Bound
    kind: Kind | None
    indicator: str | None
    indicator_id: str | None
    region: str | None
    period: str | None
    status: Status
    disposition: Disposition


def document_heads(store: Store) -> tuple[DocumentHead, ...]:
    """Return the documents that were read, by name."""
    failures = _failures(store)
    columns = tables.documents.c
    names = ("doc", "source", "digest", "title", "publisher", "published", "region")
    rows = store.query(select(*(columns[name] for name in names)))
    found: Iterator[tuple[Any, ...]] = ((*row, *failures.get(row[0], (0, ""))) for row in rows)
    heads = (DocumentHead(*values) for values in found)
    return tuple(sorted(heads, key=lambda head: head.name))


def number_rows(store: Store) -> Iterator[NumberRow]:
    """Yield every fact and every disputed number of a run, in no particular order."""
    ledger, mentions, facts = tables.rows.c, tables.mentions.c, tables.facts.c
    meaning = (facts.kind, facts.indicator, facts.indicator_id, facts.region, facts.period)
    # Row and mention stand at the same place, which the database can find without a search.
    joined = tables.rows.join(
        tables.mentions, and_(ledger.doc == mentions.doc, ledger.place == mentions.place)
    ).outerjoin(tables.facts, and_(ledger.doc == facts.doc, ledger.mention == facts.mention))
    statement = (
        select(
            *(ledger.doc, ledger.mention, mentions.raw_span_start, mentions.raw_span_end),
            *(
                mentions.quote,
                func.coalesce(facts.value, mentions.value, type_=mentions.value.type),
            ),
            *(
                mentions.unit,
                facts.base_value,
                facts.base_unit,
                func.coalesce(facts.bound, mentions.bound, type_=mentions.bound.type),
                *meaning,
                ledger.status,
                ledger.disposition,
            ),
        )
        .select_from(joined)
        .where(or_(ledger.disposition == Disposition.FACT, ledger.status == Status.DISPUTED))
    )
    return (NumberRow(*row) for row in store.query(statement))


def costs(store: Store) -> Mapping[str, int]:
    """Return what the run asked: chunks by outcome, requests, tokens spent, answers from disk."""
    chunks = tables.chunks.c
    outcomes = select(chunks.outcome, func.count()).group_by(chunks.outcome)
    found = {outcome.value: count for outcome, count in store.query(outcomes)}
    spent = {"calls": chunks.calls, "prompt": chunks.prompt_tokens, "cached": chunks.cached_tokens}
    spent["completion"] = chunks.completion_tokens
    sums = select(*map(func.sum, spent.values())).where(chunks.is_from_cache.is_(False))
    for row in store.query(sums):
        found |= {name: value or 0 for name, value in zip(spent, row, strict=True)}
    for (count,) in store.query(select(func.count()).where(chunks.is_from_cache)):
        found["from_cache"] = count
    return {outcome.value: 0 for outcome in Outcome} | found


@dataclass(frozen=True, slots=True)
class Newest:
    """The places of the newest decision and of the newest answer to a second question, or 0."""

    decision: int = 0
    answer: int = 0

    def but_for_decisions(self, now: "Newest") -> "Newest":
        """Return what was seen if every decision up to ``now`` had been."""
        return replace(self, decision=now.decision)


def newest(store: Store) -> Newest:
    """Return how far people's decisions and second questions have come."""
    logs = (tables.decisions.c.place, tables.reasked.c.place)
    places = (select(func.max(place)).scalar_subquery() for place in logs)
    row = next(iter(store.query(select(*places))))
    return Newest(*(place or 0 for place in row))


def touched_since(store: Store, seen: Newest) -> frozenset[tuple[str, str]]:
    """Return name and digest of every document decided on or asked about again after ``seen``."""
    logs = ((tables.decisions.c, seen.decision), (tables.reasked.c, seen.answer))
    statements = (
        select(log.doc, log.document_id).where(log.place > place).distinct() for log, place in logs
    )
    return frozenset(
        (doc, digest) for statement in statements for doc, digest in store.query(statement)
    )


def claim_count(store: Store, name: str) -> int:
    """Return how many claims were made about a document, those of second questions too."""
    claims = tables.claims.c
    counted = select(func.count()).where(claims.doc == name)
    return int(next(count for (count,) in store.query(counted)))


def _failures(store: Store) -> dict[str, tuple[int, str]]:
    chunks = tables.chunks.c
    statement = select(chunks.doc, chunks.error).where(
        chunks.outcome.not_in((Outcome.DONE, Outcome.EMPTY))
    )
    found: dict[str, tuple[int, str]] = {}
    for doc, said in store.query(statement):
        count, error = found.get(doc, (0, ""))
        found[doc] = (count + 1, error or said)
    return found
