"""Finds names that a model gives to one number and the text gives to its neighbour."""

from collections.abc import Iterator

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.fact import Field
from pipeline.proving.naming import Likeness, compare_claim, compare_names
from pipeline.spans import Span

# How many numbers away a neighbour may stand: a model slips by a row or two.
_FARTHEST = 8


def _look(case: Case) -> Iterator[Look]:
    for mention, heard in case.heard.items():
        reading = case.reading(mention)
        if reading is None or not reading.indicator.candidates:
            continue
        for each in heard:
            name = each.claim.indicator
            if each.speaks_of_this and name:
                yield _judge(case, mention, name, each.claim.model)


def _judge(case: Case, mention: int, name: str, model: str) -> Look:
    reading = case.reading(mention)
    own = reading.indicator.candidates if reading else ()
    if any(compare_claim(name, candidate) is not Likeness.OTHER for candidate in own):
        return Look(mention, Field.INDICATOR)
    for neighbour in _neighbours(case, mention):
        theirs = case.reading(neighbour)
        best = theirs.indicator.best if theirs else None
        if best and compare_names(name, best) is Likeness.SAME:
            message = (
                f"{model} names {case.mention(mention).quote!r} {name!r}, which is the name of"
                f" {case.mention(neighbour).quote!r} beside it; the text names it {own[0]}."
            )
            return Look(mention, Field.INDICATOR, message, (case.place(neighbour),))
    return Look(mention, Field.INDICATOR)


def _neighbours(case: Case, mention: int) -> Iterator[int]:
    """Yield the other mentions of the sentence, the nearest first."""
    sentence = case.ledger.layout.sentence_at(case.mention(mention).span.start)
    for distance in range(1, _FARTHEST + 1):
        near = [i for i in (mention - distance, mention + distance) if _is_in(case, i, sentence)]
        if not near:
            return
        yield from near


def _is_in(case: Case, index: int, sentence: Span) -> bool:
    return 0 <= index < len(case.ledger.mentions) and sentence.holds(case.mention(index).span)


CHECK = Check("indicator-elsewhere", frozenset({Field.INDICATOR}), _look)
