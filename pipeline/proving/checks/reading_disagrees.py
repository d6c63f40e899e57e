"""Finds fields in which a model and the text's reading say different things, whichever stands."""

from collections.abc import Iterator

from pipeline.numbers.reading import Guess
from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field
from pipeline.proving.heard import Heard
from pipeline.proving.naming import Likeness, compare_claim
from pipeline.proving.voices import guess_of, is_wider, says_same

_FIELDS = (Field.KIND, Field.INDICATOR, Field.PERIOD, Field.REGION)


def _look(case: Case) -> Iterator[Look]:
    for mention in case.facts:
        for each in case.heard.get(mention, ()):
            for field in _FIELDS if each.speaks_of_this else ():
                if each.says.get(field) is not None:
                    yield Look(mention, field, _against(case, mention, field, each))


def _against(case: Case, mention: int, field: Field, heard: Heard) -> str | None:
    said, stands = heard.says[field], getattr(case.facts[mention], field.value)
    guess = guess_of(case.reading(mention), field)
    if said is None or not (guess.candidates or guess.is_sure):
        return None
    read = guess.best if _is_outvoted(field, guess, stands) else stands
    if says_same(field, said, read):
        return None
    if field is Field.INDICATOR and compare_claim(said, read or "") is not Likeness.OTHER:
        return None
    if field is Field.PERIOD and read and is_wider(said, read):
        return None
    sure = "surely" if guess.is_sure else "rather"
    return (
        f"{heard.claim.model} says the {field.value} of {case.mention(mention).quote!r}"
        f" is {said}; the text {sure} says {read or 'that there is none'}."
    )


def _is_outvoted(field: Field, guess: Guess, stands: str | None) -> bool:
    """Tell whether models stand in place of what was read."""
    return guess.best is not None and not says_same(field, guess.best, stands)


CHECK = Check("reading-disagrees", frozenset(_FIELDS), _look)
