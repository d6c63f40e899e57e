"""The panel never averages: figures that fit make one cell, others show their conflict."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pipeline.proving.fact import Fact, Status
from pipeline.results.export_rows import Row
from pipeline.results.panel import ASKED, Panel, wide_rows
from pipeline.results.settled import settle
from tests.results.run_cases import PROOF
from tests.results.table_cases import record_of

FIRST, SECOND = PROOF.facts
LEVEL = replace(SECOND, kind=FIRST.kind, value=FIRST.value, base_value=FIRST.value)
LEVEL = replace(LEVEL, unit="件", base_unit="件")


def cells(facts: Iterable[Fact], **statuses: Status) -> list[Row]:
    """Return the cells that the facts of one document make."""
    panel = Panel()
    panel.add(settle(record_of(*facts, **statuses), ()))
    return panel.rows()


def valued(value: str, unit: str, base: str) -> Fact:
    """Return a fact about the same thing as the first one, with this amount."""
    return replace(LEVEL, value=Decimal(value), unit=unit, base_value=Decimal(base))


def test_a_figure_that_is_said_again_is_one_cell() -> None:
    """Both places are named, and both statuses."""
    (cell,) = cells([FIRST, LEVEL])

    assert (cell["value"], cell["fact_count"]) == (Decimal(396), 2)
    assert cell["ids"] == "a:6-10, a:15-19"
    assert cell["status"] == "verified; disputed"
    assert cell["is_conflict"] is False


def test_a_rounded_figure_and_an_exact_one_make_the_exact_one() -> None:
    """0.04万 may be 396, so nothing contradicts."""
    (cell,) = cells([valued("0.04", "万件", "400"), FIRST][::-1])

    assert cell["value"] == Decimal(396)
    assert cell["said"] == "396件 | 0.04万件"


def test_figures_that_contradict_each_other_are_shown_and_not_averaged() -> None:
    """The cell has no value; what each source says is there."""
    (cell,) = cells([FIRST, valued("693", "件", "693")])

    assert cell["value"] is None
    assert cell["is_conflict"] is True
    assert cell["said"] == "396件 | 693件"
    names, (wide,) = wide_rows([cell])
    assert names[-2:] == ["2022", "2022 status"]
    assert wide["2022"] == "conflict: 396件 | 693件"


def test_what_people_rejected_is_not_in_the_panel_unless_asked_for() -> None:
    """A rejected figure no longer contradicts, and any other choice can be made."""
    facts = [FIRST, valued("693", "件", "693")]
    (cell,) = cells(facts, s1=Status.REJECTED)
    everything = Panel(ASKED | {Status.REJECTED})
    everything.add(settle(record_of(*facts, s1=Status.REJECTED), ()))

    assert cell["value"] == Decimal(396)
    assert everything.rows()[0]["is_conflict"] is True


def test_a_fact_without_a_time_is_counted_and_left_out() -> None:
    """A cell needs an indicator, a kind and a period."""
    panel = Panel()
    panel.add(settle(record_of(FIRST, replace(SECOND, period=None)), ()))

    assert len(panel.rows()) == 1
    assert panel.left_out == 1
