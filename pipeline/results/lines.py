"""The records of one document in, the objects of its exported lines out."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pipeline.disputing.decisions import Decision
from pipeline.disputing.disputes import build_disputes
from pipeline.proving.checking import checks_by_field
from pipeline.proving.fact import Claim, Fact, Field, Finding, Reask
from pipeline.proving.scoring import score_proof
from pipeline.results.extra_lines import extra_line
from pipeline.results.records import DocumentRecord, RunInfo

Line = dict[str, Any]

# Characters that JSON allows in a string but that break lines or cannot be encoded.
_UNSAFE = re.compile("[\x7f\x85\u2028\u2029\ud800-\udfff]")


def as_text(line: Line, *, indent: int | None = None) -> str:
    r"""Return a line of JSON with its line end, keys in the order given.

    >>> as_text({"quote": "396件", "said": "a\u2028b"})
    '{"quote": "396件", "said": "a\\u2028b"}\n'
    """
    text = json.dumps(line, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def plain(value: Decimal) -> str:
    """Return the digits of an amount, never with an exponent.

    >>> plain(Decimal("1.079E+9")), plain(Decimal("12.50"))
    ('1079000000', '12.50')
    """
    return format(value, "f")


def shortest(value: Decimal) -> str:
    """Return the digits of a computed amount, without the zeros that arithmetic left.

    >>> shortest(Decimal("1079000000.00")), shortest(Decimal("120")), shortest(Decimal("0.50"))
    ('1079000000', '120', '0.5')
    """
    digits = plain(value)
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) or "0"


def fact_lines(record: DocumentRecord, info: RunInfo) -> Iterator[Line]:
    """Yield one object for each fact of a document, in document order."""
    doc, proof = record.document.name, record.proof
    findings, scores, checked = (
        _by_mention(record),
        score_proof(proof),
        checks_by_field(proof.looks),
    )
    for fact in proof.facts:
        yield {
            "doc": doc,
            "start": fact.span.start,
            "end": fact.span.end,
            "quote": fact.quote,
            "value": plain(fact.value),
            "unit": fact.unit,
            "base_value": shortest(fact.base_value),
            "base_unit": fact.base_unit,
            "bound": fact.bound,
            "kind": fact.kind,
            "indicator": fact.indicator,
            "indicator_id": fact.indicator_id,
            "region": fact.region,
            "region_code": fact.region_code,
            "period": fact.period,
            "compared_with": fact.compared_with,
            "status": proof.statuses[fact.mention],
            "score": scores[fact.mention],
            "findings": [finding_line(each) for each in findings.get(fact.mention, ())],
            "evidence": {"start": fact.evidence.start, "end": fact.evidence.end},
            "model": info.model,
            "prompt": info.prompt,
            "schema": info.schema,
            "voices": _by_field(fact.voices),
            "checked": _by_field(checked.get(fact.mention, {})),
        } | ({"extra": extra_line(record.extras, fact.mention, info.extra)} if info.extra else {})


def ruling_line(decision: Decision) -> Line:
    """Return what a decision says of a number, who made it, and when."""
    return {
        "quote": decision.quote,
        "field": decision.field,
        "ruling": decision.ruling,
        "value": decision.value,
        "who": decision.who,
        "when": decision.when,
    }


def ledger_lines(record: DocumentRecord) -> Iterator[Line]:
    """Yield one object for each mention of a document, whatever became of it."""
    findings = _by_mention(record)
    for mention, row in zip(record.mentions, record.proof.rows, strict=True):
        yield {
            "doc": record.document.name,
            "start": mention.raw_span.start,
            "end": mention.raw_span.end,
            "quote": mention.quote,
            "value": plain(mention.value),
            "unit": mention.unit,
            "bound": mention.bound,
            "disposition": row.disposition,
            "why": row.why,
            "status": record.proof.statuses[row.mention],
            "is_damaged": mention.is_damaged,
            "findings": [finding_line(each) for each in findings.get(row.mention, ())],
            "voices": list(row.voices),
        }


def dispute_lines(record: DocumentRecord) -> Iterator[Line]:
    """Yield one object for each open dispute of a document, the likeliest error first."""
    for dispute in build_disputes(record.proof, record.mentions):
        yield {
            "doc": dispute.doc,
            "start": dispute.span.start,
            "end": dispute.span.end,
            "quote": dispute.quote,
            "score": dispute.score,
            "disposition": dispute.row.disposition,
            "why": dispute.row.why,
            "fields": list(dispute.fields),
            "fact": standing_line(dispute.fact) if dispute.fact else None,
            "claims": [claim_line(claim) for claim in dispute.claims],
            "findings": [finding_line(each) for each in dispute.findings],
        }


def standing_line(fact: Fact) -> Line:
    """Return what a fact says, without its place."""
    return {
        "value": plain(fact.value),
        "unit": fact.unit,
        "kind": fact.kind,
        "indicator": fact.indicator,
        "region": fact.region,
        "period": fact.period,
    }


def claim_line(claim: Claim) -> Line:
    """Return what a model said about a number, as it was understood."""
    return {
        "model": claim.model,
        "is_statistic": claim.is_statistic,
        "echo": claim.echo,
        "kind": claim.kind,
        "indicator": claim.indicator,
        "region": claim.region,
        "period": claim.period,
        "why": claim.why,
        "reask": _reask_line(claim.reask) if claim.reask else None,
    }


def _reask_line(reask: Reask) -> Line:
    return {
        "field": reask.field,
        "hint": reask.hint,
        "sample": reask.sample,
        "when": reask.when,
        "is_led": reask.is_led,
    }


def _by_mention(record: DocumentRecord) -> dict[int, list[Finding]]:
    findings: dict[int, list[Finding]] = {}
    for finding in record.proof.findings:
        findings.setdefault(finding.mention, []).append(finding)
    return findings


def finding_line(finding: Finding) -> Line:
    """Return what a check reports, with the places that speak against the number."""
    return {
        "check": finding.check,
        "field": finding.field,
        "message": finding.message,
        "others": [
            {"doc": place.doc, "start": place.span.start, "end": place.span.end}
            for place in finding.others
        ],
    }


def _by_field(named: Mapping[Field, tuple[str, ...]]) -> Line:
    return {field.value: list(named[field]) for field in Field if field in named}
