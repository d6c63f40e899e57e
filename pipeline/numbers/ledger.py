"""Every number of a document, in order, with its reading."""

from dataclasses import dataclass

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading


@dataclass(frozen=True, slots=True)
class Ledger:
    """The mentions of one document and the readings of those that may be statistics.

    ``readings`` has one entry for each mention, ``None`` where ``mention.why`` says
    that there is nothing to read.  ``region`` is the place the document reports on.
    """

    clean: CleanText
    layout: Layout
    mentions: tuple[Mention, ...]
    readings: tuple[Reading | None, ...]
    region: str | None

    def __post_init__(self) -> None:
        if len(self.readings) != len(self.mentions):
            raise ValueError(f"{len(self.readings)} readings for {len(self.mentions)} mentions")
