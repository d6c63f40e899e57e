"""What a recogniser says about a text, in one form for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.cleaning.clean_text import CleanText
from pipeline.spans import Span


@dataclass(frozen=True, slots=True)
class Found:
    """One number as a recogniser reports it.

    ``value`` is in the base unit (15284.5万元 is 152845000).  ``span`` is ``None`` from
    a converter, which gives no places; ``unit`` (base unit, simplified) and ``bound``
    are ``None`` where the recogniser gives none.  ``is_negative`` is its word on the
    direction of a change.
    """

    value: Decimal
    span: Span | None
    unit: str | None = None
    bound: str | None = None
    is_negative: bool = False


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A candidate and what it can tell at all: what it cannot is shown as "no"."""

    name: str
    find: Callable[[CleanText], Sequence[Found]]
    setting: str
    gives_places: bool = True
    gives_units: bool = False
    gives_bounds: bool = False
    gives_direction: bool = False
