"""Disputed fields of a run in, asked about again; what was said is kept and proven."""

import asyncio
from pathlib import Path

from pipeline.disputing.reasking_choice import Selection
from pipeline.results.exports import write_exports
from pipeline.results.records import RunInfo
from pipeline.results.store import Store
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt, halt_on_interrupt
from pipeline.running.locking import locked
from pipeline.running.progress import Report
from pipeline.running.reasking_plan import Wish, plan_reask
from pipeline.running.reasking_result import ReaskResult
from pipeline.running.reasking_work import ReaskWork, Watch
from pipeline.settings import TOLD_BY_FILES, Settings

_MASKED = "…"


async def reask(
    run_dir: Path, selection: Selection, wish: Wish, settings: Settings, watch: Watch
) -> ReaskResult:
    """Ask about the disputed fields that ``selection`` means, one by one, and prove anew.

    Each answer is kept as it arrives, and a question that was answered before is not
    asked again.  A failure costs its field alone.  Nothing more is sent once the halt
    of ``watch`` is set, but what has arrived is proven and written.  The exports of the
    run are left as they are.
    """
    with Store.open(run_dir, settings.store) as store:
        plan = plan_reask(store, selection)
        work = ReaskWork(store, wish, settings, watch)
        async with Asker(settings, watch.halt, work.tell) as asker:
            if plan.count:
                await work.ask_all(plan, asker)
        fields = tuple(work.results(plan))
    return ReaskResult(
        fields=fields,
        failures=tuple(work.failures),
        known_count=work.known_count,
        unsent_count=work.unsent_count,
        beyond_count=plan.beyond_count,
        is_changed=work.is_written,
        is_interrupted=watch.halt.is_interrupted,
        stopped_by=watch.halt.error,
        problems=(*work.problems, *([asker.problem] if asker.problem else [])),
        calls=asker.calls,
        prompt_tokens=work.progress.prompt_tokens,
        completion_tokens=work.progress.completion_tokens,
        cost=work.cost,
    )


def reask_run(
    run_dir: Path, selection: Selection, wish: Wish, settings: Settings, report: Report
) -> ReaskResult:
    """Do the same from start to end: an interrupt halts it, and the exports are written.

    A run that another process is writing to raises StoreError.
    """
    Store.open(run_dir, settings.store).close()  # a folder that is no run is left alone
    with locked(run_dir):
        result = asyncio.run(_reask_run(run_dir, selection, wish, settings, report))
        if result.is_changed:
            write_exports(run_dir, url=settings.store)
    return result


def server_of(info: RunInfo) -> dict[str, str]:
    """Return the settings that lead to the server a run asked; none for the embedded model.

    A model that was asked by files is named without a server, which has to be set.
    """
    address = info.settings.get("base_url", "")
    if address == TOLD_BY_FILES:
        return {"model": info.model}
    is_address = address.startswith("http") and _MASKED not in address
    return {"base_url": address, "model": info.model} if is_address else {}


async def _reask_run(
    run_dir: Path, selection: Selection, wish: Wish, settings: Settings, report: Report
) -> ReaskResult:
    halt = Halt()
    with halt_on_interrupt(halt):
        return await reask(run_dir, selection, wish, settings, Watch(report, halt))
