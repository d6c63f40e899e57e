"""Read a text as a document of its own, for tests."""

from pipeline.cleaning.clean_text import CleanText
from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document, Format
from pipeline.numbers.layout import find_layout
from pipeline.numbers.meanings import read_meanings
from pipeline.numbers.mention import Mention
from pipeline.numbers.mentions import find_mentions
from pipeline.numbers.reading import Reading


def cleaned(text: str) -> CleanText:
    """Clean a text as if it were a document."""
    return clean(Document("case", "case", "0", text, "utf-8", "given", Format.PLAIN))


def readings(text: str) -> list[tuple[Mention, Reading]]:
    """Return the mentions of ``text`` that have a reading, each with it."""
    whole = cleaned(text)
    mentions = find_mentions(whole)
    read = read_meanings(whole, find_layout(whole.text), mentions)
    return [(one, other) for one, other in zip(mentions, read, strict=True) if other is not None]


def reading_of(quote: str, text: str) -> Reading:
    """Return the reading of the first mention of ``text`` that is quoted as ``quote``."""
    return next(reading for mention, reading in readings(text) if mention.quote == quote)
