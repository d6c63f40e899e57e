"""Disputed fields of a run in, asked about again; what was said is kept and proven."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.asking.templates import ModelOptions, Prompt
from pipeline.disputing.reasked import Reasked
from pipeline.disputing.reasking import read_reask, read_reask_prompt
from pipeline.disputing.reasking_choice import DisputedField, Selection
from pipeline.errors import (
    AnswerError,
    EmbeddedModelError,
    EndpointError,
    PipelineError,
    RefusedError,
    StoreError,
    UnreachableError,
)
from pipeline.results.exports import write_exports
from pipeline.results.records import DocumentRecord
from pipeline.results.settled import settled_document
from pipeline.results.store import Store
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt, UnsentError
from pipeline.running.progress import Progress, Report
from pipeline.running.reasking_plan import Item, Plan, Sheet, Wish, plan_reask, write_sheet
from pipeline.running.reasking_result import FieldResult, ReaskFailure, ReaskResult, results_of
from pipeline.running.reproving import has_heard, keep_proven, prove_again
from pipeline.settings import Settings

# Documents under way for each request slot.
_AHEAD = 2


async def reask(  # noqa: PLR0913 - what, of whom, how, and who watches
    run_dir: Path,
    selection: Selection,
    settings: Settings,
    *,
    wish: Wish,
    report: Report,
    halt: Halt,
) -> ReaskResult:
    """Ask about the disputed fields that ``selection`` means, one by one, and prove anew.

    Each answer is kept as it arrives, and a question that was answered before is not
    asked again.  A failure costs its field alone.  Nothing more is sent once ``halt``
    is set, but what has arrived is proven and written, and the exports of the run too.
    """
    with Store.open(run_dir) as store:
        plan = plan_reask(store, selection)
        asking = _Asking(store, wish, halt, report, plan.count * wish.samples)
        async with Asker(settings, halt) as asker:
            if plan.count:
                await asking.ask_all(plan, asker)
        fields = tuple(asking.results(plan))
    if asking.is_written:
        write_exports(run_dir)
    return ReaskResult(
        fields=fields,
        failures=tuple(asking.failures),
        known_count=asking.known_count,
        unsent_count=asking.unsent_count,
        beyond_count=plan.beyond_count,
        is_interrupted=halt.is_interrupted,
        stopped_by=halt.error,
        problems=(*asking.problems, *([asker.problem] if asker.problem else [])),
        calls=asker.calls,
        prompt_tokens=asking.progress.prompt_tokens,
        completion_tokens=asking.progress.completion_tokens,
    )


class _Asking:
    """The questions of one call on their way, and what came of them."""

    def __init__(self, store: Store, wish: Wish, halt: Halt, report: Report, total: int) -> None:
        self.failures: list[ReaskFailure] = []
        self.problems: list[str] = []
        self.known_count = 0
        self.unsent_count = 0
        self.is_written = False
        self.progress = Progress(chunks=total)
        self._is_changed = False
        self._started = time.monotonic()
        self._store, self._wish, self._halt, self._report = store, wish, halt, report

    async def ask_all(self, plan: Plan, asker: Asker) -> None:
        """Ask about every field of the plan; each document is proven when it is done."""
        self._update(documents=len(plan.fields))
        prompt, options = read_reask_prompt(), await asker.model_options()
        for fields in plan.fields.values():
            ...
