"""A text with its numbers and what they mean in, a ledger, claims or a proof out."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.cleaning.clean_text import CleanText, Mark, MarkKind, Metadata
from pipeline.numbers.layout import find_layout
from pipeline.numbers.ledger import Ledger
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction, Guess, Reading
from pipeline.proving.fact import Claim, Field, Finding
from pipeline.proving.proof import Proof, prove
from pipeline.spans import Span
from schemas.vocabulary import Bound, Kind, NonFact

PUBLISHED = date(2023, 4, 6)
HOME = "连州市"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text, and what its reading says.

    ``sure`` names the fields of the reading that are sure.
    """

    quote: str
    value: str
    unit: str = ""
    kind: Kind | None = None
    indicator: str | None = None
    period: str | None = None
    region: str | None = HOME
    bound: Bound = Bound.EXACT
    why: NonFact | None = None
    denied: NonFact | None = None
    direction: Direction | None = None
    compared_with: str | None = None
    level: int | None = None
    whole: int | None = None
    sure: frozenset[str] = frozenset()
    is_damaged: bool = False


def clean_of(text: str, title: str | None = None, headings: tuple[str, ...] = ()) -> CleanText:
    """Return a clean text that is its own raw text."""
    marks = tuple(
        Mark(Span(text.index(words), text.index(words) + len(words)), MarkKind.HEADING, "test")
        for words in headings
    )
    return CleanText(
        raw=text,
        text=text,
        starts=range(len(text)),
        ends=range(1, len(text) + 1),
        marks=marks,
        metadata=Metadata(title=title, published=PUBLISHED),
        is_traditional=False,
        steps=(),
    )


def ledger_of(text: str, *numbers: Number, title: str | None = None) -> Ledger:
    """Return the ledger of ``text`` with these numbers, each found after the one before."""
    mentions: list[Mention] = []
    readings: list[Reading | None] = []
    place = 0
    for index, number in enumerate(numbers):
        place = text.index(number.quote, place)
        span = Span(place, place + len(number.quote))
        place = span.end
        mentions.append(_mention(index, span, number))
        readings.append(None if number.why else _reading(index, number))
    clean = clean_of(text, title)
    return Ledger(clean, find_layout(text), tuple(mentions), tuple(readings), HOME)


def claim_of(mention: int, echo: str = "", **said: object) -> Claim:
    """Return a claim that a number is a statistic; ``said`` changes any of its fields."""
    claim = Claim(mention, True, echo, None, None, None, None, None, "small", "key")
    return replace(claim, **said)  # type: ignore[arg-type]


def agreeing(*numbers: Number) -> tuple[Claim, ...]:
    """Return one claim for each number that says what its reading says."""
    return tuple(
        claim_of(
            index,
            number.quote,
            indicator=number.indicator,
            kind=number.kind,
            period=number.period,
            region=number.region,
        )
        for index, number in enumerate(numbers)
        if number.why is None
    )


def proven(text: str, *numbers: Number) -> Proof:
    """Prove a text whose model agrees with every reading."""
    return prove(ledger_of(text, *numbers), agreeing(*numbers), "d")


def found(proof: Proof, check: str) -> list[Finding]:
    """Return the findings of one check."""
    return [finding for finding in proof.findings if finding.check == check]


def looked(proof: Proof, check: str) -> set[tuple[int, Field]]:
    """Return the mentions and fields that a check looked at."""
    return {(look.mention, look.field) for look in proof.looks if look.check == check}


def _mention(index: int, span: Span, number: Number) -> Mention:
    return Mention(
        index=index,
        span=span,
        raw_span=span,
        quote=number.quote,
        value=Decimal(number.value),
        unit=number.unit,
        bound=number.bound,
        why=number.why,
        is_damaged=number.is_damaged,
    )


def _reading(index: int, number: Number) -> Reading:
    def guess(field: str, value: str | None) -> Guess:
        candidates = (value,) if value else ()
        return Guess(candidates, is_sure=field in number.sure, rule="test")

    return Reading(
        mention=index,
        kind=guess("kind", number.kind),
        indicator=guess("indicator", number.indicator),
        period=guess("period", number.period),
        region=guess("region", number.region),
        why=guess("why", number.denied),
        direction=number.direction,
        compared_with=number.compared_with,
        level=number.level,
        whole=number.whole,
    )
