"""Planted contradictions are found by a finding that names two of their figures."""

from pipeline.evaluating.alarms import count_alarms
from pipeline.evaluating.counts import Ratio
from pipeline.evaluating.gold import GoldContradiction
from pipeline.evaluating.predictions import Alarm
from tests.evaluating.score_cases import predicted

FIRST, SECOND, ELSEWHERE = (0, 4), (10, 14), (50, 54)
PLANTED = GoldContradiction(doc="a", type="", quotes=("1", "2"), offsets=(FIRST, SECOND))


def _counts(*alarms: Alarm) -> dict[str, Ratio]:
    return count_alarms([predicted(alarms=alarms)], [PLANTED])


def test_two_of_its_figures_find_a_contradiction() -> None:
    """An overlap is enough to name a figure."""
    found = _counts(Alarm("contradiction", ((1, 6), SECOND)))

    assert found == {"contradictions found": Ratio(1, 1), "alarms false": Ratio(0, 1)}


def test_one_figure_alone_finds_nothing() -> None:
    """A finding that blames an innocent figure is a false alarm."""
    found = _counts(Alarm("part-whole", (FIRST, ELSEWHERE)))

    assert found == {"contradictions found": Ratio(0, 1), "alarms false": Ratio(1, 1)}


def test_a_finding_about_one_figure_has_to_name_that_one() -> None:
    """A share over 100 % needs no second figure to be a contradiction."""
    assert _counts(Alarm("part-whole", (FIRST,)))["contradictions found"] == Ratio(1, 1)
    assert _counts(Alarm("part-whole", (ELSEWHERE,)))["alarms false"] == Ratio(1, 1)


def test_both_sides_of_one_contradiction_are_one_alarm() -> None:
    """The same figures named from either side are counted once."""
    sides = (
        Alarm("contradiction", (FIRST, ELSEWHERE)),
        Alarm("contradiction", (ELSEWHERE, FIRST)),
    )

    assert _counts(*sides)["alarms false"] == Ratio(1, 1)


def test_other_checks_are_no_alarms() -> None:
    """A finding about a name says nothing about contradictions."""
    found = _counts(Alarm("indicator-elsewhere", (FIRST, SECOND)))

    assert found == {"contradictions found": Ratio(0, 1), "alarms false": Ratio(0, 0)}
