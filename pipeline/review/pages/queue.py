"""A session in, the view of the disputes out: one at a time, the likeliest error first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nicegui import PageArguments, background_tasks, run, ui
from nicegui.events import GenericEventArguments

from pipeline.disputing.deciding import Signature
from pipeline.disputing.decisions import Decision, Ruling
from pipeline.errors import ConflictError, DecisionError
from pipeline.review.alike import Repeat, repeat_of
from pipeline.review.card import build_card, shown_value
from pipeline.review.desk import Spot
from pipeline.review.pages.asking import build_asking
from pipeline.review.pages.elements import Card
from pipeline.review.pages.reading import read_place
from pipeline.review.pages.session import Session

_AHEAD = 3


@dataclass(slots=True)
class Sitting:
    """One person going through numbers.

    ``spot`` is the number on the card and ``seen`` its history as shown there;
    ``done`` are the numbers decided on, together or one by one, the last ones last;
    ``repeat`` is the last correction, if other disputes of its document are like it.
    """

    session: Session
    card: Card
    left: ui.label
    is_queue: bool
    spot: Spot | None = None
    seen: tuple[Decision, ...] = ()
    skipped: set[tuple[int, int]] = field(default_factory=set)
    done: list[tuple[Spot, ...]] = field(default_factory=list)
    repeat: Repeat | None = None

    def show_next(self) -> None:
        """Show the likeliest error that was not skipped."""
        spots = [
            Spot(row["document"], row["mention"])
            for row in self.session.desk.register.disputes(_AHEAD + 1, self.skipped)
        ]
        self.show(spots[0] if spots else None)
        background_tasks.create(self._read_ahead({spot.document for spot in spots}))

    async def _read_ahead(self, places: set[int]) -> None:
        """Read the documents of the next disputes, so that they are there when asked for."""
        for place in sorted(places):
            await run.io_bound(self.session.desk.document, place)

    def show(self, spot: Spot | None) -> None:
        """Show one number, or that there is none left."""
        desk, words = self.session.desk, self.session.words
        self.spot = spot
        self.card.set_visibility(spot is not None)
        count = desk.register.dispute_count()
        self.left.set_text(words("review.left", count=count) if count else words("review.empty"))
        if spot is None:
            return
        settled = desk.document(spot.document)
        self.seen = settled.history(spot.mention)
        self.card.show(build_card(settled, spot.mention, words) | self._around(spot), words)

    def _around(self, spot: Spot) -> dict[str, Any]:
        return {
            "key": f"{spot.document}-{spot.mention}",
            "in_queue": self.is_queue,
            "text_href": f"/document/{spot.document}?at={spot.mention}",
            "doubt": self._doubt(spot),
            "alike": self._alike(),
        }

    def _alike(self) -> str:
        """Say what the last correction would do to how many others, nothing if to none."""
        repeat = self.repeat
        spots = self.session.desk.alike(repeat) if repeat else ()
        if repeat is None or not spots:
            return ""
        words = self.session.words
        changes = [
            f"{words(f'field.{each}')} {shown_value(each, repeat.before[each], words)}"
            f" → {shown_value(each, value, words)}"
            for each, value in repeat.after.items()
        ]
        return words("review.alike", count=len(spots), change="; ".join(changes))

    def _doubt(self, spot: Spot) -> str:
        sql = "SELECT score FROM numbers WHERE document = ? AND mention = ?"
        rows = self.session.desk.register.rows(sql, (spot.document, spot.mention))
        score = rows[0]["score"] if rows else None
        return "" if score is None else self.session.words("review.doubt", score=f"{score:.0%}")

    async def act(self, event: GenericEventArguments) -> None:
        """Do what a key or a button on the card asks for; keys for another card are late."""
        spot, asked = self.spot, event.args
        if spot is None or asked["key"] != f"{spot.document}-{spot.mention}":
            return
        if asked["action"] == "skip":
            self._skip(spot)
            return
        by = await self.session.signature(str(asked["why"]))
        if by is None:
            return
        try:
            if asked["action"] == "undo":
                self._undo(by)
            elif asked["action"] == "alike":
                self._decide_alike(by)
            else:
                self._decide(spot, by, asked)
        except ConflictError as error:
            self.show(spot)  # with the other's word on it, so that the next one is informed
            self.session.say("conflict", message=error)
        except DecisionError as error:
            self.session.say("problem", message=error)

    def _skip(self, spot: Spot) -> None:
        self.skipped.add((spot.document, spot.mention))
        self.session.say("done_skip", quote=self._quote(spot))
        self.show_next()

    def _undo(self, by: Signature) -> None:
        if not self.done and self.is_queue:
            self.session.say("nothing_to_undo")
            return
        spots = self.done[-1] if self.done else (self.spot,) if self.spot else ()
        if spots:
            self.session.desk.undo(spots, by)
            self.repeat = None
            self.done = self.done[:-1]
            self.session.say("done_undo", quote=self._quotes(spots))
            self.show(spots[0])

    def _decide_alike(self, by: Signature) -> None:
        if self.repeat is None:
            return
        spots = self.session.desk.repeat(self.repeat, by)
        self.repeat = None
        if spots:
            self.done.append(spots)
            self.session.say("done_correct", quote=self._quotes(spots))
        self._go_on()

    def _go_on(self) -> None:
        """Show the next dispute, or the same number where there is no queue."""
        if self.is_queue:
            self.show_next()
        else:
            self.show(self.spot)

    def _decide(self, spot: Spot, by: Signature, asked: dict[str, Any]) -> None:
        action = str(asked["action"])
        rulings = {"accept": Ruling.ACCEPT, "reject": Ruling.REJECT}
        given = {str(name): str(value) for name, value in asked["corrections"].items()}
        # Who corrects a number has looked at all of it: what was not changed is accepted.
        ruling = rulings.get(action, Ruling.ACCEPT)
        fact = self.session.desk.document(spot.document).subject(spot.mention).fact
        made = self.session.desk.decide(
            spot, by, ruling=ruling, corrections=given or None, seen=self.seen
        )
        self.done.append((spot,))
        self.repeat = repeat_of(spot.document, fact, made.decisions) if fact else None
        key = action if action in rulings else "correct"
        note = self.session.words("review.taken_as_is") if made.notes else ""
        self.session.say(f"done_{key}", quote=self._quote(spot) + note)
        self._go_on()

    def _quotes(self, spots: Sequence[Spot]) -> str:
        more = f" (+{len(spots) - 1})" if len(spots) > 1 else ""
        return self._quote(spots[0]) + more

    def _quote(self, spot: Spot) -> str:
        settled = self.session.desk.document(spot.document)
        return settled.record.mentions[spot.mention].quote

    def refresh(self) -> None:
        """Show what others have decided in the meantime."""
        if self.spot is None:
            self.show_next() if self.is_queue else self.show(None)
            return
        settled = self.session.desk.document(self.spot.document)
        history = settled.history(self.spot.mention)
        if history != self.seen:
            self.session.say("others_decided", quote=self._quote(self.spot))
            self.show(self.spot)
        else:
            count = self.session.desk.register.dispute_count()
            self.left.set_text(self.session.words("review.left", count=count))


def show_queue(session: Session) -> None:
    """Show the disputes, one after the other."""
    sitting = _sit_down(session, is_queue=True)
    sitting.show_next()
    session.watch(sitting.refresh)


def show_number(session: Session, arguments: PageArguments) -> None:
    """Show one number with its history, disputed or not."""
    place = read_place(session.desk, arguments.path_parameters["place"])
    mention = arguments.path_parameters["mention"]
    if place is None or not mention.isdecimal() or not _has(session, place, int(mention)):
        ui.label(session.words("review.not_found"))
        return
    sitting = _sit_down(session, is_queue=False)
    sitting.show(Spot(place, int(mention)))
    session.watch(sitting.refresh)


def _has(session: Session, place: int, mention: int) -> bool:
    return mention < len(session.desk.document(place).record.mentions)


def _sit_down(session: Session, *, is_queue: bool) -> Sitting:
    words = session.words
    heading = words("review.queue" if is_queue else "review.number")
    with ui.element("header").classes("queue-head"):
        ui.label(heading).props("role=heading aria-level=1").classes("h1")
        left = ui.label()
        ui.label(words("review.keys_queue")).classes("quiet")
    with ui.element("div") as above:
        card = Card()
    sitting = Sitting(session, card, left, is_queue)
    asking = build_asking(session, lambda: sitting.spot, lambda: sitting.show(sitting.spot))
    asking.section.move(above, 0)
    card.on("act", sitting.act)
    card.on("again", asking.toggle)
    return sitting
