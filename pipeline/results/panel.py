"""Settled documents in, the panel out: region by indicator by period, conflicts shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.proving.comparing import Key, figure_key
from pipeline.proving.fact import Fact, Status
from pipeline.proving.interval import Interval, fact_interval, most_exact
from pipeline.results.export_rows import Row
from pipeline.results.lines import plain, shortest
from pipeline.results.pointing import name_of
from pipeline.results.settled import Settled
from schemas.catalogue import catalogue

ASKED = frozenset(Status) - {Status.REJECTED}


@dataclass(frozen=True, slots=True)
class Figure:
    """One fact in a cell of the panel, under the name it is pointed at."""

    name: str
    fact: Fact
    status: Status
    interval: Interval


class Panel:
    """The facts of a run by what they state: kind, unit, indicator, region and period.

    ``left_out`` counts the facts that lack an indicator, a kind or a period, which no
    cell can hold.  Facts with a status not in ``asked`` are passed over.
    """

    def __init__(self, asked: frozenset[Status] = ASKED) -> None:
        self.left_out = 0
        self._asked = asked
        self._cells: dict[Key, list[Figure]] = {}

    def add(self, settled: Settled) -> None:
        """Put the facts of one more document into their cells."""
        proof = settled.record.proof
        for fact in proof.facts:
            status = proof.statuses[fact.mention]
            if status not in self._asked:
                continue
            if key := figure_key(fact):
                name = name_of(proof.doc, fact.span)
                figure = Figure(name, fact, status, fact_interval(fact))
                self._cells.setdefault(key, []).append(figure)
            else:
                self.left_out += 1

    def rows(self) -> list[Row]:
        """Return a row for each cell, by region, indicator, kind, unit and period.

        A value stands where all facts of the cell can be true at once: that of the most
        exact one.  Otherwise the cell has no value, and says what each source has.
        """
        rows = [_row(figures) for figures in self._cells.values()]
        return sorted(rows, key=lambda row: tuple(str(row[name] or "") for name in _ORDER))


_ORDER = ("region", "indicator", "kind", "unit", "period")
_SUBJECT = ("region", "region_code", "indicator", "indicator_id", "kind", "unit")


def wide_rows(rows: Sequence[Row]) -> tuple[list[str], list[Row]]:
    """Return the panel with two columns for each period, and the names of all columns.

    They are called by the period and ``<period> status``; a cell in conflict holds what
    each source has instead of a number.

    >>> row = dict.fromkeys(_SUBJECT, "x") | {"period": "2022", "value": Decimal(3)}
    >>> wide_rows([row | {"status": "verified", "said": "3件", "is_conflict": False}])[0][-2:]
    ['2022', '2022 status']
    """
    periods = sorted({str(row["period"]) for row in rows})
    names = [*_SUBJECT, *(f"{period}{part}" for period in periods for part in ("", " status"))]
    subjects: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = tuple(row[name] for name in _SUBJECT)
        wide = subjects.setdefault(key, {name: row[name] for name in _SUBJECT})
        is_conflict = row["is_conflict"]
        wide[f"{row['period']}"] = f"conflict: {row['said']}" if is_conflict else row["value"]
        wide[f"{row['period']} status"] = row["status"]
    return names, list(subjects.values())


def _row(figures: Sequence[Figure]) -> Row:
    best = most_exact([figure.interval for figure in figures])
    stands = None if best is None else figures[best].fact
    names = {known.id: known.name for known in catalogue()}
    fact = figures[0].fact
    return {
        "region": fact.region,
        "region_code": fact.region_code,
        "indicator": names.get(fact.indicator_id or "", fact.indicator),
        "indicator_id": fact.indicator_id,
        "kind": fact.kind,
        "unit": fact.base_unit,
        "period": fact.period,
        "value": Decimal(shortest(stands.base_value)) if stands else None,
        "bound": stands.bound if stands else None,
        "status": "; ".join(dict.fromkeys(figure.status for figure in figures)),
        "is_conflict": stands is None,
        "said": " | ".join(dict.fromkeys(_amount(figure.fact) for figure in figures)),
        "fact_count": len(figures),
        "ids": ", ".join(figure.name for figure in figures),
    }


def _amount(fact: Fact) -> str:
    return f"{plain(fact.value)}{fact.unit}"
