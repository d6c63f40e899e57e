"""One chunk in, how the asking about it ended out; where it is too much, its halves."""

import asyncio

from pipeline.asking.chunk import Chunk
from pipeline.asking.halving import halve
from pipeline.errors import EmbeddedModelError, PipelineError, RefusedError, UnreachableError
from pipeline.results.records import ChunkRecord, Outcome
from pipeline.running.answering import Answering, with_cost_of
from pipeline.running.halting import Halt, UnsentError
from pipeline.running.journal_rows import Entry
from pipeline.running.stages import Asked, Prepared, Question, request_for


async def ask_chunk(
    chunk: Chunk, prepared: Prepared, question: Question, answering: Answering, halt: Halt
) -> list[Asked]:
    """Ask about one chunk and return how it ended; a failure costs this chunk alone.

    What does not fit into the model's context, or whose answer does not fit into its
    limit, is asked in parts as far as it can be parted.  Nothing is sent once ``halt``
    is set.  It is set here by a server that stays away or refuses us, because every
    other chunk would end the same way.
    """
    if not chunk.mentions:
        return [(chunk, _record(chunk, Outcome.EMPTY))]
    request, shape = request_for(chunk, prepared, question)
    try:
        entry = await answering.answer(request, shape)
    except (UnreachableError, RefusedError, EmbeddedModelError) as error:
        halt.stop(error)
        return [(chunk, _record(chunk, Outcome.UNSENT, request.key, error))]
    except UnsentError:
        return [(chunk, _record(chunk, Outcome.UNSENT, request.key))]
    parts = halve(chunk, prepared.ledger) if entry.is_too_long else ()
    if not parts:
        return [(chunk, _answered(chunk, entry))]
    asking = (ask_chunk(part, prepared, question, answering, halt) for part in parts)
    asked = [each for some in await asyncio.gather(*asking) for each in some]
    (first, record), *rest = asked
    return [(first, with_cost_of(entry, record)), *rest]


def _record(
    chunk: Chunk, outcome: Outcome, key: str = "", error: PipelineError | None = None
) -> ChunkRecord:
    words = "" if error is None else str(error)
    return ChunkRecord(chunk.index, chunk.span, chunk.mentions, outcome, key, words)


def _answered(chunk: Chunk, entry: Entry) -> ChunkRecord:
    return ChunkRecord(
        index=chunk.index,
        span=chunk.span,
        mentions=chunk.mentions,
        outcome=entry.outcome,
        request_key=entry.key,
        error=entry.error,
        answer=entry.text,
        usage=entry.usage,
        calls=entry.calls,
        is_from_cache=entry.is_from_cache,
        wasted_tokens=entry.wasted_tokens,
        waited_s=entry.waited_s,
        busy_s=entry.busy_s,
        mode=entry.mode,
    )
