"""A session and a place in, the view of one document out: its text beside its facts."""

from typing import Any

from nicegui import PageArguments, run, ui

from pipeline.results.browsing import DocumentHead
from pipeline.results.report_document import SIGNS
from pipeline.results.report_segments import showable
from pipeline.results.report_words import Words
from pipeline.results.settled import Settled
from pipeline.review.desk import Desk
from pipeline.review.pages.elements import Reader
from pipeline.review.pages.session import Session
from pipeline.review.pages_of_text import listed, marks, paragraphs

_CHARS_AT_ONCE = 40_000


def show_document(session: Session, arguments: PageArguments) -> None:
    """Show a document, the number ``at`` selected if the address names one."""
    desk, words = session.desk, session.words
    place = read_place(desk, arguments.path_parameters["place"])
    if place is None:
        ui.label(words("review.not_found"))
        return
    at = arguments.query_parameters.get("at", "")
    switch = _heading(desk.shelf.heads[place - 1], words)
    reader = Reader()
    statuses = [[status, words(f"status.{status}"), sign] for status, sign in SIGNS.items()]
    start = int(at) if at.isdecimal() else -1
    fixed = {"statuses": statuses, "decide": f"/number/{place}/", "start": start}

    def read() -> dict[str, Any]:
        settled = desk.document(place)
        lines = paragraphs(settled, is_clean=switch.value == "clean")
        return fixed | {"paragraphs": lines} | _numbers(settled, words)

    async def load() -> None:
        reader.show(await run.io_bound(read) or {}, words)  # None only while the server stops

    def refresh() -> None:
        reader.show(_numbers(desk.document(place), words), words)

    if len(desk.document(place).record.document.raw) <= _CHARS_AT_ONCE:
        reader.show(read(), words)
    else:  # the page is there at once, and its text when it has been read
        reader.show(fixed | {"paragraphs": [], "marks": {}, "facts": []}, words)
        ui.timer(0, load, once=True)
    switch.on_value_change(load)
    session.watch(refresh)


def _heading(head: DocumentHead, words: Words) -> ui.toggle:
    """Say what a document is, and return the switch between its two texts."""
    with ui.element("header").classes("document-head"):
        ui.label(showable(head.title or head.name)).props("role=heading aria-level=1").classes("h1")
        name = head.name if head.title else None
        said = (name, head.publisher, head.published and head.published.isoformat())
        for each in (*said, head.region, head.error or None):
            if each:
                ui.label(showable(each)).classes("quiet")
        kinds = {"raw": words("review.text_raw"), "clean": words("review.text_clean")}
        return ui.toggle(kinds, value="raw").props("dense no-caps")


def _numbers(settled: Settled, words: Words) -> dict[str, Any]:
    return {"marks": marks(settled, words), "facts": listed(settled, words)}


def read_place(desk: Desk, text: str) -> int | None:
    """Return the place of a document that an address names, nothing if there is none."""
    place = int(text) if text.isdecimal() and len(text) < 9 else 0
    return place if 1 <= place <= len(desk.shelf.heads) else None
