"""What is on the table while one document is proven."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.numbers.ledger import Ledger
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading
from pipeline.proving.fact import Fact, LedgerRow, Place
from pipeline.proving.heard import Heard


@dataclass(frozen=True, slots=True)
class Case:
    """A document's ledger, what the models were heard to say, and the facts made of both.

    ``heard`` and ``facts`` are keyed by the index of their mention; a mention that no
    model spoke of is missing from ``heard``.  ``rows`` has one row for each mention,
    in order.
    """

    doc: str
    ledger: Ledger
    heard: Mapping[int, tuple[Heard, ...]]
    rows: tuple[LedgerRow, ...]
    facts: Mapping[int, Fact]

    def mention(self, index: int) -> Mention:
        """Return the mention with this index."""
        return self.ledger.mentions[index]

    def reading(self, index: int) -> Reading | None:
        """Return what the text alone says about the mention, if there is anything to read."""
        return self.ledger.readings[index]

    def place(self, index: int) -> Place:
        """Return where the mention stands in the raw text."""
        return Place(self.doc, self.ledger.mentions[index].raw_span)

    def clause(self, index: int) -> str:
        """Return the clean clause that holds the mention."""
        start = self.ledger.mentions[index].span.start
        return self.ledger.layout.clause_at(start).of(self.ledger.clean.text)

    def sentence(self, index: int) -> str:
        """Return the clean sentence that holds the mention."""
        start = self.ledger.mentions[index].span.start
        return self.ledger.layout.sentence_at(start).of(self.ledger.clean.text)
