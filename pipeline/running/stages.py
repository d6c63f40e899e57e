"""One document through every stage: read, cleaned, counted, asked about, proven."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from pipeline.asking.answers import read_answer
from pipeline.asking.chunk import Chunk
from pipeline.asking.chunks import split
from pipeline.asking.request import Request
from pipeline.asking.strategies import Strategy
from pipeline.asking.templates import ModelOptions, Prompt, build_request, choices_for, shape_of
from pipeline.cleaning.cleaning import clean
from pipeline.disputing.reasked import Reasked, claims_again
from pipeline.documents.document import Document
from pipeline.documents.reading import read_document
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.claims import read_claims
from pipeline.proving.extras import ExtraAnswer, Source, prove_extras
from pipeline.proving.fact import Claim
from pipeline.proving.proof import prove
from pipeline.results.records import ChunkRecord, DocumentRecord, Outcome
from pipeline.settings import Settings
from schemas.extra import UserSchema, extended
from schemas.facts import SHAPES, Choices, Meaning


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its ledger, cut into the chunks that will be asked about."""

    document: Document
    ledger: Ledger
    chunks: tuple[Chunk, ...]


# A chunk as it was asked about, whole or a part of one, and how that ended.
Asked = tuple[Chunk, ChunkRecord]


@dataclass(frozen=True, slots=True)
class Question:
    """How the chunks of a run are asked about: prompt and model."""

    prompt: Prompt
    options: ModelOptions


@dataclass(frozen=True, slots=True)
class Posed:
    """A chunk and the request about it; there is none where it has no numbers to ask about.

    ``choices`` is what the request offers for choice.
    """

    chunk: Chunk
    request: Request | None
    choices: Choices | None = None


def read(name: str, path: Path, settings: Settings) -> Document:
    """Return the document in a file; DocumentError says why it cannot be read."""
    return read_document(
        path,
        name=name,
        encoding=settings.encoding,
        max_document_mb=settings.max_document_mb,
    )


def prepare(document: Document, settings: Settings, strategy: Strategy) -> Prepared:
    """Do everything that needs no model.

    The settings may size the chunks otherwise than ``strategy`` does.
    """
    ledger = build_ledger(clean(document))
    chunks = split(
        ledger,
        max_tokens=settings.chunk_tokens or strategy.max_tokens,
        max_mentions=settings.chunk_mentions or strategy.max_mentions,
        tokens_per_char=strategy.tokens_per_char,
        longest_chars=strategy.longest_chars,
    )
    return Prepared(document, ledger, chunks)


def pose(chunk: Chunk, prepared: Prepared, question: Question) -> Posed:
    """Return what is asked about ``chunk``."""
    if not chunk.mentions:
        return Posed(chunk, None)
    prompt, ledger = question.prompt, prepared.ledger
    choices = choices_for(chunk, ledger, prompt.strategy)
    shape = shape_of(chunk, choices, _asked_about_each(prompt))
    return Posed(chunk, build_request(chunk, ledger, prompt, shape, question.options), choices)


def shape_for(posed: Posed, question: Question) -> type[BaseModel]:
    """Return the shape of the answer to what was posed."""
    return shape_of(posed.chunk, posed.choices, _asked_about_each(question.prompt))


def _asked_about_each(prompt: Prompt) -> type[Meaning]:
    return extended(SHAPES[prompt.strategy.schema], prompt.extra)


@dataclass(frozen=True, slots=True)
class Voice:
    """A model, how the asking of it about each chunk ended, and what else it was asked."""

    model: str
    asked: Sequence[Asked]
    extra: UserSchema | None = None


def finish(
    prepared: Prepared, voices: Sequence[Voice], reasked: Iterable[Reasked] = ()
) -> DocumentRecord:
    """Prove what the models claimed, the first heard first, and put everything together.

    ``reasked`` is what was said about these bytes when it was asked again, after an
    earlier run; it is heard again.
    """
    ledger, document = prepared.ledger, prepared.document
    again = claims_again(reasked, document.digest, ledger.mentions)
    claims = [claim for voice in voices for claim in _claims(voice)]
    proof = prove(ledger, [*claims, *again], document.name)
    return DocumentRecord(
        document=document,
        metadata=ledger.clean.metadata,
        region=ledger.region,
        mentions=ledger.mentions,
        readings=ledger.readings,
        proof=proof,
        chunks=tuple(record for voice in voices for _, record in voice.asked),
        extras=tuple(each for voice in voices for each in _extras(ledger, voice)),
    )


def _claims(voice: Voice) -> list[Claim]:
    return [
        claim
        for chunk, key, parsed in _answers(voice)
        for claim in read_claims(parsed, chunk, voice.model, key)
    ]


def _extras(ledger: Ledger, voice: Voice) -> Iterator[ExtraAnswer]:
    if voice.extra is not None:
        for chunk, key, parsed in _answers(voice):
            source = Source(ledger, chunk, voice.extra, voice.model, key)
            yield from prove_extras(parsed, source)


def _answers(voice: Voice) -> Iterator[tuple[Chunk, str, Mapping[str, Meaning]]]:
    """Yield each chunk that was answered, the key of its request, and its meanings."""
    base = extended(Meaning, voice.extra)
    for chunk, record in voice.asked:
        if record.outcome is Outcome.DONE:
            shape = shape_of(chunk, None, base)
            yield chunk, record.request_key, read_answer(record.answer, shape)
