"""One open page: whose it is, what it says to that person, and how names are asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nicegui import ui

from pipeline.disputing.deciding import Signature
from pipeline.results.report_words import Words
from pipeline.review.desk import Desk
from pipeline.review.visitor import NAME, Visitor, proper_name, remembering

POLL_S = 0.5


@dataclass(slots=True)
class Session:
    """A page in somebody's browser; ``line`` is the line on which it is told things."""

    desk: Desk
    visitor: Visitor
    line: ui.label
    name: ui.button

    @property
    def words(self) -> Words:
        """Return the words of the page's language."""
        return self.visitor.words

    def say(self, key: str, **values: object) -> None:
        """Tell the person what happened; screen readers speak it."""
        self.line.set_text(self.words(f"review.{key}", **values))

    async def signature(self, why: str) -> Signature | None:
        """Return who decides, when and why, nothing if no name is given even when asked."""
        if not self.visitor.name and not await self.ask_name():
            return None
        return Signature(
            self.visitor.name, self.desk.clock(), why or self.words("review.why_default")
        )

    async def ask_name(self) -> bool:
        """Ask for the person's name and let the browser remember it; tell if one was given."""
        words = self.words
        with ui.dialog() as dialog, ui.card():
            field = ui.input(words("review.name_ask"), value=self.visitor.name)
            field.props("autofocus outlined").classes("name-field")
            field.on("keydown.enter", lambda: dialog.submit(field.value))
            with ui.row():
                ui.button(
                    words("review.name_save"), on_click=lambda: dialog.submit(field.value)
                ).props("no-caps")
                ui.button(words("review.cancel"), on_click=lambda: dialog.submit(None)).props(
                    "flat no-caps"
                )
        given = await dialog
        dialog.delete()
        if given is None or not proper_name(given):
            return False
        self.visitor.name = proper_name(given)
        self.name.set_text(shown_name(self.visitor))
        ui.run_javascript(remembering(NAME, self.visitor.name))
        return True

    def watch(self, changed: Callable[[], Any]) -> None:
        """Call ``changed`` whenever somebody has decided something, as long as the view is open."""
        met = self.desk.revision

        def look() -> None:
            nonlocal met
            if self.desk.revision != met:
                met = self.desk.revision
                changed()

        ui.timer(POLL_S, look)


def shown_name(visitor: Visitor) -> str:
    """Return the words of the button that asks for a name."""
    words = visitor.words
    return f"{words('review.name')}: {visitor.name or words('review.name_missing')}"
