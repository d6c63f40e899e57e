"""A document in, what it adds to the sums of a run out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.results.records import ChunkRecord, DocumentRecord, Outcome

_WASTED = (Outcome.FAILED, Outcome.TRUNCATED)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one request took, and the digest by which documents that share it know it."""

    key: str
    calls: int
    is_from_cache: bool
    mode: str
    tokens: Mapping[str, int]
    waited_s: float
    busy_s: float

    @property
    def retries(self) -> int:
        """Return how many calls were more than the one that every answer takes."""
        return max(0, self.calls - 1)


@dataclass(frozen=True, slots=True)
class Share:
    """What one document adds to the sums of a run."""

    is_complete: bool
    chunks: Mapping[str, int]
    dispositions: Mapping[str, int]
    statuses: Mapping[str, int]
    checks: Mapping[str, int]
    looks: Mapping[str, int]
    asked_again: int
    sent: tuple[Sent, ...]


def share_of(record: DocumentRecord) -> Share:
    """Return what ``record`` adds to the sums of a run."""
    proof = record.proof
    return Share(
        is_complete=record.is_complete,
        chunks=Counter(chunk.outcome.value for chunk in record.chunks),
        dispositions=Counter(row.disposition.value for row in proof.rows),
        statuses=Counter(fact_statuses(record)),
        checks=Counter(finding.check for finding in proof.findings),
        looks=Counter(look.check for look in proof.looks),
        asked_again=sum(claim.reask is not None for claim in proof.claims),
        sent=tuple(
            Sent(
                key=chunk.request_key,
                calls=chunk.calls,
                is_from_cache=chunk.is_from_cache,
                mode=chunk.mode,
                tokens=spent_on(chunk),
                waited_s=chunk.waited_s,
                busy_s=chunk.busy_s,
            )
            for chunk in record.chunks
        ),
    )


def spent_on(chunk: ChunkRecord) -> dict[str, int]:
    """Return the tokens spent on one request, earlier answers to it included."""
    usage, before = chunk.usage, chunk.wasted_tokens
    if chunk.is_from_cache:
        return {"completion": before, "wasted": before}
    wasted = usage.completion_tokens if chunk.outcome in _WASTED else usage.reasoning_tokens
    return {
        "prompt": usage.prompt_tokens,
        "cached": usage.cached_tokens,
        "completion": usage.completion_tokens + before,
        "wasted": wasted + before,
    }


def fact_statuses(record: DocumentRecord) -> Iterator[str]:
    """Yield the status of each fact."""
    return (record.proof.statuses[fact.mention].value for fact in record.proof.facts)
