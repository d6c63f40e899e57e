"""One document through every stage: read, cleaned, counted, asked about, proven."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.asking.answers import read_answer
from pipeline.asking.chunk import Chunk
from pipeline.asking.chunks import split
from pipeline.asking.strategies import Strategy
from pipeline.asking.templates import ModelOptions, Prompt, build_request, choices_for, shape_of
from pipeline.cleaning.cleaning import clean
from pipeline.disputing.reasked import Reasked, claims_again
from pipeline.documents.document import Document
from pipeline.documents.reading import read_document
from pipeline.errors import (
    AnswerError,
    EmbeddedModelError,
    EndpointError,
    RefusedError,
    TruncatedAnswerError,
    UnreachableError,
)
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.claims import read_claims
from pipeline.proving.fact import Claim
from pipeline.proving.proof import prove
from pipeline.results.records import ChunkRecord, DocumentRecord, Outcome
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt, UnsentError
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its ledger, cut into the chunks that will be asked about."""

    document: Document
    ledger: Ledger
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """How the chunks of a run are asked about: prompt and model."""

    prompt: Prompt
    options: ModelOptions


def prepare(name: str, path: Path, settings: Settings, strategy: Strategy) -> Prepared:
    """Do everything that needs no model; DocumentError says why a file cannot be read.

    The settings may size the chunks otherwise than ``strategy`` does.
    """
    document = read_document(
        path,
        name=name,
        encoding=settings.encoding,
        max_document_mb=settings.max_document_mb,
    )
    ledger = build_ledger(clean(document))
    chunks = split(
        ledger,
        max_tokens=settings.chunk_tokens or strategy.max_tokens,
        max_mentions=settings.chunk_mentions or strategy.max_mentions,
    )
    return Prepared(document, ledger, chunks)


async def ask_chunk(
    prepared: Prepared, chunk: Chunk, question: Question, asker: Asker, halt: Halt
) -> ChunkRecord:
    """Ask about one chunk and record how it ended; a failure costs this chunk alone.

    Nothing is sent once ``halt`` is set.  It is set here by a server that cannot be
    reached or refuses us, because every other chunk would end the same way.
    """
    if not chunk.mentions:
        return _record(chunk, Outcome.EMPTY)
    prompt, ledger = question.prompt, prepared.ledger
    shape = shape_of(chunk, choices_for(chunk, ledger, prompt.strategy))
    request = build_request(chunk, ledger, prompt, shape, question.options)
    try:
        answer = await asker.ask(request, shape)
    except TruncatedAnswerError as error:
        return _failed(chunk, Outcome.TRUNCATED, request.key, error)
    except (AnswerError, EndpointError) as error:
        if isinstance(error, (UnreachableError, RefusedError)):
            halt.stop(error)
        return _failed(chunk, Outcome.FAILED, request.key, error)
    except EmbeddedModelError as error:
        halt.stop(error)
        return _record(chunk, Outcome.UNSENT, request.key)
    except UnsentError:
        return _record(chunk, Outcome.UNSENT, request.key)
    return replace(
        _record(chunk, Outcome.DONE, request.key),
        answer=answer.text,
        usage=answer.usage,
        calls=0 if answer.is_from_cache else 1,
        is_from_cache=answer.is_from_cache,
    )


def finish(
    prepared: Prepared, chunks: Sequence[ChunkRecord], model: str, reasked: Iterable[Reasked] = ()
) -> DocumentRecord:
    """Prove what was claimed and put everything about the document together.

    ``reasked`` is what was said about these bytes when it was asked again, after an
    earlier run; it is heard again.
    """
    ledger, document = prepared.ledger, prepared.document
    again = claims_again(reasked, document.digest, ledger.mentions)
    proof = prove(ledger, [*_claims(prepared, chunks, model), *again], document.name)
    return DocumentRecord(
        document=document,
        metadata=ledger.clean.metadata,
        region=ledger.region,
        mentions=ledger.mentions,
        readings=ledger.readings,
        proof=proof,
        chunks=tuple(chunks),
    )


def _claims(prepared: Prepared, chunks: Sequence[ChunkRecord], model: str) -> list[Claim]:
    return [
        claim
        for chunk, record in zip(prepared.chunks, chunks, strict=True)
        if record.outcome is Outcome.DONE
        for claim in read_claims(
            read_answer(record.answer, shape_of(chunk)), chunk, model, record.request_key
        )
    ]


def _record(chunk: Chunk, outcome: Outcome, key: str = "") -> ChunkRecord:
    return ChunkRecord(chunk.index, chunk.span, chunk.mentions, outcome, key)


def _failed(
    chunk: Chunk, outcome: Outcome, key: str, error: AnswerError | EndpointError
) -> ChunkRecord:
    record = _record(chunk, outcome, key)
    return replace(record, error=str(error), answer=error.text, calls=1)
