"""Records in, what a run cost and how complete it is out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.disputing.settling import Expired
from pipeline.proving.checking import CHECKS
from pipeline.proving.fact import Disposition, Status
from pipeline.results.lines import ruling_line
from pipeline.results.records import DocumentRecord, Outcome, RunInfo, Unreadable
from pipeline.results.settled import Settled
from pipeline.results.shares import Sent, Share, fact_statuses, share_of, spent_on
from pipeline.settings import Price

_TOKENS = ("prompt", "cached", "completion", "wasted")


@dataclass(slots=True)
class Tally:
    """Sums over the documents of a run, kept while they pass by.

    ``wasted`` are completion tokens of answers that could not be used, and tokens of
    reasoning.  A request that several documents share counts once.  ``asked_again``
    counts the answers to further questions about one field, whose tokens are not among
    them.  ``from_cache`` counts requests answered without sending anything; their tokens
    are not counted, because nothing was spent.  ``retries`` are the calls beyond one for
    each answer.  The seconds are sums over all requests.
    """

    documents: int = 0
    complete: int = 0
    chunks: Counter[str] = field(default_factory=Counter)
    dispositions: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)
    tokens: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)
    asked_again: int = 0
    calls: int = 0
    retries: int = 0
    from_cache: int = 0
    waited_s: float = 0.0
    busy_s: float = 0.0
    _seen: set[int] = field(default_factory=set, repr=False)

    def add_settled(self, settled: Settled) -> None:
        """Count one more document as it stands, and the decisions about it."""
        self.add(settled.record)
        self.count_decisions(settled)

    def count_decisions(self, settled: Settled | None) -> None:
        """Count the decisions about a document, of which there are none where it was not read."""
        if settled is not None:
            self.decisions.update(applied=len(settled.applied), expired=len(settled.expired))

    def add(self, record: DocumentRecord) -> None:
        """Count one more document."""
        self.add_share(share_of(record))

    def add_share(self, share: Share) -> None:
        """Count one more document by what it adds."""
        self.documents += 1
        self.complete += share.is_complete
        self.chunks.update(share.chunks)
        self.dispositions.update(share.dispositions)
        self.statuses.update(share.statuses)
        self.checks.update(share.checks)
        self.looks.update(share.looks)
        self.asked_again += share.asked_again
        for sent in share.sent:
            if self._is_new(sent):
                self._add_sent(sent)

    def _is_new(self, sent: Sent) -> bool:
        """Tell whether no other document has brought the same request along."""
        number = int(sent.key[:16] or "0", 16)
        if number in self._seen:
            return False
        if number:
            self._seen.add(number)
        return True

    @property
    def cached_share(self) -> float | None:
        """Return which share of the prompt tokens the server had ready, if any was sent."""
        sent = self.tokens["prompt"]
        return round(self.tokens["cached"] / sent, 3) if sent else None

    def _add_sent(self, sent: Sent) -> None:
        self.calls += sent.calls
        self.retries += sent.retries
        self.from_cache += sent.is_from_cache
        self.modes.update([sent.mode] if sent.mode else [])
        self.tokens.update(sent.tokens)
        self.waited_s += sent.waited_s
        self.busy_s += sent.busy_s


def tally(documents: Iterable[Settled]) -> Tally:
    """Count all documents as they stand."""
    counts = Tally()
    for settled in documents:
        counts.add_settled(settled)
    return counts


def run_line(info: RunInfo, counts: Tally, unreadable: tuple[Unreadable, ...]) -> dict[str, Any]:
    """Return the manifest of a run without its documents."""
    return {
        "version": info.version,
        "is_complete": not unreadable and counts.complete == counts.documents,
        "model": info.model,
        "prompt": {"name": info.prompt, "digest": info.prompt_digest},
        "schema": {"name": info.schema, "digest": info.schema_digest}
        | ({"extra": dict(info.extra)} if info.extra else {}),
        "settings": dict(sorted(info.settings.items())),
        "documents_read": counts.documents,
        "documents_complete": counts.complete,
        "documents_unreadable": len(unreadable),
        "chunks": {outcome.value: counts.chunks[outcome.value] for outcome in Outcome},
        "mentions": _dispositions(counts.dispositions),
        "statuses": {status.value: counts.statuses[status.value] for status in Status},
        "findings": dict(sorted(counts.checks.items())),
        "checked": {check.code: counts.looks[check.code] for check in CHECKS},
        "asked_again": counts.asked_again,
        "decisions": {name: counts.decisions[name] for name in ("made", "applied", "expired")},
        "tokens": {name: counts.tokens[name] for name in _TOKENS},
        "cached_share": counts.cached_share,
        "modes": dict(sorted(counts.modes.items())),
        "calls": counts.calls,
        "retries": counts.retries,
        "from_cache": counts.from_cache,
        "cost": cost_of(counts.tokens, info),
        "timings_s": _seconds(counts.waited_s, counts.busy_s)
        | dict(sorted(info.timings_s.items())),
    }


def cost_of(tokens: Counter[str], info: RunInfo) -> float | None:
    """Return what the tokens of a run cost, or nothing where its model has no price."""
    if not info.price:
        return None
    price = Price.model_validate(info.price)
    return round(price.cost(tokens["prompt"], tokens["cached"], tokens["completion"]), 6)


def _seconds(waited_s: float, busy_s: float) -> dict[str, float]:
    return {"busy": round(busy_s, 3), "waited": round(waited_s, 3)}


def document_line(settled: Settled) -> dict[str, Any]:
    """Return the entry of one document in the manifest; expired decisions say why."""
    record, document = settled.record, settled.record.document
    chunks = Counter(chunk.outcome.value for chunk in record.chunks)
    dispositions = Counter(row.disposition.value for row in record.proof.rows)
    statuses = Counter(fact_statuses(record))
    spent: Counter[str] = Counter()
    for chunk in record.chunks:
        spent.update(spent_on(chunk))
    return {
        "doc": document.name,
        "source": document.source,
        "digest": document.digest,
        "encoding": document.encoding,
        "encoding_origin": document.encoding_origin,
        "format": document.format.value,
        "is_complete": record.is_complete,
        "chunks": {name: chunks[name] for name in Outcome if chunks[name]},
        "modes": dict(sorted(Counter(chunk.mode for chunk in record.chunks if chunk.mode).items())),
        "errors": [chunk.error for chunk in record.chunks if chunk.error],
        "tokens": {name: spent[name] for name in _TOKENS},
        "calls": sum(chunk.calls for chunk in record.chunks),
        "retries": sum(max(0, chunk.calls - 1) for chunk in record.chunks),
        "timings_s": _seconds(
            sum(chunk.waited_s for chunk in record.chunks),
            sum(chunk.busy_s for chunk in record.chunks),
        ),
        "mentions": _dispositions(dispositions),
        "statuses": {name.value: statuses[name] for name in Status if statuses[name]},
        "decisions_applied": len(settled.applied),
        "decisions_expired": [_expired_line(each) for each in settled.expired],
    }


def unreadable_line(failure: Unreadable) -> dict[str, Any]:
    """Return the entry of a document that could not be read."""
    return {
        "doc": failure.name,
        "source": failure.source,
        "is_complete": False,
        "errors": [failure.error],
    }


def _expired_line(expired: Expired) -> dict[str, Any]:
    span = expired.decision.span
    said = {"start": span.start, "end": span.end} | ruling_line(expired.decision)
    return said | {"reason": expired.reason}


def _dispositions(counts: Counter[str]) -> dict[str, int]:
    return {"all": counts.total(), **{name.value: counts[name.value] for name in Disposition}}
