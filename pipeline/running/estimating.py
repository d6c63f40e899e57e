"""Documents in, what a run over them would ask and cost out; nothing is sent."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.asking.chunks import estimate_tokens
from pipeline.asking.request import Request
from pipeline.asking.strategies import TOKENS_PER_CHAR
from pipeline.documents.finding import FoundDocuments, find_documents
from pipeline.errors import DocumentError, UsageError
from pipeline.results.records import Outcome
from pipeline.running.asker import ANSWERS, Asker
from pipeline.running.halting import Halt
from pipeline.running.journal import FILE_NAME, Journal
from pipeline.running.limits import USUAL_SLOTS
from pipeline.running.probing import known_traits
from pipeline.running.questioning import ask_by
from pipeline.running.recipe import Recipe, digest_of, recipe_of
from pipeline.running.session import Resume
from pipeline.running.stages import Prepared, Question, pose, prepare, read
from pipeline.running.staleness import changes_since, recipes_of, stale_notes
from pipeline.settings import Settings

# Tokens of the meaning of one number, as measured on the answers in cassettes/.
_TOKENS_PER_MENTION = 45

_SECOND = "the challenger is asked as much on top of this, in its own way; it is not counted here"


@dataclass(slots=True)
class Estimate:
    """What a run would ask.  ``known`` of its requests have an answer already.

    Tokens are at most what the model's tokenizer makes of the texts, or the usual ones
    where it was not probed.  ``seconds`` goes by the answers of an earlier sitting, else
    by the speed that a probe found, and is nothing where there was neither; so is
    ``cost`` where the model has no price.  ``notes`` say how many of the answers that
    the run directory has are stale, and why, and which documents cannot be read.
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
    notes: tuple[str, ...] = ()
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


def estimate(
    paths: Sequence[str], settings: Settings, out: Path, resume: Resume = Resume.MISSING
) -> Estimate:
    """Return what ``run`` with the same arguments would ask for.

    Nothing to read at all raises UsageError.
    """
    return asyncio.run(_estimate(paths, settings, out, resume))


async def _estimate(
    paths: Sequence[str], settings: Settings, out: Path, resume: Resume
) -> Estimate:
    made, found = Estimate(), find_documents(paths)
    if not found.files:
        raise UsageError("; ".join(map(str, found.errors)) or "no documents named")
    unreadable = list(map(str, found.errors))
    async with Asker(settings, Halt()) as asker:
        question = ask_by(settings, await asker.model_options())
        made.tokens_per_char = question.prompt.strategy.tokens_per_char
        answered = _answered(out, resume)
        for prepared in _prepared(found, settings, question, unreadable):
            made.documents += 1
            for request, mentions in _requests(prepared, question):
                is_known = answered.holds(request.key) or asker.known(request) is not None
                made.add(request, mentions, is_known=is_known)
    model = question.options.model
    price = settings.prices.get(model)
    if price is not None:
        made.cost = price.cost(made.prompt_tokens, 0, made.completion_tokens)
    made.seconds = _seconds(made, answered, settings, model)
    made.unreadable = len(unreadable)
    second = (_SECOND,) if settings.challenger else ()
    made.notes = (*answered.notes(recipe_of(question, settings)), *unreadable, *second)
    return made


async def is_answered(
    found: FoundDocuments, settings: Settings, out: Path, resume: Resume = Resume.MISSING
) -> bool:
    """Tell whether a run has all its answers on disk; nothing is written to find out."""
    has_cache = settings.use_cache and (settings.cache_dir / ANSWERS).is_dir()
    answered = _answered(out, resume)
    async with Asker(settings.model_copy(update={"use_cache": has_cache}), Halt()) as asker:
        question = ask_by(settings, await asker.model_options())
        return all(
            answered.holds(request.key) or asker.known(request) is not None
            for prepared in _prepared(found, settings, question, [])
            for request, _ in _requests(prepared, question)
        )


def _prepared(
    found: FoundDocuments, settings: Settings, question: Question, unreadable: list[str]
) -> Iterator[Prepared]:
    """Yield the documents that can be read, and add to ``unreadable`` why others cannot."""
    for name, path in found.files:
        try:
            document = read(name, path, settings)
        except DocumentError as error:
            unreadable.append(str(error))
        else:
            yield prepare(document, settings, question.prompt.strategy)


def _requests(prepared: Prepared, question: Question) -> Iterator[tuple[Request, int]]:
    """Yield what would be sent about a document, each with how many numbers it asks about."""
    for chunk in prepared.chunks:
        request = pose(chunk, prepared, question).request
        if request is not None:
            yield request, len(chunk.mentions)


def _seconds(made: Estimate, answered: "_Answered", settings: Settings, model: str) -> float | None:
    """Return how long it takes by the answers so far, else by what a probe found."""
    traits = known_traits(settings, model)
    slots = settings.concurrency or (traits and traits.slots) or USUAL_SLOTS
    if answered.seconds_per_token is not None:
        return answered.seconds_per_token * made.completion_tokens / slots
    if traits is None or not traits.completion_tokens_per_s:
        return None
    seconds = made.completion_tokens / traits.completion_tokens_per_s
    if traits.prompt_tokens_per_s:
        seconds += made.prompt_tokens / traits.prompt_tokens_per_s
    return seconds / slots


@dataclass(slots=True)
class _Answered:
    """What a run directory has: the recipe of each request that is not sent again."""

    recipes: dict[str, Recipe] = field(default_factory=dict)
    asked_by: dict[str, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    seconds_per_token: float | None = None

    def holds(self, key: str) -> bool:
        """Tell whether the request ``key`` has been asked."""
        if key in self.asked_by:
            self.held.add(key)
        return key in self.asked_by

    def notes(self, now: Recipe) -> list[str]:
        """Say how many answers are stale, and why."""
        earlier = {
            key: recipe
            for key, recipe in self.asked_by.items()
            if recipe and recipe != digest_of(now)
        }
        stale = Counter(recipe for key, recipe in earlier.items() if key not in self.held)
        return stale_notes(Counter(earlier.values()), stale, changes_since(self.recipes, now))


def _answered(out: Path, resume: Resume) -> _Answered:
    found = _Answered()
    if not (out / FILE_NAME).is_file() or resume is Resume.NOTHING:
        return found
    seconds, tokens = 0.0, 0
    with Journal(out) as journal:
        found.recipes = recipes_of(journal)
        recipes = journal.recipes()
        for entry in journal.entries():
            if entry.outcome is Outcome.DONE:
                found.asked_by[entry.key] = recipes[entry.key]
            elif entry.is_too_long or entry.outcome not in _again(resume):
                found.asked_by[entry.key] = ""
            if entry.busy_s:
                seconds += entry.busy_s
                tokens += entry.usage.completion_tokens
    found.seconds_per_token = seconds / tokens if tokens else None
    return found


def _again(resume: Resume) -> tuple[Outcome, ...]:
    failed = (Outcome.FAILED, Outcome.TRUNCATED) if resume is Resume.FAILED else ()
    return (Outcome.UNSENT, *failed)
