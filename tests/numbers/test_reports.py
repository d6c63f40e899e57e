"""In whole reports of any layout each number gets its time and its place."""

import pytest

from pipeline.numbers.ledger import build_ledger
from pipeline.numbers.periods import periods_agree
from pipeline.numbers.places import regions_agree
from pipeline.numbers.reading import Reading
from tests.numbers.read_text import cleaned
from tests.numbers.report_cases import REPORTS, Want


def read(text: str) -> dict[str, Reading]:
    """Return the first reading of each number of a report, by its quote."""
    ledger = build_ledger(cleaned(text))
    found: dict[str, Reading] = {}
    for mention, reading in zip(ledger.mentions, ledger.readings, strict=True):
        if reading is not None:
            found.setdefault(mention.quote, reading)
    return found


@pytest.mark.parametrize(("text", "wanted"), REPORTS, ids=lambda case: str(case)[:12])
def test_each_number_of_a_report_has_its_time_and_place(text: str, wanted: list[Want]) -> None:
    """Wherever the report says its day and its place, each number finds both."""
    readings = read(text)

    for quote, period, region in wanted:
        reading = readings[quote]
        if period:
            assert periods_agree(period, reading.period.best or ""), (quote, reading.period)
        if region:
            assert regions_agree(region, reading.region.best or ""), (quote, reading.region)
