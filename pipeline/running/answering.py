"""A request in, how it ended out: known from before, or asked and written down at once."""

from dataclasses import replace

from pydantic import BaseModel

from pipeline.asking.answer import Answer, Usage
from pipeline.asking.request import Request
from pipeline.errors import (
    AnswerError,
    EndpointError,
    OverflowingError,
    RefusedError,
    TruncatedAnswerError,
    UnreachableError,
)
from pipeline.results.records import Outcome
from pipeline.running.asker import Asker
from pipeline.running.budget import Budget
from pipeline.running.journal import Journal
from pipeline.running.journal_rows import Entry


class Answering:
    """What a run asks, and what it has been answered: each request once.

    What comes back is in the journal before anybody hears of it, failures too, so that
    a run that is killed asks nothing twice when it goes on.
    """

    def __init__(self, asker: Asker, journal: Journal, budget: Budget) -> None:
        self._asker = asker
        self._journal = journal
        self._budget = budget

    async def answer(self, request: Request, shape: type[BaseModel]) -> Entry:
        """Return how ``request`` ended; a server that is gone or refuses us raises its error."""
        key = request.key
        async with self._asker.alone(key):
            before = self._journal.entry(key)
            if before is not None and before.outcome is not Outcome.UNSENT:
                return before
            known = self._asker.known(request)
            entry = _from_cache(known) if known else await self._asked(request, shape, key)
            if before is not None:  # it failed before, and was to be asked again
                entry = _with_failure(entry, before)
            self._journal.add(entry)
            self._budget.spend(entry)
            return entry

    async def _asked(self, request: Request, shape: type[BaseModel], key: str) -> Entry:
        try:
            answer = await self._asker.send(request, shape)
        except (UnreachableError, RefusedError):
            raise
        except (AnswerError, EndpointError) as error:
            entry = _failed(error, key)
        else:
            entry = Entry(key, Outcome.DONE, answer.text, usage=answer.usage, mode=answer.mode)
            self._asker.keep(request, answer)
        spent = self._asker.limits.spent(key)
        return replace(entry, calls=spent.calls, waited_s=spent.waited_s, busy_s=spent.busy_s)


def _from_cache(answer: Answer) -> Entry:
    return Entry(
        answer.key,
        Outcome.DONE,
        answer.text,
        usage=answer.usage,
        is_from_cache=True,
        mode=answer.mode,
    )


def _failed(error: AnswerError | EndpointError, key: str) -> Entry:
    is_cut = isinstance(error, TruncatedAnswerError)
    return Entry(
        key,
        Outcome.TRUNCATED if is_cut else Outcome.FAILED,
        error.text,
        str(error),
        usage=error.usage or Usage(),
        is_too_long=is_cut or isinstance(error, OverflowingError),
    )


def _with_failure(entry: Entry, before: Entry) -> Entry:
    return replace(
        entry,
        calls=entry.calls + before.calls,
        wasted_tokens=entry.wasted_tokens + before.wasted_tokens + before.usage.completion_tokens,
        waited_s=entry.waited_s + before.waited_s,
        busy_s=entry.busy_s + before.busy_s,
    )
