"""Disputes in, the fields to ask about again out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.disputing.disputes import Dispute
from pipeline.disputing.reasking_words import BEYOND_ANSWERS, doubt_in_words
from pipeline.proving.fact import Fact, Field


@dataclass(frozen=True, slots=True)
class Selection:
    """Which disputed fields are meant; a filter that is empty lets everything pass.

    ``documents`` are names, ``codes`` names of checks, ``regions`` names or six-digit
    codes, ``indicators`` names, parts of names or catalogue ids.  ``mentions`` are
    indices of mentions.  ``limit`` is the most fields, the likeliest errors first.
    """

    documents: frozenset[str] = frozenset()
    fields: frozenset[Field] = frozenset()
    codes: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    mentions: frozenset[int] = frozenset()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class DisputedField:
    """One field in dispute, and in words why; ``score`` is higher the likelier an error.

    ``is_settleable`` is false where no answer of a model can settle what was found.
    """

    doc: str
    mention: int
    quote: str
    field: Field
    doubt: str
    score: float
    is_settleable: bool


def choose(disputes: Iterable[Dispute], selection: Selection) -> Iterator[DisputedField]:
    """Yield the disputed fields that ``selection`` means, in order, without its limit."""
    for dispute in disputes:
        if not _is_meant(dispute, selection):
            continue
        for field in dispute.fields:
            codes = {each.check for each in dispute.findings if each.field is field}
            if _passes(field, selection.fields) and (
                not selection.codes or codes & selection.codes
            ):
                yield DisputedField(
                    doc=dispute.doc,
                    mention=dispute.mention,
                    quote=dispute.quote,
                    field=field,
                    doubt=doubt_in_words(field, dispute.findings),
                    score=dispute.score,
                    is_settleable=not codes <= BEYOND_ANSWERS,
                )


def _is_meant(dispute: Dispute, selection: Selection) -> bool:
    return (
        _passes(dispute.doc, selection.documents)
        and _passes(dispute.mention, selection.mentions)
        and (not selection.regions or _is_in(dispute.fact, selection.regions))
        and (not selection.indicators or _is_about(dispute.fact, selection.indicators))
    )


def _passes(value: object, allowed: frozenset[object] | frozenset[str]) -> bool:
    return not allowed or value in allowed


def _is_in(fact: Fact | None, regions: Iterable[str]) -> bool:
    return fact is not None and any(each in (fact.region, fact.region_code) for each in regions)


def _is_about(fact: Fact | None, names: Iterable[str]) -> bool:
    if fact is None:
        return False
    return any(name == fact.indicator_id or name in (fact.indicator or "") for name in names)
