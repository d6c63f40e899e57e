"""The form every check has: a code, the fields it looks at, and a function that looks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.proving.case import Case
from pipeline.proving.fact import Field, Place


@dataclass(frozen=True, slots=True)
class Look:
    """One field of one mention that a check had enough to judge.

    ``against`` is one sentence that names both sides, ``None`` where all was well;
    ``others`` are the places that speak against the field.  ``is_support`` says that
    what was compared bears the field out, and does more than not contradict it.
    """

    mention: int
    field: Field
    against: str | None = None
    others: tuple[Place, ...] = ()
    is_support: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A question put to every fact of a case.

    ``function`` yields a look for each field it could judge and nothing where it had
    nothing to compare, so that "nothing found" and "not checked" differ.  It looks at
    no field but ``fields``.  ``voice`` is the name under which its looks support a
    field, if they can.
    """

    code: str
    fields: frozenset[Field]
    function: Callable[[Case], Iterable[Look]]
    voice: str = ""
