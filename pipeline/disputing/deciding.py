"""What a person says about one number in, decisions out that can be applied, or refused."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from unicodedata import normalize

from pipeline.disputing.decisions import Decision, Ruling, last_act
from pipeline.errors import DecisionError
from pipeline.numbers.mention import Mention
from pipeline.numbers.period_notation import is_period
from pipeline.numbers.periods import normalise_period
from pipeline.numbers.places import region_code
from pipeline.proving.fact import Fact, Field
from schemas.catalogue import catalogue, find_indicator
from schemas.vocabulary import Kind

EDITABLE = (Field.VALUE, Field.KIND, Field.INDICATOR, Field.REGION, Field.PERIOD)

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PERIODS = "2022, 2023-01, 2022-H1, 2022-Q3, 2020..2022 or @2022-12-31"


@dataclass(frozen=True, slots=True)
class Subject:
    """The number that is decided on, and the fact that stands there now, if it is one."""

    document_id: str
    doc: str
    mention: Mention
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decided, when (an ISO 8601 time) and why."""

    who: str
    when: str
    why: str

    def __post_init__(self) -> None:
        if not self.who.strip() or not self.why.strip():
            raise DecisionError("a decision needs a name and a reason; say who and why")


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that one act of a person makes, and what should be known about them."""

    decisions: tuple[Decision, ...]
    notes: tuple[str, ...] = ()


def decide(
    subject: Subject,
    by: Signature,
    *,
    ruling: Ruling | None = None,
    corrections: Mapping[str, str] | None = None,
) -> Decided:
    """Return what a person's word on one number decides.

    ``ruling`` accepts or rejects the number as a whole; ``corrections`` give, by the
    name of the field, what is to stand there, ``""`` for nothing.  Whatever cannot be
    applied raises DecisionError with the value and the remedy; a name that no table
    knows is taken as it is, with a note.
    """
    given = corrections or {}
    if ruling not in (None, Ruling.ACCEPT, Ruling.REJECT):
        raise DecisionError(f"{ruling}: a number is accepted or rejected as a whole")
    if ruling is Ruling.REJECT and given:
        raise DecisionError("reject and corrections exclude each other; give one of them")
    values = {
        field: value for field, value in _values(subject, given) if _differs(subject, field, value)
    }
    if ruling is None and not values:
        raise DecisionError(_nothing_to_do(subject, given))
    notes = tuple(note for field, value in values.items() for note in _notes(field, value))
    made = [_decision(subject, by, Field.DISPOSITION, ruling)] if ruling else []
    made += [_decision(subject, by, field, Ruling.CORRECT, values[field]) for field in values]
    return Decided(tuple(made), notes)


def withdraw(history: Sequence[Decision], by: Signature) -> tuple[Decision, ...]:
    """Return the rows that take back what ``by.who`` decided last about one mention.

    ``history`` is everything decided about it, in order.  DecisionError if that person
    has decided nothing that still stands.
    """
    act = last_act(history, by.who)
    if not act:
        others = ", ".join(sorted({each.who for each in history}))
        known = f"decisions there are by {others}" if others else "nobody has"
        raise DecisionError(f"{by.who} has decided nothing about this number; {known}")
    return tuple(
        Decision(
            *(each.document_id, each.doc, each.span, each.quote, each.field),
            *(Ruling.UNDO, by.who, by.when, by.why),
        )
        for each in act
    )


def read_value(text: str, unit: str) -> Decimal:
    """Read an amount in ``unit`` as a person types it; DecisionError if it is none.

    >>> read_value("1,079.50 万元", "万元"), read_value("－４.3", "%")
    (Decimal('1079.50'), Decimal('-4.3'))
    """
    plain = normalize("NFKC", text).strip().replace("\u2212", "-")
    if unit:
        plain = plain.removesuffix(normalize("NFKC", unit)).rstrip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        of_unit = f" of {unit}" if unit else ""
        raise DecisionError(f"value={text!r}: not a number{of_unit}, such as 12.5") from error
    if not value.is_finite():
        raise DecisionError(f"value={text!r}: not a finite number")
    return value


def said(fact: Fact, field: Field) -> str:
    """Return what stands in an editable field of a fact, ``""`` for nothing."""
    if field is Field.VALUE:
        return format(fact.value, "f")
    return str(getattr(fact, field.value) or "")


def _values(subject: Subject, given: Mapping[str, str]) -> Iterator[tuple[Field, str]]:
    """Yield each correction in the form it is kept in."""
    names = {field.value: field for field in EDITABLE}
    for name, text in given.items():
        if name not in names:
            raise DecisionError(f"{name}: no field that can be set; these can: {', '.join(names)}")
        if subject.fact is None:
            raise DecisionError(
                f"{subject.mention.quote!r} is no fact, so its {name} cannot be set;"
                " accept or reject it as it is, or ask the model again with reask"
            )
        yield names[name], _read(names[name], text, subject.fact)


def _read(field: Field, text: str, fact: Fact) -> str:
    plain = text.strip()
    if field is Field.VALUE:
        return format(read_value(text, fact.unit), "f")
    if field is Field.KIND and plain and plain not in Kind.__members__.values():
        raise DecisionError(f"kind={text!r}: no kind; one of {', '.join(Kind)}")
    if field is Field.PERIOD and plain and not is_period(plain):
        meant = normalise_period(plain, None)
        remedy = f"write {meant}" if meant else f"write {_PERIODS}"
        raise DecisionError(f"period={text!r}: not a period; {remedy}")
    return plain


def _differs(subject: Subject, field: Field, value: str) -> bool:
    if subject.fact is None:
        return False
    if field is Field.VALUE:
        return Decimal(value) != subject.fact.value
    return value != said(subject.fact, field)


def _nothing_to_do(subject: Subject, given: Mapping[str, str]) -> str:
    if not given:
        return "nothing is decided; accept, reject or set a field"
    named = ", ".join(f"{name}={value}" for name, value in given.items())
    return f"{subject.mention.quote!r} already has {named}; accept it if that is right"


def _notes(field: Field, value: str) -> Iterator[str]:
    if field is Field.INDICATOR and value and find_indicator(value) is None:
        names = [known.name for known in catalogue()]
        near = "、".join(get_close_matches(value, names, n=3))
        like = f"; like it are {near}" if near else ""
        yield f"indicator {value!r} is not in the catalogue and taken as it is{like}"
    if field is Field.REGION and value and region_code(value) is None:
        yield f"region {value!r} has no code in GB/T 2260 and is taken as it is"


def _decision(
    subject: Subject, by: Signature, field: Field, ruling: Ruling, value: str | None = None
) -> Decision:
    return Decision(
        document_id=subject.document_id,
        doc=subject.doc,
        span=subject.mention.raw_span,
        quote=subject.mention.quote,
        field=field,
        ruling=ruling,
        who=by.who.strip(),
        when=by.when,
        why=by.why.strip(),
        value=value,
    )
