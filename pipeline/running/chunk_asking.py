"""One chunk in, how the asking about it ended out; where it is too much, its halves."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from pipeline.asking.chunk import Chunk
from pipeline.errors import EmbeddedModelError, PipelineError, RefusedError, UnreachableError
from pipeline.results.records import ChunkRecord, Outcome
from pipeline.running.answering import Answering, with_cost_of
from pipeline.running.halting import Halt, UnsentError
from pipeline.running.journal_rows import Entry
from pipeline.running.stages import Asked, Posed, Question, shape_for


@dataclass(frozen=True, slots=True)
class Asking:
    """How the chunks of one document are asked about.

    ``halve`` returns what is asked in place of a chunk that was too much at once.
    """

    question: Question
    answering: Answering
    halt: Halt
    halve: Callable[[Chunk], Awaitable[Sequence[Posed]]]


async def ask_chunk(posed: Posed, asking: Asking) -> list[Asked]:
    """Ask about one chunk and return how it ended; a failure costs this chunk alone.

    What does not fit into the model's context, or whose answer does not fit into its
    limit, is asked in parts as far as it can be parted.  Nothing is sent once the run is
    halted.  It is halted here by a server that stays away or refuses us, because every
    other chunk would end the same way.
    """
    chunk, request = posed.chunk, posed.request
    if request is None:
        return [(chunk, _record(chunk, Outcome.EMPTY))]
    try:
        entry = await asking.answering.answer(request, shape_for(posed, asking.question))
    except (UnreachableError, RefusedError, EmbeddedModelError) as error:
        asking.halt.stop(error)
        return [(chunk, _record(chunk, Outcome.UNSENT, request.key, error))]
    except UnsentError:
        return [(chunk, _record(chunk, Outcome.UNSENT, request.key))]
    parts = await asking.halve(chunk) if entry.is_too_long else ()
    if not parts:
        return [(chunk, _answered(chunk, entry))]
    asked = [
        each
        for some in await asyncio.gather(*(ask_chunk(part, asking) for part in parts))
        for each in some
    ]
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
