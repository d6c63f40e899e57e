"""A panel shows what facts say of places and times, and never settles a conflict itself."""

from decimal import Decimal
from typing import Any

from pipeline.results.browsing import NumberRow
from pipeline.review.desk import Spot
from pipeline.review.panel import Row, build_panel, chart_options, table_data
from pipeline.review.register import Register
from tests.review.number_rows import row


def _rows(*rows: NumberRow) -> list[Row]:
    register = Register()
    try:
        register.fill(rows, {"a": 1})
        return register.rows("SELECT * FROM numbers ORDER BY mention")
    finally:
        register.close()


def _money(mention: int, value: str, unit: str, region: str | None, period: str) -> NumberRow:
    base = str(Decimal(value) * {"亿元": 10**8, "万元": 10**4}[unit])
    return row(mention, "融资额", value, region, period, unit=unit, base_value=base, base_unit="元")


CONFLICT = _rows(
    _money(0, "1.2", "亿元", "江门市", "2021"),
    _money(1, "12000", "万元", "江门市", "2021"),
    _money(2, "3", "亿元", "江门市", "2022"),
    _money(3, "5", "亿元", "江门市", "2022"),
    _money(4, "5", "亿元", None, "@2020-12-31"),
)


def test_the_same_amount_in_other_units_is_no_conflict() -> None:
    """1.2 亿元 and 12000 万元 are one value with two places in the text."""
    cell = build_panel(CONFLICT).cells["江门市", "2021"]

    assert not cell.is_conflict
    assert cell.spots == (Spot(1, 0), Spot(1, 1))


def test_conflicting_values_stand_side_by_side() -> None:
    """Neither of two values is chosen, and there is no third between them."""
    panel = build_panel(CONFLICT)
    cells = {each["region"]: each["cells"] for each in table_data(panel)["rows"]}

    assert panel.periods == ("@2020-12-31", "2021", "2022")
    assert cells["江门市"][2] == {"texts": ["3亿元", "5亿元"], "is_conflict": True}
    assert cells["江门市"][0] is None


def test_what_agrees_as_printed_is_no_conflict() -> None:
    """A rounded amount is no other amount; the chart has the more exact one."""
    rows = _rows(
        _money(0, "1.2", "亿元", "江门市", "2021"), _money(1, "12012", "万元", "江门市", "2021")
    )
    panel = build_panel(rows)

    assert not panel.cells["江门市", "2021"].is_conflict
    options: dict[str, Any] = chart_options(panel, "line")
    assert options["series"][0]["data"] == [120120000.0]


def test_a_conflict_is_a_gap_in_the_chart() -> None:
    """No line leads through a value that nobody has settled."""
    options: dict[str, Any] = chart_options(build_panel(CONFLICT), "line")

    series = {each["name"]: each["data"] for each in options["series"]}
    assert series == {"江门市": [None, 120000000.0, None], "–": [500000000.0, None, None]}
    assert options["yAxis"]["name"] == "元"


def test_another_unit_does_not_slip_in() -> None:
    """Amounts that cannot be compared are not in one panel."""
    rows = _rows(
        row(0, "数", "3", "江门市", "2021"), row(1, "数", "4", "江门市", "2021", base_unit="元")
    )

    assert build_panel(rows).cells["江门市", "2021"].spots == (Spot(1, 0),)


def test_no_facts_give_an_empty_panel() -> None:
    """Nothing to show is no error."""
    assert table_data(build_panel(())) == {"periods": [], "rows": []}
