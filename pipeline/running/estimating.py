"""Documents in, what a run over them would ask and cost out; nothing is sent."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.asking.chunks import estimate_tokens
from pipeline.asking.request import Request
from pipeline.asking.strategies import TOKENS_PER_CHAR
from pipeline.documents.finding import find_documents
from pipeline.errors import DocumentError
from pipeline.results.records import Outcome
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt
from pipeline.running.journal import FILE_NAME, Journal
from pipeline.running.limits import USUAL_SLOTS
from pipeline.running.questioning import ask_by
from pipeline.running.stages import prepare, request_for
from pipeline.settings import Settings

# Tokens of the meaning of one number, as measured on the answers in cassettes/.
_TOKENS_PER_MENTION = 45


@dataclass(slots=True)
class Estimate:
    """What a run would ask.  ``known`` of its requests have an answer already.

    Tokens are at most what the model's tokenizer makes of the texts, or the usual ones
    where it was not probed.  ``seconds`` goes by
    the answers of an earlier sitting, and is nothing where there were none; so is
    ``cost`` where the model has no price.
    """

    documents: int = 0
    unreadable: int = 0
    chunks: int = 0
    known: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float | None = None
    cost: float | None = None
    tokens_per_char: float = TOKENS_PER_CHAR
    _seen: set[int] = field(default_factory=set, repr=False)

    def add(self, request: Request, mentions: int, *, is_known: bool) -> None:
        """Count one request; equal ones count once."""
        number = int(request.key[:16], 16)
        self.chunks += 1
        if is_known or number in self._seen:
            self.known += 1
            return
        self._seen.add(number)
        words = request.system + request.user + request.schema_json
        self.prompt_tokens += estimate_tokens(words, self.tokens_per_char)
        self.completion_tokens += _TOKENS_PER_MENTION * mentions


def estimate(paths: Sequence[str], settings: Settings, out: Path) -> Estimate:
    """Return what ``run`` with the same arguments would ask for."""
    return asyncio.run(_estimate(paths, settings, out))


async def _estimate(paths: Sequence[str], settings: Settings, out: Path) -> Estimate:
    made = Estimate()
    async with Asker(settings, Halt()) as asker:
        question = ask_by(settings, await asker.model_options())
        made.tokens_per_char = question.prompt.strategy.tokens_per_char
        known = _answered(out)
        for name, path in find_documents(paths).files:
            try:
                prepared = prepare(name, path, settings, question.prompt.strategy)
            except DocumentError:
                made.unreadable += 1
                continue
            made.documents += 1
            for chunk in prepared.chunks:
                if chunk.mentions:
                    request, _shape = request_for(chunk, prepared, question)
                    is_known = request.key in known.keys or asker.known(request) is not None
                    made.add(request, len(chunk.mentions), is_known=is_known)
    price = settings.prices.get(question.options.model)
    if price is not None:
        made.cost = price.cost(made.prompt_tokens, 0, made.completion_tokens)
    if known.seconds_per_token is not None:
        slots = settings.concurrency or USUAL_SLOTS
        made.seconds = known.seconds_per_token * made.completion_tokens / slots
    return made


@dataclass(frozen=True, slots=True)
class _Answered:
    keys: frozenset[str] = frozenset()
    seconds_per_token: float | None = None


def _answered(out: Path) -> _Answered:
    if not (out / FILE_NAME).is_file():
        return _Answered()
    keys, seconds, tokens = set(), 0.0, 0
    with Journal(out) as journal:
        for entry in journal.entries():
            if entry.outcome is Outcome.DONE:
                keys.add(entry.key)
            if entry.busy_s:
                seconds += entry.busy_s
                tokens += entry.usage.completion_tokens
    return _Answered(frozenset(keys), seconds / tokens if tokens else None)
