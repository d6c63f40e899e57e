"""A ledger or a finished run in, what it says about each number out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pipeline.errors import StoreError
from pipeline.numbers.ledger import Ledger
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction, Reading
from schemas.vocabulary import Kind

_SIGNED = frozenset({Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE})


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding of the check ``check`` that names the raw spans ``places`` of one document."""

    check: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was made of the raw characters ``start`` to ``end`` of the document ``doc``.

    ``disposition`` is ``fact``, ``nonfact`` or ``unaccounted``; ``score`` ranks the
    row in a review queue, higher first.  ``sure`` names the fields of which the
    reading claims to be sure.
    """

    doc: str
    start: int
    end: int
    quote: str
    value: Decimal
    unit: str
    bound: str
    disposition: str
    kind: str | None = None
    indicator: str | None = None
    region: str | None = None
    period: str | None = None
    why: str | None = None
    status: str | None = None
    score: float | None = None
    sure: frozenset[str] = frozenset()
    alarms: tuple[Alarm, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Tell whether the number is said to state a statistic."""
        return self.disposition == "fact"


def from_ledger(ledger: Ledger, doc: str) -> tuple[Prediction, ...]:
    """Return what the readings alone say, in document order.

    A mention with a reason of its own or of its clause is a non-fact, every other a
    fact; growth and changes that go down get a minus sign.
    """
    pairs = zip(ledger.mentions, ledger.readings, strict=True)
    return tuple(_from_reading(doc, mention, reading) for mention, reading in pairs)


def _from_reading(doc: str, mention: Mention, reading: Reading | None) -> Prediction:
    if reading is None:
        return _from_mention(doc, mention, why=str(mention.why or "no reading"))
    if reading.nonfact or mention.why:
        sure = frozenset({"disposition"} if mention.why or reading.why.is_sure else ())
        why = str(reading.nonfact or mention.why)
        return _from_mention(doc, mention, why=why, sure=sure)
    fields = ("kind", "indicator", "region", "period")
    falls = reading.direction is Direction.DOWN and reading.kind.best in _SIGNED
    return Prediction(
        doc=doc,
        start=mention.raw_span.start,
        end=mention.raw_span.end,
        quote=mention.quote,
        value=-abs(mention.value) if falls else mention.value,
        unit=mention.unit,
        bound=mention.bound,
        disposition="fact",
        kind=reading.kind.best,
        indicator=reading.indicator.best,
        region=reading.region.best,
        period=reading.period.best,
        sure=frozenset(name for name in fields if getattr(reading, name).is_sure),
    )


def _from_mention(
    doc: str, mention: Mention, *, why: str, sure: frozenset[str] = frozenset({"disposition"})
) -> Prediction:
    return Prediction(
        doc=doc,
        start=mention.raw_span.start,
        end=mention.raw_span.end,
        quote=mention.quote,
        value=mention.value,
        unit=mention.unit,
        bound=mention.bound,
        disposition="nonfact",
        why=why,
        sure=sure,
    )


def from_run(run_dir: Path) -> tuple[Prediction, ...]:
    """Return what a finished run says, from its ``facts``, ``ledger`` and ``disputes``.

    A missing or damaged file raises ``StoreError`` naming the file and the line.
    """
    scores = {_place(row): row.get("score") for row in _read_rows(run_dir / "disputes.jsonl")}
    facts = {_place(row): row for row in _read_rows(run_dir / "facts.jsonl")}
    return tuple(
        _from_row(run_dir, row | facts.get(_place(row), {}), scores.get(_place(row), 0.0))
        for row in _read_rows(run_dir / "ledger.jsonl")
    )


def _from_row(run_dir: Path, row: dict[str, Any], score: float | None) -> Prediction:
    try:
        return Prediction(
            doc=row["doc"],
            start=row["start"],
            end=row["end"],
            quote=row["quote"],
            value=Decimal(row["value"]),
            unit=row["unit"],
            bound=row["bound"],
            disposition=row["disposition"],
            kind=row.get("kind"),
            indicator=row.get("indicator"),
            region=row.get("region"),
            period=row.get("period"),
            why=row.get("why"),
            status=row.get("status"),
            score=score,
            alarms=tuple(_alarm(row, finding) for finding in row.get("findings", ())),
        )
    except (KeyError, TypeError, InvalidOperation) as error:
        raise StoreError(f"{run_dir}: a row lacks or spoils {error}: {row}") from error


def _alarm(row: dict[str, Any], finding: dict[str, Any]) -> Alarm:
    others = [o for o in finding.get("others", ()) if o["doc"] == row["doc"]]
    return Alarm(finding["check"], tuple((o["start"], o["end"]) for o in (row, *others)))


def _place(row: dict[str, Any]) -> tuple[Any, Any, Any]:
    return row.get("doc"), row.get("start"), row.get("end")


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield _read_row(line, where=f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read ({error})") from error


def _read_row(line: str, *, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise StoreError(f"{where}: not JSON ({error})") from error
    if not isinstance(row, dict):
        raise StoreError(f"{where}: not an object")
    return row
