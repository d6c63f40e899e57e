"""A session in, the view of all facts out: a grid that fetches the rows it shows."""

import json
from dataclasses import dataclass
from typing import Any

from nicegui import PageArguments, run, ui

from pipeline.disputing.decisions import Ruling
from pipeline.errors import DecisionError
from pipeline.results.report_document import SIGNS
from pipeline.results.report_words import Words
from pipeline.review.desk import Spot
from pipeline.review.fact_query import Wish, count_query
from pipeline.review.pages.grids import grid_texts
from pipeline.review.pages.session import Session

ADDRESS = "/facts.json"

_COLUMNS = (
    ("status", "status", 120),
    ("indicator", "indicator", 260),
    ("amount", "value", 130),
    ("unit", "unit", 90),
    ("period", "period", 150),
    ("region", "region", 120),
    ("kind", "kind", 110),
    ("quote", "quote", 140),
    ("doc", "document", 200),
    ("score", "score", 100),
)
_SOURCE = """{ getRows: async (asked) => {
  const wish = { ...window.shuzhengWish, filters: asked.filterModel, sorting: asked.sortModel };
  const query = { start: asked.startRow, end: asked.endRow, wish: JSON.stringify(wish) };
  try {
    const answer = await fetch('ADDRESS?' + new URLSearchParams(query));
    if (!answer.ok) throw new Error(answer.status);
    const found = await answer.json();
    asked.successCallback(found.rows, found.count);
  } catch (error) { asked.failCallback(); }
} }"""
_LINK = """(cell) => { const link = document.createElement('a');
  link.textContent = cell.value ?? '';
  if (cell.data) link.href = '/number/' + cell.data.document + '/' + cell.data.mention;
  return link; }"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is looked for among all facts, and the grid that shows what is found."""

    session: Session
    statuses: ui.select
    search: ui.input
    count: ui.label
    grid: ui.aggrid

    def refresh(self) -> None:
        """Show what fits the search as it stands now, and count it."""
        wish = Wish(search=self.search.value or "", statuses=tuple(self.statuses.value or ()))
        ui.run_javascript(_wish(wish.search, wish.statuses))
        self.grid.run_grid_method("purgeInfiniteCache")
        query = count_query(wish)
        found = self.session.desk.register.rows(query.sql, query.values)[0]["n"]
        self.count.set_text(self.session.words("review.matches", count=found))

    async def decide(self, ruling: Ruling) -> None:
        """Decide alike on all rows that are ticked."""
        rows = await self.grid.get_selected_rows()
        if not rows:
            self.session.say("selected_none")
            return
        spots = [Spot(row["document"], row["mention"]) for row in rows]
        await _decide_all(self.session, spots, ruling)
        self.refresh()


def show_facts(session: Session, arguments: PageArguments) -> None:
    """Show the facts; the address may name an indicator or words to search for."""
    words = session.words
    searched = arguments.query_parameters.get("search", "")[:200]
    ui.label(words("review.facts")).classes("sr").props("role=heading aria-level=1")
    with ui.element("section").classes("bar"):
        statuses = _status_choice(words)
        search = ui.input(words("review.search"), value=searched).props("dense outlined clearable")
        _column_choice(words)
        accept = ui.button(words("review.accept_selected")).props("no-caps dense outline")
        reject = ui.button(words("review.reject_selected")).props("no-caps dense outline")
        count = ui.label()
    ui.run_javascript(_wish(searched, ()))
    grid = ui.aggrid(_options(words), auto_size_columns=False).classes("all-facts")
    facts = Facts(session, statuses, search, count, grid)
    accept.on_click(lambda: facts.decide(Ruling.ACCEPT))
    reject.on_click(lambda: facts.decide(Ruling.REJECT))
    search.on_value_change(facts.refresh)
    statuses.on_value_change(facts.refresh)
    facts.refresh()
    session.watch(facts.refresh)


def _status_choice(words: Words) -> ui.select:
    choices = {status.value: words(f"status.{status}") for status in SIGNS}
    chosen = ui.select(choices, multiple=True, label=words("review.col_status"))
    return chosen.props("dense outlined options-dense").classes("statuses")


async def _decide_all(session: Session, spots: list[Spot], ruling: Ruling) -> None:
    by = await session.signature("")
    if by is None:
        return
    failed = 0
    for spot in spots:
        try:
            await run.io_bound(session.desk.decide, spot, by, ruling=ruling)
        except DecisionError:
            failed += 1
    session.say("bulk_done", done=len(spots) - failed, failed=failed)


def _wish(search: str, statuses: tuple[str, ...]) -> str:
    wish = json.dumps({"search": search, "statuses": statuses})
    return f"window.shuzhengWish = {wish}"


def _column_choice(words: Words) -> None:
    with ui.button(words("review.all_columns")).props("no-caps dense outline"), ui.menu():
        for field, name, _width in _COLUMNS:
            box = ui.checkbox(words(f"review.col_{name}"), value=True)
            box.on_value_change(lambda event, field=field: _set_column(field, event.value))


def _set_column(field: str, is_shown: bool) -> None:
    grids = [each for each in ui.context.client.elements.values() if isinstance(each, ui.aggrid)]
    for grid in grids:
        grid.run_grid_method("setColumnsVisible", [field], is_shown)


def _options(words: Words) -> dict[str, Any]:
    columns: list[dict[str, Any]] = [
        {
            "field": field,
            "headerName": words(f"review.col_{name}"),
            "width": width,
            "filter": "agNumberColumnFilter"
            if field in ("amount", "score")
            else "agTextColumnFilter",
        }
        for field, name, width in _COLUMNS
    ]
    # Kinds and statuses are stored by their code names, so they are filtered by the select.
    for column in columns:
        if column["field"] in ("status", "kind"):
            column["filter"] = False
        if column["field"] in ("amount", "score"):
            column["type"] = "rightAligned"
        if column["field"] == "status":
            column[":cellClass"] = "(cell) => cell.data ? ['chip', cell.data.state] : []"
        if column["field"] == "indicator":
            column[":cellRenderer"] = _LINK
    return {
        "columnDefs": columns,
        "defaultColDef": {"sortable": True, "resizable": True, "floatingFilter": False},
        "rowModelType": "infinite",
        "cacheBlockSize": 100,
        "maxBlocksInCache": 20,
        ":datasource": _SOURCE.replace("ADDRESS", ADDRESS),
        ":getRowId": "(params) => params.data.id",
        "rowSelection": {"mode": "multiRow", "headerCheckbox": False},
        "localeText": grid_texts(words),
    }
