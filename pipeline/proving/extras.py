"""What a model said in the fields of a user schema in, each proven or refused out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.asking.chunk import Chunk
from pipeline.numbers.ledger import Ledger
from pipeline.numbers.periods import normalise_period
from pipeline.spans import Span
from schemas.extra import ATTRIBUTE, ExtraField, Form, UserSchema
from schemas.facts import Meaning, mention_id


@dataclass(frozen=True, slots=True)
class ExtraAnswer:
    """What one model said in the field ``name`` about one mention.

    ``said`` are its words.  ``value`` is what they prove, and nothing where they are empty
    or were refused; then ``refusal`` says why in one sentence, else it is ``""``.  ``start``
    and ``end`` are the raw characters where the words stand, of those nearest to the number,
    for fields that are proven by the text.
    """

    mention: int
    name: str
    said: str
    value: str | None
    refusal: str
    start: int | None
    end: int | None
    model: str
    request_key: str


@dataclass(frozen=True, slots=True)
class Source:
    """What was asked, of which ``model``, about which ``chunk`` of the ledger's text."""

    ledger: Ledger
    chunk: Chunk
    schema: UserSchema
    model: str
    request_key: str


def prove_extras(parsed: Mapping[str, Meaning], source: Source) -> Iterator[ExtraAnswer]:
    """Yield one answer for each mention of the chunk and each field, in that order.

    Words are proven by standing, sign by sign, in the sentences that were asked about; words of a
    closed field by being one of its words, a time also by being one that the rules for
    periods can read.
    """
    for place, mention in enumerate(source.chunk.mentions):
        meaning = parsed.get(mention_id(place))
        for field in source.schema.fields if meaning is not None else ():
            said = str(getattr(meaning, ATTRIBUTE + field.name)).strip()
            none = ExtraAnswer(
                mention, field.name, said, None, "", None, None, source.model, source.request_key
            )
            yield _proven(none, field, source) if said else none


def _proven(answer: ExtraAnswer, field: ExtraField, source: Source) -> ExtraAnswer:
    if field.form is Form.WORD:
        if answer.said in field.words:
            return replace(answer, value=answer.said)
        return replace(answer, refusal=f"{answer.said} is none of {', '.join(field.words)}.")
    span = _nearest(answer.said, source, source.ledger.mentions[answer.mention].span)
    if span is None:
        return replace(answer, refusal=f"{answer.said} does not stand in the text asked about.")
    raw = source.ledger.clean.raw_span(span)
    answer = replace(answer, start=raw.start, end=raw.end)
    if field.form is Form.QUOTE:
        return replace(answer, value=answer.said)
    value = _period(answer, source.ledger)
    return replace(answer, value=value, refusal="" if value else f"{answer.said} is no time.")


def _period(answer: ExtraAnswer, ledger: Ledger) -> str | None:
    reading = ledger.readings[answer.mention]
    candidates = reading.period.candidates if reading else ()
    published = ledger.clean.metadata.published
    return normalise_period(answer.said, published, next(iter(candidates), None))


def _nearest(words: str, source: Source, number: Span) -> Span | None:
    """Return where ``words`` stand in the chunk, nearest to the number, if they do."""
    text, chunk = source.ledger.clean.text, source.chunk.span
    places = (
        text.rfind(words, chunk.start, number.start),
        text.find(words, number.start, chunk.end),
    )
    found = [Span(start, start + len(words)) for start in places if start >= 0]
    return min(found, key=lambda span: abs(span.start - number.start), default=None)
