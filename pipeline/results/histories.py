"""One number of a settled document in, its whole story out, from the text to what stands."""

import json
from collections.abc import Iterator
from typing import Any

from pipeline.disputing.decisions import Decision, Ruling, standing
from pipeline.proving.checking import CHECKS
from pipeline.proving.fact import Claim
from pipeline.results.extra_lines import extra_answer_line
from pipeline.results.lines import claim_line, finding_line, ruling_line, standing_line
from pipeline.results.pointing import name_of
from pipeline.results.records import DocumentRecord
from pipeline.results.scans import mention_line, reading_line
from pipeline.results.sentences import sentence_at
from pipeline.results.settled import Settled
from pipeline.spans import Span
from schemas.facts import mention_id


def history_line(settled: Settled, index: int) -> dict[str, Any]:
    """Return the story of the mention ``index`` in the order in which it came about.

    First what the source says and what was read in it, then each model's answer in its
    own words, what the checks looked at and found, what people decided, and what
    stands now.
    """
    record, mention = settled.record, settled.record.mentions[index]
    document, row = record.document, record.proof.rows[index]
    reading = record.readings[index]
    return {
        "id": name_of(document.name, mention.raw_span),
        "source": document.source,
        "title": record.metadata.title,
        "sentence": _sentence(document.raw, mention.raw_span),
        "number": mention_line(document.name, mention),
        "ledger": {"disposition": row.disposition, "why": row.why, "voices": list(row.voices)},
        "reading": reading_line(reading)["reading"] if reading else None,
        "answers": [
            _answer(settled, claim) for claim in record.proof.claims if claim.mention == index
        ],
        **_extra(record, index),
        "unanswered": list(_unanswered(settled, index)),
        "findings": [
            finding_line(each) for each in settled.proven.proof.findings if each.mention == index
        ],
        "checks": _checks(settled, index),
        "decisions": _decisions(settled, index),
        "expired": [
            decision_line(each.decision) | {"reason": each.reason}
            for each in settled.expired
            if each.decision.quote == mention.quote or each.decision.span.overlaps(mention.raw_span)
        ],
        "proven": _standing(settled.proven, index),
        "stands": _standing(settled.record, index),
    }


def decision_line(decision: Decision) -> dict[str, Any]:
    """Return a decision as an object."""
    place = name_of(decision.doc, decision.span)
    return {"id": place} | ruling_line(decision) | {"why": decision.why}


def _sentence(raw: str, span: Span) -> dict[str, Any]:
    sentence = sentence_at(raw, span)
    return {"start": sentence.start, "end": sentence.end, "text": sentence.of(raw)}


def _answer(settled: Settled, claim: Claim) -> dict[str, Any]:
    """Return what a model said, as it was understood and in its own words."""
    line = claim_line(claim) | {"request_key": claim.request_key, "raw": None}
    for chunk in settled.record.chunks:
        if chunk.request_key == claim.request_key and claim.mention in chunk.mentions:
            place = chunk.mentions.index(claim.mention)
            return line | {"raw": _own_words(chunk.answer, mention_id(place))}
    return line


def _extra(record: DocumentRecord, index: int) -> dict[str, Any]:
    """Return what was said in the fields of a user schema, nothing where there is none."""
    said = [extra_answer_line(each) for each in record.extras if each.mention == index]
    return {"extra": said} if said else {}


def _own_words(answer: str, name: str) -> str:
    """Return the part of an answer about one mention; the whole where it cannot be told."""
    try:
        said = json.loads(answer)
    except ValueError:
        return answer
    own = said.get(name) if isinstance(said, dict) else None
    return answer if own is None else json.dumps(own, ensure_ascii=False)


def _unanswered(settled: Settled, index: int) -> Iterator[dict[str, Any]]:
    """Yield the requests about the mention that failed, and why."""
    for chunk in settled.record.chunks:
        if index in chunk.mentions and not chunk.is_complete:
            yield {
                "request_key": chunk.request_key,
                "outcome": chunk.outcome,
                "error": chunk.error,
                "raw": chunk.answer,
            }


def _checks(settled: Settled, index: int) -> dict[str, Any]:
    """Tell the checks that looked at the mention from those that had nothing to judge."""
    proof = settled.proven.proof
    looked: dict[str, list[str]] = {}
    for look in sorted(each for each in proof.looks if each.mention == index):
        looked.setdefault(look.check, []).append(look.field.value)
    found = {each.check for each in proof.findings if each.mention == index}
    return {
        "looked": looked,
        "found_nothing": [name for name in looked if name not in found],
        "did_not_look": [check.code for check in CHECKS if check.code not in looked],
    }


def _decisions(settled: Settled, index: int) -> list[dict[str, Any]]:
    history = settled.history(index)
    in_force = [id(each) for each in standing(history)]
    return [
        decision_line(each) | {"stands": id(each) in in_force and each.ruling is not Ruling.UNDO}
        for each in history
    ]


def _standing(record: DocumentRecord, index: int) -> dict[str, Any]:
    status = record.proof.statuses[index]
    facts = (standing_line(fact) for fact in record.proof.facts if fact.mention == index)
    return {"status": status, "fact": next(facts, None)}
