"""A number that has its name, and the guesses of names."""

from typing import NamedTuple

from pipeline.numbers.phrases import without_session
from pipeline.numbers.reading import Direction, Guess
from schemas.vocabulary import Kind


class Named(NamedTuple):
    """A number of the paragraph that has its name already.

    ``name`` is as the words give it, ``others`` are further candidates, ``measure`` is the
    unit of the level it belongs to.  ``whole`` is what it is a part of, ``pending`` are the
    names that 分别 has announced for the numbers after it.  ``is_fact`` is false for a
    target, which only lends its name.
    """

    mention: int
    kind: Kind
    unit: str
    name: str
    sentence: int
    clause: int
    measure: str = ""
    others: tuple[str, ...] = ()
    whole: "Named | None" = None
    pending: tuple[str, ...] = ()
    direction: Direction | None = None
    is_fact: bool = True
    is_sure: bool = False


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units count the same thing, whatever their scale.

    >>> same_unit("万件", "件"), same_unit("件", "家")
    (True, False)
    """
    return one.lstrip(_SCALES) == other.lstrip(_SCALES)


_SCALES = "十百千万亿"


def names(rule: str, *found: str) -> Guess:
    """Return the distinct names in ``found``, best first, without sessions and loose 的."""
    bare = (without_session(name.removesuffix("之一").strip("的、之")) for name in found)
    return Guess(tuple(dict.fromkeys(name for name in bare if name)), rule=rule)


def first(name: str, guess: Guess) -> Guess:
    """Return ``guess`` with ``name`` as its best candidate, the others after it."""
    others = (other for other in guess.candidates if other != name)
    return Guess((name, *others), guess.is_sure, guess.rule) if name else guess
