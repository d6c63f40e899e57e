"""Documents out of texts, for the tests of cleaning."""

from pipeline.cleaning.clean_text import CleanText
from pipeline.cleaning.cleaning import clean
from pipeline.documents.reading import decode_document


def cleaned(raw: str, *, source: str = "test.txt") -> CleanText:
    """Clean a text as if it had been read from a file called ``source``."""
    return clean(decode_document(raw.encode(), name="test", source=source))
