"""The facts of one indicator in, a table of regions and periods out; conflicts stay conflicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.results.report_segments import showable
from pipeline.review.desk import Spot

Row = Mapping[str, Any]

_INK = "#757b88"  # can be read on light and on dark
_AXIS: Mapping[str, Any] = {"axisLabel": {"color": _INK}, "nameTextStyle": {"color": _INK}}


@dataclass(frozen=True, slots=True)
class Cell:
    """What the facts say about one region and period.

    ``values`` are the different amounts in base units, each with what is written for
    it; several mean that the facts conflict.
    """

    values: tuple[tuple[Decimal, str], ...]
    spots: tuple[Spot, ...]

    @property
    def is_conflict(self) -> bool:
        """Tell whether the facts do not say the same."""
        return len(self.values) > 1


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
    found: dict[tuple[str, str], dict[Decimal, str]] = {}
    spots: dict[tuple[str, str], list[Spot]] = {}
    unit: str | None = None
    for row in rows:
        unit = row["base_unit"] if unit is None else unit
        if row["base_unit"] != unit:
            continue
        place = showable(row["region"] or "–"), showable(row["period"] or "–")
        written = f"{row['value']}{row['unit']}"
        found.setdefault(place, {}).setdefault(Decimal(row["base_value"]).normalize(), written)
        spots.setdefault(place, []).append(Spot(row["document"], row["mention"]))
    cells = {
        place: Cell(tuple(values.items()), tuple(spots[place])) for place, values in found.items()
    }
    return Panel(
        regions=tuple(sorted({region for region, _ in cells})),
        periods=tuple(sorted({period for _, period in cells}, key=_in_time)),
        cells=cells,
        unit=unit or "",
    )


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
        "texts": [showable(written) for _value, written in cell.values],
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
        "yAxis": {**_AXIS, "type": "value", "name": panel.unit},
        "series": [
            {
                "name": region,
                "type": form,
                "data": [_height(panel.cells.get((region, each))) for each in panel.periods],
            }
            for region in panel.regions
        ],
    }


def _height(cell: Cell | None) -> float | None:
    return None if cell is None or cell.is_conflict else float(cell.values[0][0])
