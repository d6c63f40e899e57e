"""What a person settled about one number: who, when, why, and about which characters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from pipeline.numbers.period_notation import is_period
from pipeline.proving.fact import Field
from pipeline.spans import Span
from schemas.vocabulary import Kind


class Ruling(StrEnum):
    """What a person decided about a field, or about the whole mention.

    ``UNDO`` withdraws the person's own last decision on the field.
    """

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on one field of the number at ``span`` of the document ``doc``.

    ``document_id`` is the digest of the bytes that were decided on, ``span`` lies in
    their raw text and ``quote`` is what stood there.  ``field`` is ``DISPOSITION`` for
    a word on the whole mention.  ``value`` is what stands after a correction, a
    Decimal in the fact's unit for ``VALUE``, ``""`` for a field that is empty.
    ``when`` is an ISO 8601 time.
    """

    document_id: str
    doc: str
    span: Span
    quote: str
    field: Field
    ruling: Ruling
    who: str
    when: str
    why: str
    value: str | None = None

    def __post_init__(self) -> None:
        if (self.ruling is Ruling.CORRECT) != (self.value is not None):
            raise ValueError(f"{self.ruling} with the value {self.value!r}")
        if self.ruling is Ruling.CORRECT and self.field is Field.DISPOSITION:
            raise ValueError("a disposition is accepted or rejected, not corrected")
        if not self.who or not self.why:
            raise ValueError("a decision needs who and why")
        _check_value(self.field, self.value)

    @property
    def place(self) -> tuple[str, Span]:
        """Return what names the mention: the digest of its document and its raw span."""
        return self.document_id, self.span

    def says_same(self, other: "Decision") -> bool:
        """Tell whether the other decides the same about the same field of the same number."""
        return (self.place, self.field, self.ruling, self.value) == (
            other.place,
            other.field,
            other.ruling,
            other.value,
        )

    def contradicts(self, other: "Decision") -> bool:
        """Tell whether the other person's word on the same number cannot stand beside this.

        Words on different fields can; a word on the whole number concerns every field.
        """
        fields = {self.field, other.field}
        is_about_same = len(fields) == 1 or Field.DISPOSITION in fields
        return (
            self.place == other.place
            and self.who != other.who
            and is_about_same
            and self.ruling is not Ruling.UNDO
            and not self.says_same(other)
        )


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that are in force, of all that were ever made, in order.

    For each field of a mention that is the last one made and not withdrawn.  An undo
    takes away the last decision that the same person made on the field, so that the
    one before it is in force again.  Whoever corrects or accepts a field of a mention
    that was rejected as a whole takes the rejection back.
    """
    kept: list[Decision] = []
    for decision in decisions:
        if decision.ruling is Ruling.UNDO:
            _withdraw(kept, decision)
        else:
            kept.append(decision)
    last: dict[tuple[str, Span, Field], Decision] = {}
    for decision in kept:
        whole = last.get((*decision.place, Field.DISPOSITION))
        if whole and whole.ruling is Ruling.REJECT and decision.ruling is not Ruling.REJECT:
            del last[*whole.place, whole.field]
        key = (*decision.place, decision.field)
        last.pop(key, None)
        last[key] = decision
    return tuple(last.values())


def find_conflict(
    history: Iterable[Decision], made: Sequence[Decision], seen: Sequence[Decision]
) -> Decision | None:
    """Return the first decision in force that ``made`` would overrule without having seen it.

    ``history`` is everything decided before, in order.  It is no conflict that somebody
    decides the same again.
    """
    for theirs in standing(history):
        if theirs in seen or any(each.says_same(theirs) for each in made):
            continue
        if any(each.contradicts(theirs) for each in made):
            return theirs
    return None


def last_act(decisions: Sequence[Decision], who: str) -> tuple[Decision, ...]:
    """Return what ``who`` decided last and has not withdrawn; several fields in one act.

    ``decisions`` are about one mention, in the order they were made.
    """
    kept: list[Decision] = []
    for decision in decisions:
        if decision.ruling is Ruling.UNDO:
            _withdraw(kept, decision)
        elif decision.who == who:
            kept.append(decision)
    return tuple(each for each in kept if each.when == kept[-1].when)


def _withdraw(kept: list[Decision], undo: Decision) -> None:
    """Take the last decision of the same person on the same field away, if there is one."""
    for at in range(len(kept) - 1, -1, -1):
        made = kept[at]
        if (made.place, made.field, made.who) == (undo.place, undo.field, undo.who):
            del kept[at]
            return


def _check_value(field: Field, value: str | None) -> None:
    if value is None or field not in {Field.VALUE, Field.KIND, Field.PERIOD}:
        return
    if field is Field.PERIOD and value and not is_period(value):
        raise ValueError(f"{value!r} is not a period")
    try:
        if field is Field.VALUE and not Decimal(value).is_finite():
            raise ValueError(f"{value!r} is not a finite number")
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is not a number") from error
    if field is Field.KIND and value:
        Kind(value)
