"""One sitting of a run: from what earlier ones left to the written exports."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from pipeline import __version__
from pipeline.documents.finding import FoundDocuments
from pipeline.results.drafts import Drafts
from pipeline.results.exports import write_exports
from pipeline.results.records import RunInfo
from pipeline.results.store import Store
from pipeline.running.against import check_runs, cross_against
from pipeline.running.answering import Answering, Live, Way
from pipeline.running.asker import Asker
from pipeline.running.budget import Budget, price_of
from pipeline.running.challenging import Challenger
from pipeline.running.crossing import cross
from pipeline.running.halting import Halt
from pipeline.running.journal import Journal
from pipeline.running.recipe import REPEATED, differences, digest_of, recipe_of, repeated_settings
from pipeline.running.redrafting import redraft
from pipeline.running.result import RunResult
from pipeline.running.resuming import EXPORTED, drop_what_changed, exported_mark
from pipeline.running.stages import Question
from pipeline.running.staleness import Earlier
from pipeline.running.tally import Tally
from pipeline.running.work import Task, Work, order_of
from pipeline.running.workers import maker_for
from pipeline.settings import Settings, describe_settings
from schemas.extra import extended
from schemas.facts import Meaning, answer_shape

# Under which a journal has the paths of its run, and what decided its results.
PATHS = "paths"
_RECIPE = "recipe"


class Resume(StrEnum):
    """What of an earlier run in the same directory is done again."""

    MISSING = "missing"  # what was not finished, or has changed since
    FAILED = "failed"  # that, and the requests that failed
    NOTHING = "nothing"  # nothing is resumed: everything is forgotten first


@dataclass(frozen=True, slots=True)
class Start:
    """How a sitting begins: what it does again, and how requests get their answers.

    ``paths`` is what the run is over, for commands that are given its directory alone.
    """

    resume: Resume = Resume.MISSING
    way: Callable[[Asker, Journal], Way] = lambda asker, _journal: Live(asker)
    paths: tuple[str, ...] = ()


class Session:
    """A run in its directory, which nobody else is using."""

    def __init__(
        self, out: Path, question: Question, settings: Settings, halt: Halt, start: Start
    ) -> None:
        self._out = out
        self._question = question
        self._settings = settings
        self._halt = halt
        self._resume = start.resume
        self._way = start.way
        self._paths = start.paths
        check_runs(settings.against, out)
        self._recipe = recipe_of(question, settings)
        self._recipe_id = digest_of(self._recipe)

    async def extract(
        self,
        found: FoundDocuments,
        asker: Asker,
        tally: Tally,
        challenger: Challenger | None = None,
    ) -> RunResult:
        """Do what is missing and write the exports, unless nothing has changed at all."""
        with ExitStack() as opened:
            store = opened.enter_context(self._opened_store())
            journal = opened.enter_context(Journal(self._out))
            notes = self._begin(journal, store)
            earlier = Earlier(journal, self._recipe)
            dropped = drop_what_changed(found.files, journal, store, self._recipe_id)
            work = None
            if not dropped.is_same:
                drafts = opened.enter_context(Drafts())
                task = self._task(store, journal, self._info(tally), drafts, challenger)
                work = await self._work(found, asker, tally, task)
            is_whole = journal.document_count() == len(found.files)
            if work is not None and is_whole:
                journal.remember(EXPORTED, exported_mark(self._recipe_id, store))
            notes += [*dropped.notes(), *earlier.notes(is_whole=is_whole)]
            is_answered = is_whole and not journal.incomplete()
        result = self._result(found, asker, challenger, work)
        return replace(
            result,
            is_complete=is_answered and not found.errors and not (work and work.problems),
            notes=(*notes, *result.notes),
        )

    def _result(
        self,
        found: FoundDocuments,
        asker: Asker,
        challenger: Challenger | None,
        work: Work | None,
    ) -> RunResult:
        """Return what came of this sitting; whether the run is complete is not known here."""
        askers = [asker, *([challenger.asker] if challenger else ())]
        error = self._halt.error
        left_out = [*map(str, found.errors), *(work.problems if work else ())]
        return RunResult(
            run_dir=self._out,
            is_complete=False,
            is_interrupted=self._halt.is_interrupted,
            stopped_by=challenger.error(error) if challenger else error,
            problems=(*left_out, *dict.fromkeys(each.problem for each in askers if each.problem)),
            calls=sum(each.calls for each in askers),
            notes=tuple(note for each in askers for note in each.notes),
            document_count=len(found.files),
            counts=work.counts if work else None,
            store=self._settings.store,
        )

    def _task(
        self,
        store: Store,
        journal: Journal,
        info: RunInfo,
        drafts: Drafts,
        challenger: Challenger | None,
    ) -> Task:
        return Task(
            self._question,
            self._settings,
            self._recipe_id,
            store,
            journal,
            info,
            drafts,
            challenger,
        )

    async def _work(self, found: FoundDocuments, asker: Asker, tally: Tally, task: Task) -> Work:
        model = self._question.options.model
        budget = Budget(self._settings, model, self._halt, task.journal.entries())
        answering = [
            Answering(each, task.journal, budget, self._way(each, task.journal))
            for each in (asker, *([task.challenger.asker] if task.challenger else []))
        ]
        async with maker_for(order_of(task), found.files, asker.cache) as maker:
            work = Work(task, asker, answering, self._halt, maker)
            await work.extract(found.files, tally)
        cross(task.journal, task.store)
        cross_against(self._settings.against, task.journal, task.store)
        task.store.write_info(self._info(tally))
        redraft(task.journal.crossed(), task.store, task.drafts, asker)
        work.counts = write_exports(self._out, url=self._settings.store, drafts=task.drafts)
        return work

    def _opened_store(self) -> Store:
        start = Store.create if self._resume is Resume.NOTHING else Store.resume
        return start(self._out, self._settings.store)

    def _begin(self, journal: Journal, store: Store) -> list[str]:
        """Bring the journal to where this session starts, and say what that means."""
        if self._resume is Resume.NOTHING:
            journal.clear()
        notes = []
        before = journal.recall(_RECIPE)
        if before is not None and before != self._recipe:
            changed = differences(before, self._recipe)
            notes.append(f"since the last run here has changed: {changed}")
        journal.remember(PATHS, [*self._paths])
        journal.remember(_RECIPE, dict(self._recipe))
        model = self._question.options.model
        journal.remember(REPEATED, repeated_settings(self._settings) | {"model": model})
        if self._resume is Resume.FAILED:
            journal.unfinish(journal.incomplete())
            last = [key for _doc, _error, key in store.failed_chunks()]
            notes.append(f"{journal.retry_failures(last)} failed requests are asked again")
        return notes

    def _info(self, tally: Tally) -> RunInfo:
        price = price_of(self._settings, self._question.options.model)
        prompt = self._question.prompt
        base = extended(Meaning, prompt.extra)
        shape = json.dumps(answer_shape(["m1"], None, base).model_json_schema(), sort_keys=True)
        return RunInfo(
            version=__version__,
            model=self._question.options.model,
            prompt=prompt.name,
            prompt_digest=prompt.digest,
            schema=prompt.schema,
            schema_digest=sha256(shape.encode()).hexdigest(),
            settings=describe_settings(self._settings),
            timings_s={"total": round(tally.progress.elapsed_s, 3)},
            price=price.model_dump() if price else {},
            extra={
                each.name: each.meaning or each.label
                for each in (prompt.extra.fields if prompt.extra else ())
            },
        )
