"""A request in, how it ended out: known from before, or asked and written down at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from pydantic import BaseModel

from pipeline.asking.answer import Answer
from pipeline.asking.request import Request
from pipeline.errors import AnswerError, EndpointError, RefusedError, UnreachableError
from pipeline.results.records import ChunkRecord, Outcome
from pipeline.running.asker import Asker
from pipeline.running.budget import Budget
from pipeline.running.journal import Journal
from pipeline.running.journal_rows import Entry, answered_entry, failed_entry, kept_answer

_Told = TypeVar("_Told", Entry, ChunkRecord)


class Way(Protocol):
    """How a request gets its answer: live, or by files."""

    async def send(self, request: Request, shape: type[BaseModel]) -> Entry:
        """Return how ``request`` ended, or raise what keeps it from being asked."""


class Answering:
    """What a run asks, and what it has been answered: each request once.

    What comes back is in the journal before anybody hears of it, failures too, so that
    a run that is killed asks nothing twice when it goes on.
    """

    def __init__(self, asker: Asker, journal: Journal, budget: Budget, way: Way) -> None:
        self._asker = asker
        self._way = way
        self._journal = journal
        self._budget = budget

    async def answer(self, request: Request, shape: type[BaseModel]) -> Entry:
        """Return how ``request`` ended; what keeps it from being sent at all is raised."""
        key = request.key
        async with self._asker.alone(key):
            before = self._journal.entry(key)
            if before is not None and before.outcome is not Outcome.UNSENT:
                self._journal.renew(key)
                return before
            known = self._asker.known(request)
            if known is None:
                self._budget.check()
            entry = answered_entry(known) if known else await self._way.send(request, shape)
            if before is not None:  # it failed before, and was to be asked again
                entry = with_cost_of(before, entry)
            self._journal.add(entry)
            if entry.outcome is Outcome.DONE and not entry.is_from_cache:
                self._asker.keep(request, kept_answer(entry))
            self._budget.spend(entry)
            return entry

    def recall(self, keys: Sequence[str]) -> list[Answer] | None:
        """Return the answers to ``keys`` if all are on disk, and this run knows no others."""
        answers = self._asker.find(keys)
        if answers is None:
            return None
        is_same = (
            before is None or before == answered_entry(answer)
            for answer in answers
            for before in [self._journal.entry(answer.key)]
        )
        return answers if all(is_same) else None

    def take(self, answers: Sequence[Answer]) -> None:
        """Write down answers that are known from before."""
        self._journal.add(*map(answered_entry, answers))


class Live:
    """Asks the server, now."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def send(self, request: Request, shape: type[BaseModel]) -> Entry:
        """Return how ``request`` ended; a server that is gone or refuses us raises its error."""
        key = request.key
        try:
            entry = answered_entry(await self._asker.send(request, shape))
        except (UnreachableError, RefusedError):
            raise
        except (AnswerError, EndpointError) as error:
            entry = failed_entry(error, key)
        finally:
            spent = self._asker.limits.spent(key)
        return replace(entry, calls=spent.calls, waited_s=spent.waited_s, busy_s=spent.busy_s)


def with_cost_of(before: Entry, told: _Told) -> _Told:
    """Return ``told`` with what was spent in vain on ``before``, which ended another way."""
    return replace(
        told,
        calls=told.calls + before.calls,
        wasted_tokens=told.wasted_tokens + before.wasted_tokens + before.usage.completion_tokens,
        waited_s=told.waited_s + before.waited_s,
        busy_s=told.busy_s + before.busy_s,
    )
