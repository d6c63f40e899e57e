"""A settled document in, the rows of the exported tables out, cells as plain values."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.disputing.decisions import Decision
from pipeline.proving.fact import Disposition, Status
from pipeline.results.extra_lines import extra_cells
from pipeline.results.lines import Line, dispute_lines, fact_lines, ledger_lines
from pipeline.results.pointing import name_of
from pipeline.results.records import RunInfo, Unreadable
from pipeline.results.row_state import STATE, state_of
from pipeline.results.sentences import sentence_at
from pipeline.results.settled import Settled
from pipeline.spans import Span

Cell = str | int | Decimal | bool | None
Row = dict[str, Cell]


def fact_rows(settled: Settled, info: RunInfo) -> Iterator[Row]:
    """Yield the row of each fact of a document, in document order."""
    last = _last_decisions(settled)
    for line in fact_lines(settled.record, info):
        span = Span(line["start"], line["end"])
        plain = {name: cell for name, cell in line.items() if not isinstance(cell, (dict, list))}
        yield _stated(
            plain
            | _common(settled, span, last)
            | {
                "value": Decimal(line["value"]),
                "base_value": Decimal(line["base_value"]),
                "findings": _findings(line),
                "score": _score(line),
                "voices": _by_field(line["voices"]),
                "checked": _by_field(line["checked"]),
                "evidence_start": line["evidence"]["start"],
                "evidence_end": line["evidence"]["end"],
            }
        ) | extra_cells(line.get("extra", {}))


def nonfact_rows(settled: Settled) -> Iterator[Row]:
    """Yield the row of each number of a document that is no fact, in document order."""
    last = _last_decisions(settled)
    for line in ledger_lines(settled.record):
        if line["disposition"] != Disposition.FACT:
            span = Span(line["start"], line["end"])
            kept = ("doc", "start", "end", "quote", "status", "disposition")
            yield _stated(
                {name: line[name] for name in kept}
                | _common(settled, span, last)
                | {
                    "reason": line["why"],
                    "findings": _findings(line),
                    "voices": ", ".join(line["voices"]),
                }
            )


def dispute_rows(settled: Settled) -> Iterator[Row]:
    """Yield the row of each dispute of a document, the likeliest error first."""
    for line in dispute_lines(settled.record):
        span = Span(line["start"], line["end"])
        yield {
            "score": _score(line),
            "id": name_of(line["doc"], span),
            "quote": line["quote"],
            "fields": ", ".join(line["fields"]),
            "stands": _said(line["fact"]) if line["fact"] else line["disposition"],
            "claims": "; ".join(_said(claim | {"reask": None}) for claim in line["claims"]),
            "findings": _findings(line),
            "sentence": _sentence(settled, span),
        }


def finding_rows(settled: Settled) -> Iterator[Row]:
    """Yield a row for each finding on a document, in document order."""
    for line in ledger_lines(settled.record):
        for each in line["findings"]:
            others = (name_of(o["doc"], Span(o["start"], o["end"])) for o in each["others"])
            yield {
                "id": name_of(line["doc"], Span(line["start"], line["end"])),
                "quote": line["quote"],
                "check": each["check"],
                "field": each["field"],
                "message": each["message"],
                "others": ", ".join(others),
                "status": line["status"],
            }


def document_row(settled: Settled) -> Row:
    """Return the row of one document."""
    record, document, metadata = settled.record, settled.record.document, settled.record.metadata
    dispositions = Counter(row.disposition for row in record.proof.rows)
    statuses = Counter(record.proof.statuses[fact.mention] for fact in record.proof.facts)
    return {
        "doc": document.name,
        "source": document.source,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "published": metadata.published.isoformat() if metadata.published else None,
        "region": record.region,
        "is_complete": record.is_complete,
        "numbers": len(record.mentions),
        **{each: dispositions[each] for each in Disposition},
        **{each: statuses[each] for each in Status},
        "decisions_expired": "; ".join(_expired(settled)) or None,
        "error": "; ".join(chunk.error for chunk in record.chunks if chunk.error) or None,
        "digest": document.digest,
        "encoding": document.encoding,
    }


def unreadable_row(failure: Unreadable) -> Row:
    """Return the row of a document that could not be read."""
    return {
        "doc": failure.name,
        "source": failure.source,
        "is_complete": False,
        "error": failure.error,
    }


def _stated(row: Row) -> Row:
    return row | {STATE: state_of(row)}


def _common(settled: Settled, span: Span, last: Mapping[Span, Decision]) -> Row:
    """Return the cells that every number has: its name, its sentence, its last decision."""
    decision = last.get(span)
    return {
        "id": name_of(settled.record.document.name, span),
        "sentence": _sentence(settled, span),
        "decision": None,
        "why": None,
        "decided_by": decision.who if decision else None,
        "decided_at": decision.when if decision else None,
    }


def _last_decisions(settled: Settled) -> dict[Span, Decision]:
    digest = settled.record.document.digest
    return {each.span: each for each in settled.decisions if each.document_id == digest}


def _sentence(settled: Settled, span: Span) -> str:
    raw = settled.record.document.raw
    return sentence_at(raw, span).of(raw).strip()


def _score(line: Line) -> Decimal:
    return Decimal(f"{line['score']:.4f}")


def _by_field(named: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{field}: {', '.join(names)}" for field, names in named.items())


def _findings(line: Line) -> str | None:
    return "; ".join(f"{each['check']}: {each['message']}" for each in line["findings"]) or None


def _said(said: Mapping[str, Any]) -> str:
    parts: Sequence[str] = [f"{name} {said[name]}" for name in said if said[name] not in (None, "")]
    return ", ".join(parts)


def _expired(settled: Settled) -> Iterator[str]:
    for each in settled.expired:
        yield f"{each.decision.who} on {each.decision.quote}: {each.reason}"
