"""What all pages of one server share: the run as it stands, and how it is decided on."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipeline.disputing.deciding import Decided, Signature, decide, withdraw
from pipeline.disputing.decisions import Decision, Ruling
from pipeline.disputing.disputes import Dispute, build_disputes
from pipeline.disputing.reasking_choice import Selection
from pipeline.proving.fact import Status
from pipeline.results.browsing import (
    NumberRow,
    costs,
    decided_since,
    document_heads,
    last_decision,
    number_rows,
)
from pipeline.results.records import DocumentRecord
from pipeline.results.settled import Settled, settle
from pipeline.results.store import Store
from pipeline.review.register import Register
from pipeline.running.reasking import reask
from pipeline.running.reasking_plan import Preview, Wish, preview
from pipeline.running.reasking_result import ReaskResult
from pipeline.running.reasking_work import Watch
from pipeline.settings import Settings

# A number that is no fact is of interest only while somebody disputes or has settled it.
_QUIET = (Status.VERIFIED, Status.UNVERIFIED)

_KEPT_RECORDS = 12
_BREATH_S = 0.01


@dataclass(frozen=True, slots=True)
class Spot:
    """One number: the place of its document, from 1, and its index there."""

    document: int
    mention: int


class Desk:
    """One run on the table; close it when done.

    ``revision`` grows whenever anybody, also in another process, has decided something.
    ``scored`` says for how many documents it is known how likely their disputes are
    errors.
    """

    def __init__(
        self, run_dir: Path, settings: Settings, store: Store, clock: Callable[[], str]
    ) -> None:
        self.run_dir = run_dir
        self.settings = settings
        self.store = store
        self.is_changed = False
        self.clock = clock
        self.revision = 0
        self.scored = 0
        self.info = store.info()
        self.heads = document_heads(store)
        self.unreadable = store.unreadable()
        self.costs = costs(store)
        self.places = {head.name: place for place, head in enumerate(self.heads, start=1)}
        self.register = Register()
        self.register.fill(number_rows(store), self.places)
        self._seen_decision = 0
        self._records: dict[int, DocumentRecord] = {}
        self._reading = threading.Lock()
        self._is_closed = threading.Event()
        self._scoring = threading.Thread(target=self._score, name="scores", daemon=True)

    @classmethod
    def open(cls, run_dir: Path, settings: Settings, clock: Callable[[], str]) -> Self:
        """Open the run in ``run_dir``, or the one in the database that ``settings`` name."""
        desk = cls(run_dir, settings, Store.open(run_dir, settings.store), clock)
        desk.catch_up()
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
        with self._reading:
            record = self._records.get(place)
            if record is None:
                record = self.store.document(self.heads[place - 1].name)
                while len(self._records) >= _KEPT_RECORDS:
                    self._records.pop(next(iter(self._records)))
                self._records[place] = record
        return settle(record, self.store.decisions(record.document))

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
        self.store.add_decisions(made.decisions, seen=seen)
        self.is_changed = True
        self.catch_up()
        return made

    def preview(self, spot: Spot, wish: Wish, model: str) -> Preview:
        """Return the questions that asking again about one number would send."""
        return preview(self.run_dir, self._selected(spot), wish, self._asking(model))

    def ask_again(self, spot: Spot, wish: Wish, model: str) -> ReaskResult:
        """Ask a model about one number again; what it says is one more claim.

        ``model`` is another than that of the settings, or ``""``.  It waits for the
        answer: call it in a thread of its own.
        """
        watch = Watch(now=self.clock)
        settings = self._asking(model)
        asked = reask(self.run_dir, self._selected(spot), wish, settings, watch)
        result = asyncio.run(asked)
        if result.is_changed:
            self.is_changed = True
            with self._reading:
                self._records.clear()  # other documents may contradict what is said now
            self.refresh(spot.document)
            self.revision += 1
        return result

    def _selected(self, spot: Spot) -> Selection:
        name = self.heads[spot.document - 1].name
        return Selection(documents=frozenset({name}), mentions=frozenset({spot.mention}))

    def _asking(self, model: str) -> Settings:
        return self.settings.model_copy(update={"model": model}) if model else self.settings

    def undo(self, spot: Spot, by: Signature) -> None:
        """Take back what ``by.who`` decided last about one number."""
        history = self.document(spot.document).history(spot.mention)
        self.store.add_decisions(withdraw(history, by), seen=history)
        self.is_changed = True
        self.catch_up()

    def catch_up(self) -> bool:
        """Apply what was decided since the last time, here or elsewhere; tell whether any was."""
        newest = last_decision(self.store)
        if newest == self._seen_decision:
            return False
        touched = decided_since(self.store, self._seen_decision)
        self._seen_decision = newest
        names, digests = {name for name, _ in touched}, {digest for _, digest in touched}
        for place, head in enumerate(self.heads, start=1):
            if head.name in names or head.digest in digests:
                self.refresh(place)
        self.revision += 1
        return True

    def refresh(self, place: int) -> None:
        """Read the document at ``place`` anew."""
        record = self.document(place).record
        disputes = build_disputes(record.proof, record.mentions)
        scores = {dispute.mention: float(dispute.score) for dispute in disputes}
        self.register.replace(place, _rows(record), scores)

    def _score(self) -> None:
        for place in range(1, len(self.heads) + 1):
            if self._is_closed.wait(_BREATH_S):  # people go first
                return
            self.refresh(place)
            self.scored = place
        self.revision += 1


def dispute_about(settled: Settled, mention: int) -> Dispute | None:
    """Return the open dispute about one number, or nothing if there is none."""
    disputes = build_disputes(settled.record.proof, settled.record.mentions)
    return next((each for each in disputes if each.mention == mention), None)


def _rows(record: DocumentRecord) -> list[NumberRow]:
    facts = {fact.mention: fact for fact in record.proof.facts}
    rows = []
    for mention, row in zip(record.mentions, record.proof.rows, strict=True):
        fact, status = facts.get(mention.index), record.proof.statuses[mention.index]
        if fact is None and status in _QUIET:
            continue
        rows.append(
            NumberRow(
                record.document.name,
                mention.index,
                mention.raw_span.start,
                mention.raw_span.end,
                mention.quote,
                fact.value if fact else mention.value,
                fact.unit if fact else mention.unit,
                fact.base_value if fact else None,
                fact.base_unit if fact else None,
                fact.kind if fact else None,
                fact.indicator if fact else None,
                fact.indicator_id if fact else None,
                fact.region if fact else None,
                fact.period if fact else None,
                status,
                row.disposition,
            )
        )
    return rows
