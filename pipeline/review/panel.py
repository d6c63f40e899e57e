"""The facts of one indicator in, a table of regions and periods out; conflicts stay conflicts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.proving.interval import base_interval, most_exact
from pipeline.results.report_segments import showable
from pipeline.review.desk import Spot
from schemas.vocabulary import Bound

Row = Mapping[str, Any]

_INK = "#757b88"  # can be read on light and on dark
_AXIS: Mapping[str, Any] = {"axisLabel": {"color": _INK}, "nameTextStyle": {"color": _INK}}
_RULES: Mapping[str, Any] = {"lineStyle": {"color": "rgba(127, 132, 145, 0.3)"}}


@dataclass(frozen=True, slots=True)
class Cell:
    """What the facts say about one region and period.

    ``values`` are the different amounts in base units, each with what is written for
    it.  ``value`` is that of the most exact fact, nothing where the facts conflict:
    where they cannot all be true, as precise as they are printed.
    """

    values: Mapping[Decimal, str]
    value: Decimal | None
    spots: tuple[Spot, ...]

    @property
    def is_conflict(self) -> bool:
        """Tell whether the facts do not say the same."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class Panel:
    """Regions, periods in order, the cells that are known, and their base unit."""

    regions: tuple[str, ...]
    periods: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    unit: str


def build_panel(rows: Iterable[Row]) -> Panel:
    """Return the panel of ``rows``, all of one indicator and kind.

    Facts without a region or a period, and those in another unit than the first, are
    under an empty name or left to a panel of their own.
    """
    found: dict[tuple[str, str], list[Row]] = {}
    unit: str | None = None
    for row in rows:
        unit = row["base_unit"] if unit is None else unit
        if row["base_unit"] != unit:
            continue
        place = showable(row["region"] or "–"), showable(row["period"] or "–")
        found.setdefault(place, []).append(row)
    cells = {place: _cell_of(facts) for place, facts in found.items()}
    return Panel(
        regions=tuple(sorted({region for region, _ in cells})),
        periods=tuple(sorted({period for _, period in cells}, key=_in_time)),
        cells=cells,
        unit=unit or "",
    )


def _cell_of(rows: Sequence[Row]) -> Cell:
    values = [Decimal(row["base_value"]).normalize() for row in rows]
    intervals = [
        base_interval(Decimal(row["value"]), value, Bound(row["bound"]))
        for row, value in zip(rows, values, strict=True)
    ]
    written: dict[Decimal, str] = {}
    for row, value in zip(rows, values, strict=True):
        written.setdefault(value, f"{row['value']}{row['unit']}")
    best = most_exact(intervals)
    spots = tuple(Spot(row["document"], row["mention"]) for row in rows)
    return Cell(written, None if best is None else values[best], spots)


def _in_time(period: str) -> tuple[str, str]:
    return period.lstrip("@."), period


def table_data(panel: Panel) -> dict[str, Any]:
    """Return the panel row by row, as data that a page shows."""
    return {
        "periods": list(panel.periods),
        "rows": [
            {
                "region": region,
                "cells": [_cell(panel.cells.get((region, period))) for period in panel.periods],
            }
            for region in panel.regions
        ],
    }


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {
        "texts": [showable(written) for written in cell.values.values()],
        "is_conflict": cell.is_conflict,
    }


def chart_options(panel: Panel, form: str) -> dict[str, Any]:
    """Return a chart of the panel, ``line`` or ``bar``, one series for each region.

    Conflicting cells are gaps: no value of theirs is drawn, and none is made up.
    """
    return {
        "aria": {"enabled": True, "decal": {"show": form == "bar"}},
        "animation": False,
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "legend": {"type": "scroll", "top": 0, "textStyle": {"color": _INK}},
        "textStyle": {"color": _INK},
        "grid": {"left": 96, "right": 24, "top": 56, "bottom": 32},
        "xAxis": {**_AXIS, "type": "category", "data": list(panel.periods)},
        "yAxis": {**_AXIS, "type": "value", "name": panel.unit, "splitLine": _RULES},
        "series": [
            {
                "name": region,
                "type": form,
                "barMaxWidth": 72,
                "data": [_height(panel.cells.get((region, each))) for each in panel.periods],
            }
            for region in panel.regions
        ],
    }


def _height(cell: Cell | None) -> float | None:
    return None if cell is None or cell.value is None else float(cell.value)
