"""One number in a text."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.spans import Span
from schemas.vocabulary import Bound, NonFact


@dataclass(frozen=True, slots=True)
class Mention:
    """A number as it stands in the text, and what it is worth.

    ``index`` counts the mentions of a document from 0.  ``span`` lies in the clean
    text, ``raw_span`` in the raw text, and ``quote`` is the raw text at ``raw_span``:
    the number with its unit and the bound words that touch it.  ``value`` is in
    ``unit`` as written (scale kept: 万元) and never negative unless a sign was
    printed; ``unit`` is simplified, ``""`` if there is none.  ``why`` is the reason
    when the number itself shows that it states no statistic (a date, a phone
    number, a name).  ``is_damaged`` says that characters inside were broken, so
    that the value must not be trusted.
    """

    index: int
    span: Span
    raw_span: Span
    quote: str
    value: Decimal
    unit: str
    bound: Bound
    why: NonFact | None = None
    is_damaged: bool = False
