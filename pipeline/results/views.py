"""A run in, what a terminal shows of it out; text of documents is never markup."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from rich.console import Group
from rich.table import Table
from rich.text import Text

from pipeline.proving.fact import Disposition, Fact, Status
from pipeline.results.lines import plain
from pipeline.results.manifest import Tally, cost_of
from pipeline.results.records import DocumentRecord, Outcome, RunInfo, Unreadable
from pipeline.results.terminal import shown
from schemas.vocabulary import Bound

DOC_CHARS = 8

_STYLES: Mapping[Status, str] = {
    Status.VERIFIED: "green",
    Status.UNVERIFIED: "yellow",
    Status.DISPUTED: "red",
    Status.ACCEPTED: "green",
    Status.CORRECTED: "cyan",
    Status.REJECTED: "dim",
}
_SIGNS = {Bound.ABOUT: "≈", Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤"}
_TOP_CHECKS = 6


def facts_table(records: Iterable[DocumentRecord], *, limit: int | None = None) -> Table:
    """Return the facts of ``records`` in order, the first ``limit`` of them, as a table."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("doc", style="dim", no_wrap=True)
    table.add_column("indicator", overflow="fold", min_width=22)
    table.add_column("value", style="bold", justify="right", overflow="fold")
    for name in ("period", "region", "kind"):
        table.add_column(name, overflow="fold")
    table.add_column("status", no_wrap=True)
    table.add_column("quote", overflow="fold")
    facts = ((record, fact) for record in records for fact in record.proof.facts)
    for record, fact in islice(facts, limit):
        table.add_row(*_fact_cells(record, fact))
    return table


def _fact_cells(record: DocumentRecord, fact: Fact) -> Iterator[Text]:
    amount = f"{_SIGNS.get(fact.bound, '')}{plain(fact.value)}{fact.unit}"
    name = record.document.name[:DOC_CHARS]
    yield from map(shown, (name, fact.indicator, amount, fact.period, fact.region, fact.kind))
    status = record.proof.statuses[fact.mention]
    yield Text(status, style=_STYLES[status])
    yield shown(fact.quote)


def run_summary(info: RunInfo, counts: Tally, unreadable: tuple[Unreadable, ...] = ()) -> Group:
    """Return what a run did and how far it can be trusted, in a few lines."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, words in _summary(info, counts, len(unreadable)):
        grid.add_row(name, shown(words))
    failures = [shown(failure.error) for failure in unreadable]
    return Group(grid, *failures)


def _summary(info: RunInfo, counts: Tally, unreadable: int) -> Iterator[tuple[str, str]]:
    yield "documents", _documents(counts, unreadable)
    yield "chunks", _listed(counts.chunks, [outcome.value for outcome in Outcome])
    sums = " + ".join(f"{counts.dispositions[name.value]} {name.value}" for name in Disposition)
    yield "mentions", f"{counts.dispositions.total()} = {sums}"
    yield "facts", _listed(counts.statuses, [status.value for status in Status])
    checks = sorted(counts.checks, key=lambda name: (-counts.checks[name], name))
    yield "findings", _listed(counts.checks, checks[:_TOP_CHECKS])
    if counts.decisions:
        yield "decisions", _listed(counts.decisions, ("applied", "expired"))
    yield "model", info.model
    tokens = counts.tokens
    share = f"{counts.cached_share or 0:.0%}"
    spent = f"{tokens['prompt']} prompt ({tokens['cached']} cached, {share})"
    yield "tokens", f"{spent} · {tokens['completion']} completion ({tokens['wasted']} wasted)"
    cost = cost_of(tokens, info)
    if cost is not None:
        yield "cost", f"{cost:.4f}"
    again = f", {counts.retries} of them again" if counts.retries else ""
    yield "requests", f"{counts.calls} sent{again} · {counts.from_cache} from cache"
    seconds = {"busy": counts.busy_s, "waited": counts.waited_s, **info.timings_s}
    yield "seconds", " · ".join(f"{seconds[name]:.1f} {name}" for name in sorted(seconds))


def _documents(counts: Tally, unreadable: int) -> str:
    words = [f"{counts.complete} complete"]
    words += [f"{counts.documents - counts.complete} incomplete"] * (
        counts.documents > counts.complete
    )
    words += [f"{unreadable} unreadable"] * bool(unreadable)
    return " · ".join(words)


def _listed(counts: Counter[str], names: Iterable[str]) -> str:
    return " · ".join(f"{counts[name]} {name}" for name in names if counts[name]) or "none"
