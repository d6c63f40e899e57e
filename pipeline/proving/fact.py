"""What is claimed about a number, what became of it, and what was found against it."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from pipeline.spans import Span
from schemas.vocabulary import Bound, Kind, NonFact


class Status(StrEnum):
    """How far a fact can be trusted."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    DISPUTED = "disputed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Disposition(StrEnum):
    """What became of a mention."""

    FACT = "fact"
    NONFACT = "nonfact"
    UNACCOUNTED = "unaccounted"


class Field(StrEnum):
    """A part of a fact that can be supported, checked and disputed by itself."""

    DISPOSITION = "disposition"
    VALUE = "value"
    KIND = "kind"
    INDICATOR = "indicator"
    PERIOD = "period"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Reask:
    """Why a model was asked again: one ``field``, with the ``hint`` a person gave.

    ``sample`` counts the answers to the same question from 1, ``when`` is the ISO 8601
    time of the answer.  ``is_led`` says that the answer stands in the hint, so that it is
    the person's doing.  ``is_second`` says that the model had spoken of this field
    before; it is known only once all claims are.
    """

    field: Field
    prompt: str
    hint: str = ""
    sample: int = 1
    when: str = ""
    is_led: bool = False
    is_second: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell whether the whole meaning was asked for again, not one field of it."""
        return self.field in {Field.DISPOSITION, Field.VALUE}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one model said about the mention with the index ``mention``.

    ``is_statistic`` is false where the model says the number states none, with
    ``why``.  ``echo`` is the number as the model read it.  ``period`` and ``region``
    are the words of the text, not yet normalised; ``None`` where the model gave none.
    ``request_key`` names the question this answers.  With ``reask`` it answers a
    question about one field, and leaves open what was not asked.
    """

    mention: int
    is_statistic: bool
    echo: str
    indicator: str | None
    kind: Kind | None
    period: str | None
    region: str | None
    why: str | None
    model: str
    request_key: str
    reask: Reask | None = None


class Refusal(StrEnum):
    """Why a claim is about no mention of its own."""

    UNKNOWN_MENTION = "unknown_mention"
    SECOND_CLAIM = "second_claim"
    OTHER_NUMBER = "other_number"


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A claim that belongs to no mention; kept for review."""

    claim: Claim
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Place:
    """Raw characters ``span`` of the document named ``doc``."""

    doc: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check ``check`` reports about one field of the mention ``mention``.

    ``message`` is one sentence for a person that names both sides; ``others`` are the
    places that speak against the fact.
    """

    mention: int
    check: str
    field: Field
    message: str
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A mention with its meaning.

    ``value`` carries the sign of its direction and is in ``unit``; ``base_value`` is
    the same amount in ``base_unit`` (10.79 亿元 = 1079000000 元).  ``region_code`` is
    the six-digit code of GB/T 2260, ``indicator_id`` the catalogue's name, each
    ``None`` where none is known.  ``evidence`` is the clause in the raw text.
    ``voices`` names, for each field, who supports the value that stands here.
    """

    mention: int
    span: Span
    quote: str
    value: Decimal
    unit: str
    base_value: Decimal
    base_unit: str
    bound: Bound
    kind: Kind | None
    indicator: str | None
    indicator_id: str | None
    region: str | None
    region_code: str | None
    period: str | None
    compared_with: str | None
    evidence: Span
    voices: dict[Field, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What became of one mention, and by whose word (``voices``)."""

    mention: int
    disposition: Disposition
    why: NonFact | None
    voices: tuple[str, ...]
