"""Files in, what is written of them out; in between they wait here for their answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from pipeline.asking.answer_cache import AnswerCache
from pipeline.asking.chunk import Chunk
from pipeline.asking.halving import halve
from pipeline.disputing.reasked import Reasked
from pipeline.errors import CacheError
from pipeline.results.drafts import Draft, PackedDraft, draft_of, pack_draft
from pipeline.results.packing import PackedRows, pack
from pipeline.results.records import DocumentRecord, RunInfo
from pipeline.results.settled import Settled
from pipeline.running.crossing import figure_rows
from pipeline.running.journal_rows import FigureRow
from pipeline.running.kept import (
    Kept,
    is_keepable,
    keep_document,
    kept_id,
    kept_name,
    kept_text,
    read_kept,
)
from pipeline.running.stages import (
    Asked,
    Posed,
    Prepared,
    Question,
    Voice,
    finish,
    pose,
    prepare,
    read,
)
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """What decides what is made of a document.

    ``questions`` are those to each model, the first cuts the chunks for all.  ``recipe_id``
    is the digest of all that decides the results.  ``is_keeping`` says that documents are
    kept for later runs, and taken as earlier ones kept them.
    """

    settings: Settings
    questions: tuple[Question, ...]
    recipe_id: str
    info: RunInfo
    is_keeping: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that waits for answers: what each model is to be asked about it.

    Where an earlier run has kept what it made of it, that is ``kept`` and nothing waits.
    """

    digest: str
    posed: tuple[tuple[Posed, ...], ...] = ()
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """All that is written of a finished document.

    ``problem`` says why it could not be kept for later runs, if that failed.
    """

    digest: str
    is_complete: bool
    rows: PackedRows
    figures: tuple[FigureRow, ...]
    draft: PackedDraft
    problem: str | None = None


class Maker(Protocol):
    """Who works on documents, here or in another process.

    Every document is opened, asked about elsewhere, and closed, under its name.
    """

    @property
    def most_opening(self) -> int:
        """Return how many documents may be opened at the same time."""

    async def open(self, name: str, path: Path, *, is_anew: bool = False) -> Opened:
        """Read a file; ``is_anew`` where what was kept of it cannot be taken.

        DocumentError and OSError say why it cannot be read.
        """

    async def halve(self, name: str, voice: int, chunk: Chunk) -> tuple[Posed, ...]:
        """Return the parts of a chunk that was too much for the model ``voice``."""

    async def close(
        self, name: str, asked: Sequence[Sequence[Asked]], reasked: Sequence[Reasked] = ()
    ) -> Made:
        """Prove what each model answered; the document is not held any more."""

    def apart(self) -> "Maker":
        """Return who is to try a document again that was lost with its process."""


class Making:
    """Documents under way, in this process; ``cache`` is where they are kept."""

    def __init__(self, order: Order, cache: AnswerCache | None = None) -> None:
        self._order = order
        self._cache = cache if order.is_keeping else None
        self._waiting: dict[str, tuple[Path, Prepared]] = {}

    def open(self, name: str, path: Path, *, is_anew: bool = False) -> Opened:
        """Read a file, as ``Maker`` has it."""
        order = self._order
        document = read(name, path, order.settings)
        kept = None if is_anew else self._kept(name, path, document.digest)
        if kept is not None:
            return Opened(document.digest, kept=kept)
        prepared = prepare(document, order.settings, order.questions[0].prompt.strategy)
        self._waiting[name] = path, prepared
        posed = (
            tuple(pose(chunk, prepared, question) for chunk in prepared.chunks)
            for question in order.questions
        )
        return Opened(document.digest, tuple(posed))

    def halve(self, name: str, voice: int, chunk: Chunk) -> tuple[Posed, ...]:
        """Return the parts of a chunk, none where it is no less in parts."""
        _path, prepared = self._waiting[name]
        question = self._order.questions[voice]
        return tuple(pose(part, prepared, question) for part in halve(chunk, prepared.ledger))

    def close(
        self, name: str, asked: Sequence[Sequence[Asked]], reasked: Sequence[Reasked] = ()
    ) -> Made:
        """Prove what was answered, and keep it where that holds for later runs."""
        path, prepared = self._waiting.pop(name)
        extra = self._order.questions[0].prompt.extra
        models = [question.options.model for question in self._order.questions]
        voices = [Voice(*each, extra) for each in zip(models, asked, strict=True)]
        record = finish(prepared, voices, reasked)
        rows, figures = pack(record), tuple(figure_rows(record.proof))
        draft = draft_of(Settled(record, record), self._order.info)
        packed = pack_draft(draft)
        made = Made(record.document.digest, record.is_complete, rows, figures, packed)
        return self._kept_for_later(record, path, made, draft)

    def _kept(self, name: str, path: Path, digest: str) -> Kept | None:
        if self._cache is None:
            return None
        place = kept_name(self._order.recipe_id, name, path, digest)
        text = self._cache.document(place)
        kept = read_kept(text) if text else None
        if text is None or kept is None:
            return None
        return replace(kept, draft=replace(kept.draft, made_from=kept_id(place, text)))

    def _kept_for_later(self, record: DocumentRecord, path: Path, made: Made, draft: Draft) -> Made:
        """Keep what was made, if it holds for later runs, and return it with that noted."""
        if self._cache is None or not is_keepable(record):
            return made
        text = kept_text(keep_document(record, made.rows, made.figures, draft))
        if text is None:
            return made
        place = kept_name(self._order.recipe_id, record.document.name, path, made.digest)
        try:
            self._cache.keep_document(place, text)
        except CacheError as error:
            self._cache = None  # it would fail for every other one, too
            return replace(made, problem=str(error))
        return replace(made, draft=replace(made.draft, made_from=kept_id(place, text)))


class Here:
    """A ``Maker`` in this process: nothing else goes on meanwhile."""

    most_opening = 1

    def __init__(self, making: Making) -> None:
        self._making = making

    async def open(self, name: str, path: Path, *, is_anew: bool = False) -> Opened:
        """Read a file."""
        return self._making.open(name, path, is_anew=is_anew)

    async def halve(self, name: str, voice: int, chunk: Chunk) -> tuple[Posed, ...]:
        """Return the parts of a chunk."""
        return self._making.halve(name, voice, chunk)

    async def close(
        self, name: str, asked: Sequence[Sequence[Asked]], reasked: Sequence[Reasked] = ()
    ) -> Made:
        """Prove what was answered."""
        return self._making.close(name, asked, reasked)

    def apart(self) -> "Here":
        """Return the same: nothing is lost here but the whole run."""
        return self
