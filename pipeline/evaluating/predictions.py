"""A ledger or a finished run in, what it says about each number out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.evaluating.run_lines import Line, place_of, read_lines
from pipeline.numbers.ledger import Ledger
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction, Reading
from pipeline.results.exports import DISPUTES, FACTS, LEDGER
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
    scores = {place_of(row): row.get("score") for row in read_lines(run_dir / DISPUTES)}
    facts = {place_of(row): row for row in read_lines(run_dir / FACTS)}
    return tuple(
        _from_line(run_dir, row | facts.get(place_of(row), {}), scores.get(place_of(row)))
        for row in read_lines(run_dir / LEDGER)
    )


def _from_line(run_dir: Path, row: Line, score: float | None) -> Prediction:
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
            score=row.get("score", 0.0) if score is None else score,
            alarms=tuple(_alarms(row)),
        )
    except (KeyError, TypeError, InvalidOperation) as error:
        raise StoreError(f"{run_dir}: a row lacks or spoils {error}: {row}") from error


def _alarms(row: Line) -> Iterator[Alarm]:
    """Yield the findings that stay in the document; gold knows nothing of the others."""
    for finding in row.get("findings", ()):
        others = finding["others"]
        here = [(other["start"], other["end"]) for other in others if other["doc"] == row["doc"]]
        if here or not others:
            yield Alarm(finding["check"], ((row["start"], row["end"]), *here))
