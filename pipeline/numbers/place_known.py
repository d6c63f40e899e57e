"""What is known of a text when the places of its mentions are read."""

from dataclasses import dataclass, field

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.period_cells import Cell, find_cells
from pipeline.numbers.place_owners import Owners
from pipeline.numbers.reading import Guess

# How far back, in characters, a mention looks within its clause.
REACH = 200


@dataclass(frozen=True, slots=True)
class Known:
    """The text, its mentions and whose each clause is; ``guesses`` grow as mentions are read."""

    clean: CleanText
    layout: Layout
    owners: Owners
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    ends: frozenset[int]
    cells: tuple[Cell, ...]
    is_own_named: bool
    guesses: dict[int, Guess] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str | None:
        """Return the place the text reports on."""
        return self.owners.home

    @property
    def own(self) -> str | None:
        """Return whose the figures are that the text says nothing else of."""
        return self.owners.own

    def clause_before(self, mention: Mention) -> int:
        """Return where the clause of a mention starts, or where looking back ends."""
        start = mention.span.start
        return max(self.layout.clause_at(start).start, start - REACH)


def know(clean: CleanText, layout: Layout, mentions: tuple[Mention, ...], owners: Owners) -> Known:
    """Return what is known of a text before the first of its mentions is read."""
    starts = tuple(mention.span.start for mention in mentions if mention.why is None)
    ends = frozenset(mention.span.end for mention in mentions)
    is_named = _is_named(owners.own, clean)
    return Known(clean, layout, owners, mentions, starts, ends, find_cells(clean), is_named)


def _is_named(own: str | None, clean: CleanText) -> bool:
    """Tell whether the text or the page spells out the place or body it reports on."""
    said = clean.metadata
    texts = (said.title or "", said.publisher or "", clean.text)
    return own is not None and any(own in text for text in texts)
