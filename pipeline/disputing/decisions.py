"""What a person settled about one number: who, when, why, and about which characters."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from pipeline.numbers.period_notation import is_period
from pipeline.proving.fact import Field
from pipeline.spans import Span
from schemas.vocabulary import Kind


class Ruling(StrEnum):
    """What a person decided about a field, or about the whole mention."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"


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
