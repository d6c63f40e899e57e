"""Annotation files in, the statistics a document should yield out."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pipeline.errors import GoldError
from pipeline.evaluating.soft_whys import is_soft
from schemas.vocabulary import Bound, Kind


class _Placed(BaseModel):
    """Raw characters of one document, quoted."""

    model_config = ConfigDict(frozen=True)

    doc: str
    quote: str
    start: int
    end: int

    @model_validator(mode="after")
    def _quote_fills_its_span(self) -> Self:
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"{self.quote!r} does not fill {self.start}..{self.end}")
        return self


class GoldFact(_Placed):
    """A number that states a statistic, with its right reading."""

    value: Decimal
    unit: str
    bound: Bound
    kind: Kind
    indicator: str
    aliases: tuple[str, ...] = ()
    region: str
    period: str | None


class GoldNonFact(_Placed):
    """A number that states none, and the annotator's reason."""

    why: str

    @property
    def is_soft(self) -> bool:
        """Tell whether this number costs nothing, found or not."""
        return is_soft(self.why)


class GoldContradiction(BaseModel):
    """Figures of one document that cannot all be true, planted or found by hand."""

    model_config = ConfigDict(frozen=True)

    doc: str
    type: str
    quotes: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]


class Gold(BaseModel):
    """Everything annotated, in the order of the files."""

    model_config = ConfigDict(frozen=True)

    facts: tuple[GoldFact, ...]
    nonfacts: tuple[GoldNonFact, ...] = ()
    contradictions: tuple[GoldContradiction, ...] = ()

    @property
    def docs(self) -> tuple[str, ...]:
        """Return the names of the annotated documents, sorted."""
        return tuple(sorted({row.doc for row in (*self.facts, *self.nonfacts)}))


Row = TypeVar("Row", bound=BaseModel)


def read_gold(
    facts: Path, nonfacts: Path | None = None, contradictions: Path | None = None
) -> Gold:
    """Read annotation files of one JSON object per line.

    Keys that are not known are ignored.  A file that is missing, not UTF-8, or has a
    line that does not fit raises ``GoldError`` naming file and line, and so does one
    without any fact: against nothing there is nothing to score.
    """
    rows = tuple(_read_rows(facts, GoldFact))
    if not rows:
        raise GoldError(f"{facts}: has no line; it needs one JSON object for each fact")
    return Gold(
        facts=rows,
        nonfacts=tuple(_read_rows(nonfacts, GoldNonFact)) if nonfacts else (),
        contradictions=(
            tuple(_read_rows(contradictions, GoldContradiction)) if contradictions else ()
        ),
    )


def _read_rows(path: Path, shape: type[Row]) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror or error})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_row(line, shape, where=f"{path}:{number}")


def _read_row(line: str, shape: type[Row], *, where: str) -> Row:
    try:
        return shape.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"]) or "the row"
        raise GoldError(f"{where}: {at}: {first['msg']}") from error
