"""Documents out of texts, for the tests of cleaning."""

from pipeline.cleaning.clean_text import CleanText, Metadata
from pipeline.cleaning.cleaning import clean
from pipeline.documents.reading import decode_document


def cleaned(raw: str, *, source: str = "test.txt") -> CleanText:
    """Clean a text as if it had been read from a file called ``source``."""
    return clean(decode_document(raw.encode(), name="test", source=source))


def untouched(text: str) -> CleanText:
    """Return a clean text in which each character is where it was in the raw one."""
    return CleanText(
        raw=text,
        text=text,
        starts=tuple(range(len(text))),
        ends=tuple(range(1, len(text) + 1)),
        marks=(),
        metadata=Metadata(),
        is_traditional=False,
        steps=(),
    )
