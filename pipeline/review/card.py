"""One number of a document in, all that is shown of it when it is decided on out.

What is returned is data, not markup: the page shows every text of it as text.
"""

from dataclasses import dataclass
from typing import Any

from pipeline.disputing.deciding import said
from pipeline.disputing.decisions import Decision, Ruling
from pipeline.proving.fact import Claim, Disposition, Fact, Field, Finding
from pipeline.results.extra_lines import extra_line
from pipeline.results.lines import plain
from pipeline.results.records import DocumentRecord
from pipeline.results.report_document import SIGNS
from pipeline.results.report_entries import Entry, build_entries
from pipeline.results.report_findings import finding_in_words
from pipeline.results.report_segments import showable
from pipeline.results.report_words import Words
from pipeline.results.settled import Settled
from pipeline.review.alternatives import (
    MEANINGS,
    Alternative,
    candidates,
    claimed,
    find_alternatives,
    suggested_names,
)
from pipeline.spans import Span
from schemas.vocabulary import Kind

Data = dict[str, Any]

_CONTEXT_CHARS = 90


@dataclass(frozen=True, slots=True)
class _Number:
    settled: Settled
    entry: Entry
    claims: tuple[Claim, ...]
    words: Words


def build_card(settled: Settled, mention: int, words: Words) -> Data:
    """Return what is known of one number: sentence, meaning, claims, findings, history."""
    record = settled.record
    entry = build_entries(record)[mention]
    fact = entry.fact
    claims = tuple(claim for claim in record.proof.claims if claim.mention == mention)
    number = _Number(settled, entry, claims, words)
    reading, metadata = record.readings[mention], record.metadata
    others = find_alternatives(fact, reading, claims, entry.findings, metadata) if fact else ()
    history = settled.history(mention)
    return {
        "quote": showable(entry.mention.quote),
        "title": showable(record.metadata.title or record.document.name),
        "sentence": _sentence(settled, entry.mention.raw_span, fact),
        "status": words(f"status.{entry.status}"),
        "sign": SIGNS[entry.status],
        "state": entry.state,
        "is_open": bool(entry.findings),
        "what": _what(entry.row.disposition, entry.row.why, words),
        "models": [_speaker(claim) for claim in claims],
        "rows": [_row(field, number) for field in _shown(fact)],
        "options": [_option(each, words) for each in others],
        "findings": [_finding(finding, words) for finding in entry.findings],
        "extras": extras_in_words(record, mention),
        "history": [_decided(each, words) for each in history]
        + [
            words("review.expired_line", reason=showable(each.reason))
            for each in settled.expired
            if each.decision.span == entry.mention.raw_span
        ],
        "form": _form(fact, others, words) if fact else None,
    }


def _shown(fact: Fact | None) -> tuple[Field, ...]:
    return (Field.VALUE, *MEANINGS) if fact else (Field.VALUE,)


def _row(field: Field, number: _Number) -> Data:
    settled, entry, words = number.settled, number.entry, number.words
    reading = settled.record.readings[entry.mention.index]
    guesses = candidates(reading, field)
    guess = getattr(reading, field.value) if guesses else None
    disputed = {each.field for each in entry.findings}
    stands = said(entry.fact, field) if entry.fact else plain(entry.mention.value)
    unit = (entry.fact or entry.mention).unit if field is Field.VALUE else ""
    return {
        "name": words(f"field.{field}"),
        "stands": _named(field, stands, words) + unit,
        "reading": _named(field, guesses[0], words) if guesses else "",
        "is_sure": bool(guess and guess.is_sure),
        "claims": [
            {
                "text": _said(claim, field, settled, words),
                "differs": _differs(claim, field, stands, settled),
            }
            for claim in number.claims
        ],
        "is_disputed": field in disputed,
    }


def _speaker(claim: Claim) -> str:
    """Return who speaks; an arrow marks what was said when asked again, a star a hint."""
    again = claim.reask
    return showable(claim.model + (f" ↻{again.sample}{'*' if again.hint else ''}" if again else ""))


def _differs(claim: Claim, field: Field, stands: str, settled: Settled) -> bool:
    """Tell whether a claim gives another value for a field than the one that stands."""
    value = claimed(claim, field, settled.record.metadata)
    return field is not Field.VALUE and value is not None and value != stands


def _said(claim: Claim, field: Field, settled: Settled, words: Words) -> str:
    if claim.reask and not claim.reask.is_whole and claim.reask.field is not field:
        return ""
    if field is Field.VALUE:
        none = words("review.says_none", why=claim.why or "–")
        return showable(claim.echo if claim.is_statistic else f"{claim.echo} · {none}")
    value = claimed(claim, field, settled.record.metadata)
    literal = claim.period if field is Field.PERIOD else None
    if literal and literal != value:
        return showable(f"{literal} → {value or '–'}")
    return _named(field, value, words) if value else ""


def _named(field: Field, value: str, words: Words) -> str:
    if field is Field.KIND and value in set(Kind):
        return words(f"kind.{value}")
    return showable(value)


def shown_value(field: Field, value: str, words: Words) -> str:
    """Return a field's value as people read it, in words also where it is nothing."""
    return _named(field, value, words) or words("review.none_at_all")


def _option(each: Alternative, words: Words) -> Data:
    shown = shown_value(each.field, each.value, words)
    return {
        "field": each.field.value,
        "value": each.value,
        "label": f"{words(f'field.{each.field}')}：{shown}",
    }


def _finding(finding: Finding, words: Words) -> Data:
    title = f"{words(f'field.{finding.field}')} · {words(f'check.{finding.check}')}"
    return {"title": title, "message": showable(finding_in_words(finding, words))}


def _what(disposition: Disposition, why: str | None, words: Words) -> str:
    if disposition is Disposition.NONFACT:
        return words("review.is_nonfact", why=words(f"why.{why or 'other'}"))
    return words("review.is_fact" if disposition is Disposition.FACT else "review.is_unaccounted")


def extras_in_words(record: DocumentRecord, mention: int) -> list[list[str]]:
    """Return name, proven value and notes of each field of a user schema that was answered."""
    answers = [each for each in record.extras if each.mention == mention]
    names = {each.name: each.name for each in answers}
    return [
        [showable(text) for text in (name, line["value"] or "–", "; ".join(line["notes"]))]
        for name, line in extra_line(answers, mention, names).items()
    ]


def _decided(each: Decision, words: Words) -> str:
    what = words(
        f"review.decided_{each.ruling}",
        **(
            {"field": words(f"field.{each.field}"), "value": each.value}
            if each.ruling is Ruling.CORRECT
            else {}
        ),
    )
    line = words("review.history_line", when=each.when, who=each.who, what=what, why=each.why)
    return showable(line)


def _form(fact: Fact, others: tuple[Alternative, ...], words: Words) -> Data:
    offered = {field: [each.value for each in others if each.field is field] for field in MEANINGS}
    return {
        "values": {field.value: said(fact, field) for field in (Field.VALUE, *MEANINGS)},
        "labels": {field.value: words(f"field.{field}") for field in (Field.VALUE, *MEANINGS)},
        "unit": showable(fact.unit),
        "kinds": [[kind.value, words(f"kind.{kind}")] for kind in Kind],
        "names": [*map(showable, suggested_names((fact.indicator, *offered[Field.INDICATOR])))],
        "periods": offered[Field.PERIOD],
        "regions": [*map(showable, offered[Field.REGION])],
    }


def _sentence(settled: Settled, span: Span, fact: Fact | None) -> list[list[str]]:
    """Return the raw text around a number in pieces, each with how it is shown."""
    raw = settled.record.document.raw
    evidence = fact.evidence if fact else span
    start = min(evidence.start, span.start)
    end = max(evidence.end, span.end)
    pieces = (
        (raw[max(0, start - _CONTEXT_CHARS) : start], "around"),
        (raw[start : span.start], ""),
        (span.of(raw), "number"),
        (raw[span.end : end], ""),
        (raw[end : end + _CONTEXT_CHARS], "around"),
    )
    return [[showable(text), shade] for text, shade in pieces if text]
