"""A session in, the view of the whole run out: what was done, what is left to do."""

from collections import Counter
from typing import Any

from nicegui import run, ui

from pipeline.errors import StoreError
from pipeline.proving.fact import Status
from pipeline.results.report_document import SIGNS
from pipeline.results.report_segments import showable
from pipeline.results.report_words import Words
from pipeline.review.desk import Desk
from pipeline.review.pages.grids import grid_texts, link_renderer
from pipeline.review.pages.session import Session


def show_overview(session: Session) -> None:
    """Show the run with its documents, and keep the counts up to date."""
    desk, words = session.desk, session.words
    ui.label(words("review.overview")).classes("sr").props("role=heading aria-level=1")
    with ui.element("section").classes("tiles"):
        tiles = _tiles(words)
        queue = ui.link(target="/queue").classes("to-queue")
    _facts_of_the_run(desk, words)
    behind = _exports(session)
    grid = ui.aggrid(_options(words), auto_size_columns=False).classes("documents")

    def count() -> None:
        _fill(tiles, desk.register.statuses())
        queue.set_text(words("review.disputes_count", count=desk.register.dispute_count()))
        behind.set_visibility(desk.is_changed)

    def refresh() -> None:
        count()
        grid.run_grid_method("setGridOption", "rowData", _rows(desk))

    grid.options["rowData"] = _rows(desk)
    count()
    session.watch(refresh)


def _exports(session: Session) -> ui.element:
    """Say that the files of the run are older than what was decided, with the remedy."""
    words = session.words

    async def write() -> None:
        try:
            await run.io_bound(session.desk.write_exports)
        except StoreError as error:
            session.say("problem", message=error)
        else:
            session.say("exports_written")

    with ui.element("section").classes("behind") as section:
        ui.label(words("review.exports_old"))
        ui.button(words("review.exports_write"), on_click=write).props("no-caps dense outline")
    return section


def _tiles(words: Words) -> dict[Status, ui.label]:
    tiles = {}
    for status, sign in SIGNS.items():
        with ui.element("div").classes(f"tile {status}"):
            tiles[status] = ui.label().classes("count")
            ui.label(f"{sign} {words(f'status.{status}')}").classes("chip")
    return tiles


def _fill(tiles: dict[Status, ui.label], counts: Counter[str]) -> None:
    for status, label in tiles.items():
        label.set_text(str(counts[status]))


def _facts_of_the_run(desk: Desk, words: Words) -> None:
    costs = {name: f"{count:,}" for name, count in desk.costs.items()}
    failed = [head for head in desk.shelf.heads if head.failed]
    with ui.element("section").classes("about"):
        ui.label(f"{words('review.documents')}: {len(desk.shelf.heads):,}")
        ui.label(f"{words('review.model')}: {showable(desk.info.model)}")
        ui.label(f"{words('review.tokens')}: {words('review.tokens_line', **costs)}")
        ui.label(f"{words('review.calls')}: {words('review.calls_line', **costs)}")
    if not failed and not desk.unreadable:
        return
    with ui.element("section").classes("failures"):
        if failed:
            ui.label(words("review.failures", count=len(failed))).classes("strong")
            ui.label(showable(failed[0].error))
        if desk.unreadable:
            ui.label(words("review.unreadable", count=len(desk.unreadable))).classes("strong")
            ui.label(showable(desk.unreadable[0].error))
        ui.label(words("review.retry"))


def _options(words: Words) -> dict[str, Any]:
    counts = [
        {
            "field": status.value,
            "headerName": words(f"status.{status}"),
            "width": 110,
            "type": "rightAligned",
            "filter": "agNumberColumnFilter",
        }
        for status in SIGNS
    ]
    return {
        "columnDefs": [
            {
                "field": "title",
                "headerName": words("review.document"),
                "flex": 3,
                ":cellRenderer": link_renderer("/document/"),
            },
            {
                "field": "region",
                "headerName": words("review.col_region"),
                "flex": 1,
                "filter": True,
            },
            *counts,
            {
                "field": "state",
                "headerName": words("review.complete"),
                "width": 150,
                "filter": True,
            },
        ],
        "defaultColDef": {"sortable": True, "resizable": True, "filter": True},
        "rowData": [],
        "domLayout": "normal",
        "localeText": grid_texts(words),
    }


def _rows(desk: Desk) -> list[dict[str, Any]]:
    counts = desk.register.statuses_by_document()
    return [
        {
            "place": place,
            "title": showable(head.title or head.name),
            "region": showable(head.region or ""),
            "state": showable(head.error) if head.failed else "✓",
            **{status.value: counts.get(place, Counter())[status.value] for status in SIGNS},
        }
        for place, head in enumerate(desk.shelf.heads, start=1)
    ]
