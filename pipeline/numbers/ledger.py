"""Every number of a document, in order, with its reading."""

from dataclasses import dataclass

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.layout import Layout, find_layout
from pipeline.numbers.meanings import read_meanings
from pipeline.numbers.mention import Mention
from pipeline.numbers.mentions import find_mentions
from pipeline.numbers.period_written import find_written_times
from pipeline.numbers.place_home_body import home_body
from pipeline.numbers.place_owners import find_owners
from pipeline.numbers.places import home_region
from pipeline.numbers.reading import Reading
from pipeline.numbers.when import read_periods
from pipeline.numbers.where import read_regions


@dataclass(frozen=True, slots=True)
class Ledger:
    """The mentions of one document and the readings of those that may be statistics.

    ``readings`` has one entry for each mention, ``None`` where ``mention.why`` says
    that there is nothing to read.  ``region`` is the place or the
    body that the document reports on.
    """

    clean: CleanText
    layout: Layout
    mentions: tuple[Mention, ...]
    readings: tuple[Reading | None, ...]
    region: str | None

    def __post_init__(self) -> None:
        if len(self.readings) != len(self.mentions):
            raise ValueError(f"{len(self.readings)} readings for {len(self.mentions)} mentions")


def build_ledger(clean: CleanText) -> Ledger:
    """Find every number of ``clean`` and read what the text says about it.

    The meaning is read first, because the period of a number depends on its kind (a
    stock is as of a day, a flow is over a year) and its region on what it counts.
    """
    layout = find_layout(clean.text)
    mentions = find_mentions(clean)
    meanings = read_meanings(clean, layout, mentions)
    written = find_written_times(clean.text)
    home = home_region(clean)
    owners = find_owners(written, layout, home, home_body(clean, home))
    periods = read_periods(clean, layout, mentions, meanings, written)
    regions = read_regions(clean, layout, mentions, meanings, owners)
    readings = tuple(
        meaning.at(period, region) if meaning else None
        for meaning, period, region in zip(meanings, periods, regions, strict=True)
    )
    return Ledger(clean, layout, mentions, readings, owners.own)
