"""A session in, the part of a card out where a model is asked again."""

from collections.abc import Callable
from dataclasses import dataclass

from nicegui import run, ui

from pipeline.errors import PipelineError
from pipeline.results.report_segments import showable
from pipeline.review.desk import Spot
from pipeline.review.pages.session import Session
from pipeline.running.reasking_plan import MOST_SAMPLES, Wish
from pipeline.running.reasking_result import ReaskResult


@dataclass(slots=True)
class Asking:
    """What a person adds to a question, and what is sent; ``spot`` says about which number."""

    session: Session
    spot: Callable[[], Spot | None]
    shown: Callable[[], None]
    section: ui.element
    hint: ui.input
    model: ui.input
    samples: ui.number
    prompt: ui.element

    def toggle(self) -> None:
        """Open where it is closed, and the other way round."""
        self.section.set_visibility(not self.section.visible)
        self.prompt.clear()
        if self.section.visible:
            self.hint.run_method("focus")

    async def show_prompt(self) -> None:
        """Show every message that would be sent, word for word, and send nothing."""
        spot = self.spot()
        self.prompt.clear()
        if spot is None:
            return
        try:
            desk, model = self.session.desk, self.model.value or ""
            found = await run.io_bound(desk.preview, spot, self._wish(), model)
        except PipelineError as error:
            self.session.say("problem", message=error)
            return
        with self.prompt:
            if found is None:
                return
            for item in found.items[:1]:
                ui.label(showable(item.request.system)).classes("message")
            for item in found.items:
                ui.label(showable(item.request.user)).classes("message")
            if not found.items:
                ui.label(self.session.words("review.beyond"))

    async def send(self) -> None:
        """Ask; meanwhile everything else goes on."""
        spot = self.spot()
        if spot is None:
            return
        self.session.say("asking")
        self.prompt.clear()
        self.section.set_visibility(False)
        try:
            wish = self._wish()
            desk, model = self.session.desk, self.model.value or ""
            result = await run.io_bound(desk.ask_again, spot, wish, model)
        except PipelineError as error:
            self.session.say("problem", message=error)
            return
        if result is not None:  # None only while the server stops
            self._tell(result)
            self.shown()

    def _tell(self, result: ReaskResult) -> None:
        failure = next(iter(result.failures), None)
        if failure or result.problems or result.stopped_by:
            why = failure.error if failure else (result.stopped_by or result.problems[0])
            self.session.say("not_asked", message=showable(str(why)))
        elif not result.fields:
            self.session.say("beyond")
        else:
            said = "; ".join(f"{each.quote}: {', '.join(each.said)}" for each in result.fields)
            self.session.say("asked", said=showable(said), closed=result.closed_count)

    def _wish(self) -> Wish:
        return Wish(self.hint.value or "", int(self.samples.value or 1))


def build_asking(
    session: Session, spot: Callable[[], Spot | None], shown: Callable[[], None]
) -> Asking:
    """Build it closed; ``spot`` gives the number on the card, ``shown`` shows it anew."""
    words = session.words
    with ui.element("section").classes("again") as section:
        hint = ui.input(words("review.hint")).props("dense outlined").classes("hint")
        model = ui.input(words("review.model"), value=session.desk.settings.model or "")
        model.props("dense outlined")
        samples = ui.number(words("review.samples"), value=1, min=1, max=MOST_SAMPLES, precision=0)
        samples.props("dense outlined").classes("samples")
        show = ui.button(words("review.show_prompt")).props("no-caps dense outline")
        send = ui.button(words("review.send")).props("no-caps dense")
        prompt = ui.element("div").classes("prompt")
    section.set_visibility(False)
    asking = Asking(session, spot, shown, section, hint, model, samples, prompt)
    show.on_click(asking.show_prompt)
    send.on_click(asking.send)
    hint.on("keydown.enter", asking.send)
    return asking
