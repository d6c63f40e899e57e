"""Questions in, their answers in the store; many documents under way, one request pool."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.asking.answer import Answer
from pipeline.asking.templates import ModelOptions, Prompt
from pipeline.disputing.reasked import Reasked, claims_again
from pipeline.disputing.reasking import read_reask, read_reask_prompt, stamped
from pipeline.disputing.reasking_choice import DisputedField
from pipeline.errors import (
    AnswerError,
    EmbeddedModelError,
    EndpointError,
    PipelineError,
    RefusedError,
    StoreError,
    UnreachableError,
)
from pipeline.results.records import Outcome
from pipeline.results.settled import settled_document
from pipeline.results.store import Store
from pipeline.running.asker import Asker
from pipeline.running.budget import Budget
from pipeline.running.halting import Halt, UnsentError
from pipeline.running.journal_rows import Entry
from pipeline.running.progress import Progress, Report
from pipeline.running.reasking_plan import Item, Plan, Sheet, Wish, write_sheet
from pipeline.running.reasking_result import FieldResult, ReaskFailure, results_of
from pipeline.running.reproving import cross_again, has_heard, keep_proven, prove_again
from pipeline.settings import Settings

_DOCUMENTS_AT_ONCE = 16


def utc_now() -> str:
    """Return the time in ISO 8601, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told of progress, what can stop the asking, and whose clock counts."""

    report: Report = lambda _progress: None
    halt: Halt = field(default_factory=Halt)
    now: Callable[[], str] = utc_now


class ReaskWork:
    """The questions of one call on their way, and what came of them.

    ``problems`` has a sentence for each document that could not be asked about, and
    ``is_written`` says whether any was proven anew.
    """

    def __init__(self, store: Store, wish: Wish, settings: Settings, watch: Watch) -> None:
        self.failures: list[ReaskFailure] = []
        self.problems: list[str] = []
        self.known_count = 0
        self.unsent_count = 0
        self.is_written = False
        self.progress = Progress(unit="questions")
        self._is_changed = False
        self._started = time.monotonic()
        self._answers: dict[str, list[Reasked]] = {}
        self._budget: Budget | None = None
        self._store, self._wish, self._settings, self._watch = store, wish, settings, watch

    async def ask_all(self, plan: Plan, asker: Asker) -> None:
        """Ask about every field of the plan; each document is proven once it is done.

        Last come the contradictions between documents, where a figure has changed.
        """
        self._update(documents=len(plan.fields), chunks=plan.count * self._wish.samples)
        prompt, options = read_reask_prompt(), await asker.model_options()
        alone = self._settings.model_copy(update={"challenger": None})
        self._budget = Budget(alone, options.model, self._watch.halt, ())
        places = asyncio.Semaphore(_DOCUMENTS_AT_ONCE)

        async def ask_document(fields: Sequence[DisputedField]) -> None:
            async with places:
                await self._ask_document(fields, prompt, options, asker)

        try:
            async with asyncio.TaskGroup() as group:
                for fields in plan.fields.values():
                    group.create_task(ask_document(fields))
        except* PipelineError as errors:
            raise _first(errors) from None
        if self._is_changed:
            cross_again(self._store)

    @property
    def cost(self) -> float:
        """Return what the answers cost, 0 where no price is known."""
        return self._budget.cost if self._budget else 0.0

    def results(self, plan: Plan) -> Iterator[FieldResult]:
        """Yield what came of each field that has an answer."""
        for doc, answers in self._answers.items():
            record = settled_document(self._store, doc).record
            yield from results_of(record, plan.fields[doc], answers)

    async def _ask_document(
        self,
        fields: Sequence[DisputedField],
        prompt: Prompt,
        options: ModelOptions,
        asker: Asker,
    ) -> None:
        try:
            sheet = write_sheet(self._store, fields, self._wish, prompt, options)
        except StoreError as error:
            self.problems.append(str(error))
        else:
            new = [item for item in sheet.items if not item.is_known]
            self.known_count += len(sheet.items) - len(new)
            self._update(chunks_done=self.progress.chunks_done + len(sheet.items) - len(new))
            async with asyncio.TaskGroup() as group:
                for item in new:
                    group.create_task(self._ask(sheet, item, prompt, asker))
            self._prove(sheet)
        self._update(documents_done=self.progress.documents_done + 1)

    async def _ask(self, sheet: Sheet, item: Item, prompt: Prompt, asker: Asker) -> None:
        """Ask one question and keep its answer; a failure costs this question alone."""
        try:
            answer = await asker.ask(item.request, item.question.shape)
            claim = read_reask(answer.text, item.question, prompt, item.request)
            claim = stamped(claim, self._watch.now())
        except UnsentError:
            self.unsent_count += 1
        except (AnswerError, EndpointError, EmbeddedModelError) as error:
            if isinstance(error, (UnreachableError, RefusedError, EmbeddedModelError)):
                self._watch.halt.stop(error)
            self._fail(item, error)
        else:
            mention = sheet.ledger.mentions[item.question.mention]
            document = sheet.record.document
            self._store.add_reasked(
                Reasked(
                    document_id=document.digest,
                    doc=document.name,
                    span=mention.raw_span,
                    quote=mention.quote,
                    claim=claim,
                    answer=answer.text,
                    usage=answer.usage,
                )
            )
            self._count(answer)
            self._spend(
                Entry(
                    item.request.key,
                    Outcome.DONE,
                    usage=answer.usage,
                    is_from_cache=answer.is_from_cache,
                )
            )
        self._update(chunks_done=self.progress.chunks_done + 1)

    def _fail(self, item: Item, error: PipelineError) -> None:
        about = item.field
        if isinstance(error, AnswerError) and error.usage is not None:
            self._spend(Entry(item.request.key, Outcome.FAILED, usage=error.usage))
        self.failures.append(ReaskFailure(about.doc, about.quote, about.field, str(error)))
        self._update(chunks_failed=self.progress.chunks_failed + 1)

    def _count(self, answer: Answer) -> None:
        now, usage = self.progress, answer.usage
        if answer.is_from_cache:
            self._update(from_cache=now.from_cache + 1)
        else:
            self._update(
                prompt_tokens=now.prompt_tokens + usage.prompt_tokens,
                completion_tokens=now.completion_tokens + usage.completion_tokens,
            )

    def _spend(self, entry: Entry) -> None:
        if self._budget is not None:
            self._budget.spend(entry)

    def _prove(self, sheet: Sheet) -> None:
        """Prove the document anew until it was proven with everything that is known.

        Somebody else may be asking about it, and have written what they know meanwhile.
        """
        document, ledger = sheet.record.document, sheet.ledger
        while True:
            record = self._store.document(document.name)
            reasked = self._store.reasked(document.digest)
            again = tuple(claims_again(reasked, document.digest, ledger.mentions))
            if record.document.digest != document.digest or has_heard(record.proof, again):
                break
            self._is_changed |= keep_proven(self._store, prove_again(record, ledger, again))
            self.is_written = True
        asked = {item.key for item in sheet.items}
        self._answers[document.name] = [each for each in reasked if each.key in asked]

    def tell(self, note: str) -> None:
        """Report what the asking is waiting for, or nothing once it goes on."""
        self._update(note=note)

    def _update(self, **changes: int | str) -> None:
        elapsed_s = time.monotonic() - self._started
        self.progress = replace(self.progress, elapsed_s=elapsed_s, **changes)  # type: ignore[arg-type] # as the fields are
        self._watch.report(self.progress)


def _first(errors: ExceptionGroup[PipelineError]) -> PipelineError:
    """Return the first error of those that ended the tasks; the others follow from it."""
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, ExceptionGroup) else first
