"""What all pages of one server share: the run as it stands, and how it is decided on."""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Self

from pipeline.disputing.deciding import Decided, Signature, decide, withdraw
from pipeline.disputing.decisions import Decision, Ruling
from pipeline.disputing.reasking_choice import Selection
from pipeline.proving.scoring import score_proof
from pipeline.results.browsing import (
    Newest,
    costs,
    newest,
    number_rows,
    touched_since,
)
from pipeline.results.exports import are_exports_old, write_exports
from pipeline.results.settled import Settled
from pipeline.results.store import Store
from pipeline.review.alike import Repeat, find_alike
from pipeline.review.numbers import numbers_of
from pipeline.review.register import Register
from pipeline.review.shelf import Shelf
from pipeline.running.locking import locked
from pipeline.running.reasking import reask
from pipeline.running.reasking_plan import Preview, Wish, preview
from pipeline.running.reasking_result import ReaskResult
from pipeline.running.reasking_work import Watch
from pipeline.settings import Settings

_BREATH_S = 0.01
_PAUSE_S = 0.1


@dataclass(frozen=True, slots=True)
class Spot:
    """One number: the place of its document, from 1, and its index there."""

    document: int
    mention: int


class Desk:
    """One run on the table; close it when done.

    ``revision`` grows whenever anybody, also in another process, has decided something,
    and ``is_changed`` says that the files of the run are older than that.
    ``scored`` says for how many documents it is known how likely their disputes are
    errors.
    """

    def __init__(
        self, run_dir: Path, settings: Settings, store: Store, clock: Callable[[], str]
    ) -> None:
        self.run_dir = run_dir
        self.settings = settings
        self.store = store
        self.is_changed = are_exports_old(run_dir, store)
        self.clock = clock
        self.revision = 0
        self.scored = 0
        self.info = store.info()
        self.shelf = Shelf(store)
        self.unreadable = store.unreadable()
        self.costs = costs(store)
        self.register = Register()
        self.register.fill(number_rows(store), self.shelf.places)
        self._seen = Newest()
        self._awaited: set[int] = set()
        self._fresh: set[int] = set()
        self._last_act = 0.0
        self._is_closed = threading.Event()
        self._scoring = threading.Thread(target=self._score, name="scores", daemon=True)

    @classmethod
    def open(cls, run_dir: Path, settings: Settings, clock: Callable[[], str]) -> Self:
        """Open the run in ``run_dir``, or the one in the database that ``settings`` name."""
        desk = cls(run_dir, settings, Store.open(run_dir, settings.store), clock)
        are_old = desk.is_changed
        desk.catch_up()
        desk.is_changed = are_old  # by what was decided before, only if the files do not have it
        desk._scoring.start()
        return desk

    def close(self) -> None:
        """Let go of the run."""
        self._is_closed.set()
        if self._scoring.is_alive():
            self._scoring.join()
        self.register.close()
        self.store.close()

    def wait_for_scores(self) -> None:
        """Wait until every dispute has its score."""
        self._scoring.join()

    def document(self, place: int) -> Settled:
        """Return the document at ``place``, from 1, as it stands."""
        self._last_act = monotonic()
        return self.shelf.document(place)

    def decide(
        self,
        spot: Spot,
        by: Signature,
        *,
        ruling: Ruling | None = None,
        corrections: Mapping[str, str] | None = None,
        seen: tuple[Decision, ...] = (),
    ) -> Decided:
        """Keep a person's word on one number.

        ``seen`` is what that person had before them of the number's history.  A word
        that cannot be applied raises DecisionError, somebody else's unseen contrary
        word ConflictError; then nothing is kept.
        """
        settled = self.document(spot.document)
        made = decide(settled.subject(spot.mention), by, ruling=ruling, corrections=corrections)
        self._keep(made.decisions, seen)
        return made

    def preview(self, spot: Spot, wish: Wish, model: str) -> Preview:
        """Return the questions that asking again about one number would send."""
        return preview(self.run_dir, self._selected(spot), wish, self._asking(model))

    def ask_again(self, spot: Spot, wish: Wish, model: str) -> ReaskResult:
        """Ask a model about one number again; what it says is one more claim.

        ``model`` is another than that of the settings, or ``""``.  It waits for the
        answer: call it in a thread of its own.  While a run is writing to the directory,
        StoreError says so.
        """
        with locked(self.run_dir):
            pass  # others who review may ask at the same time
        watch = Watch(now=self.clock)
        settings = self._asking(model)
        asked = reask(self.run_dir, self._selected(spot), wish, settings, watch)
        result = asyncio.run(asked)
        if result.is_changed:
            self.is_changed = True
            self.shelf.forget_all()  # other documents may contradict what is said now
            self.refresh(spot.document)
            self.revision += 1
        return result

    def _selected(self, spot: Spot) -> Selection:
        name = self.shelf.heads[spot.document - 1].name
        return Selection(documents=frozenset({name}), mentions=frozenset({spot.mention}))

    def _asking(self, model: str) -> Settings:
        return self.settings.model_copy(update={"model": model}) if model else self.settings

    def alike(self, repeat: Repeat) -> tuple[Spot, ...]:
        """Return the disputes that a correction would fit too."""
        found = find_alike(self.document(repeat.document), repeat)
        return tuple(Spot(repeat.document, mention) for mention in found)

    def repeat(self, repeat: Repeat, by: Signature) -> tuple[Spot, ...]:
        """Correct in the same way whatever is alike, all or none, and return what was.

        Only the fields of the correction are decided on: where others are in dispute,
        the number stays so.  What raises is as for ``decide``.
        """
        spots, settled = self.alike(repeat), self.document(repeat.document)
        given = {field.value: value for field, value in repeat.after.items()}
        made = (decide(settled.subject(spot.mention), by, corrections=given) for spot in spots)
        self._keep([each for decided in made for each in decided.decisions], ())
        return spots

    def undo(self, spots: Sequence[Spot], by: Signature) -> None:
        """Take back what ``by.who`` decided last about each of some numbers, all or none."""
        histories = [self.document(spot.document).history(spot.mention) for spot in spots]
        made = [each for history in histories for each in withdraw(history, by)]
        self._keep(made, [each for history in histories for each in history])

    def _keep(self, made: Sequence[Decision], seen: Sequence[Decision]) -> None:
        self.store.add_decisions(made, seen=seen)
        self.catch_up()

    def catch_up(self) -> bool:
        """Apply what was decided or answered since the last time, here or elsewhere.

        Tell whether there was anything.
        """
        now, before = newest(self.store), self._seen
        answered = self._answered()
        if now == before and not answered:
            return False
        self._seen = now
        touched = self._touched_since(before) if now != before else set()
        if now.answer != before.answer:
            self._awaited |= self._touched_since(before.but_for_decisions(now))
        touched = self.shelf.with_neighbours(touched) | answered
        if answered:
            self._awaited -= answered
            self.shelf.forget_all()
        self.shelf.forget(touched)
        for place in touched:
            self.refresh(place)
        self.is_changed = True
        self.revision += 1
        return True

    def write_exports(self) -> None:
        """Write the files of the run anew, as they stand now."""
        self.is_changed = False
        write_exports(self.run_dir, url=self.settings.store)
        self.revision += 1

    def _answered(self) -> set[int]:
        """Return the documents that were asked about and have been proven anew since."""
        return {place for place in self._awaited if self.shelf.is_proven_anew(place)}

    def _touched_since(self, before: Newest) -> set[int]:
        return self.shelf.places_of(touched_since(self.store, before))

    def refresh(self, place: int) -> None:
        """Put the numbers of the document at ``place`` on the table as they stand."""
        record = self.document(place).record
        self.register.replace(place, numbers_of(record), score_proof(record.proof))
        self._fresh.add(place)

    def _score(self) -> None:
        """Find out how likely each dispute is an error; people go first."""
        spent = 0.0
        for place, head in enumerate(self.shelf.heads, start=1):
            since = monotonic() - self._last_act
            if self._is_closed.wait(max(_BREATH_S, spent, _PAUSE_S - since)):
                return
            start = monotonic()
            if place not in self._fresh:
                self.register.score(place, score_proof(self.store.proof(head.name)))
            spent, self.scored = monotonic() - start, place
        self.revision += 1
