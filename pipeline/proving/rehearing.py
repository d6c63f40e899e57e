"""The claims about one mention in, those asked for again among them; what is heard out.

A model's word on a field is the last it gave: the answer to the latest re-ask, by the
majority of its samples where there are several.  Where every model that was asked again
says what stands, and the text's reading bears that out, earlier claims that differ are
no longer heard on the field.  Where the text is silent, or the model has no answer any
more, only its own earlier word gives way.  In any other case everybody is heard, and
the checks report who disagrees.  Claims that are not heard are kept all the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.numbers.ledger import Ledger
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading
from pipeline.proving.disposing import dispose
from pipeline.proving.fact import Claim, Disposition, Field, Reask
from pipeline.proving.heard import Heard
from pipeline.proving.voices import LEDGER, READING, guess_of, says_same, settle

_OPEN, _SILENT, _DENIED, _AFFIRMED, _SAID = "open", "silent", "denied", "affirmed", "said"
_OF_THE_TEXT = frozenset({LEDGER, READING})


@dataclass(frozen=True, slots=True)
class _Side:
    """What one or more answers say about a field: a word for it, and its value."""

    word: str
    value: str | None = None


def is_slip(heard: Heard) -> bool:
    """Tell whether an answer about one field is about another number, by its echo."""
    reask = heard.claim.reask
    return reask is not None and reask.field is not Field.VALUE and heard.is_echo_right is False


def reheard(heard: Sequence[Heard], ledger: Ledger) -> tuple[Heard, ...]:
    """Return what is heard about one mention, in order, once it has been asked about again."""
    first = [each for each in heard if each.claim.reask is None]
    if len(first) == len(heard):
        return tuple(heard)
    again: list[Heard] = []
    for each in heard:
        if each.claim.reask is not None:
            again.append(_marked(_narrowed(each), (*first, *again)))
    words = {field: _last_words(field, again) for field in Field}
    for field in Field:
        answers = [each for several in words[field].values() for each in several]
        first = _giving_way(field, first, answers, ledger) if answers else first
    spoken = [each for field in Field for several in words[field].values() for each in several]
    return (*first, *(each for each in again if each in spoken))


def _narrowed(heard: Heard) -> Heard:
    """Leave open what an answer about one field was not asked."""
    reask = heard.claim.reask
    if reask is None or reask.is_whole:
        return heard
    says = {field: said for field, said in heard.says.items() if field is reask.field}
    return Heard(replace(heard.claim, echo=""), says, None)


def _marked(heard: Heard, before: Iterable[Heard]) -> Heard:
    """Mark an answer whose model had spoken of this number before, asked otherwise."""
    claim, reask = heard.claim, heard.claim.reask
    is_second = any(
        each.claim.model == claim.model
        and each.is_echo_right is not False
        and not _is_same_question(each.claim.reask, reask)
        for each in before
    )
    marked = reask and replace(reask, is_second=is_second)
    return replace(heard, claim=replace(claim, reask=marked))


def _is_same_question(one: Reask | None, other: Reask | None) -> bool:
    """Tell whether two answers are samples of one question, or of unrelated ones."""
    if one is None or other is None:
        return one is other
    return one.field is not other.field or (one.prompt, one.hint) == (other.prompt, other.hint)


def _last_words(field: Field, again: Sequence[Heard]) -> Mapping[str, Sequence[Heard]]:
    """Return, for each model, the answers that stand for its last word on a field."""
    groups: dict[str, dict[tuple[str, str], list[Heard]]] = {}
    for each in again:
        reask = each.claim.reask
        if reask and reask.field is field:
            questions = groups.setdefault(each.claim.model, {})
            questions.setdefault((reask.prompt, reask.hint), []).append(each)
    return {
        model: _voted(field, list(questions.values())[-1]) for model, questions in groups.items()
    }


def _voted(field: Field, answers: Sequence[Heard]) -> Sequence[Heard]:
    """Return the first answer of the side that more than half took, else one of each side."""
    sides: list[list[Heard]] = []
    for each in answers:
        same = (
            side for side in sides if _is_same(field, _side(side[0], field), _side(each, field))
        )
        side = next(same, None)
        if side is None:
            sides.append([each])
        else:
            side.append(each)
    most = max(sides, key=len)
    return [most[0]] if 2 * len(most) > len(answers) else [side[0] for side in sides]


def _side(heard: Heard, field: Field) -> _Side:
    if field is Field.VALUE:
        return _Side(str(heard.is_echo_right))
    if not heard.claim.is_statistic:
        return _Side(_DENIED)
    if field is Field.DISPOSITION:
        return _Side(_AFFIRMED)
    return _Side(_SAID, heard.says[field]) if field in heard.says else _Side(_OPEN)


def _is_same(field: Field, one: _Side, other: _Side) -> bool:
    return one.word == other.word and says_same(field, one.value, other.value)


def _giving_way(
    field: Field, first: Sequence[Heard], answers: Sequence[Heard], ledger: Ledger
) -> list[Heard]:
    """Return the first claims as far as they are still heard on a field asked about again."""
    reading = ledger.readings[answers[0].claim.mention]
    mention = ledger.mentions[answers[0].claim.mention]
    word, own = _side(answers[0], field), {each.claim.model for each in answers}
    stands = _standing(field, first, mention, reading)
    if not all(_is_same(field, word, _side(each, field)) for each in answers):
        giving = set()
    elif stands is not None and _is_same(field, word, stands):
        giving = {each.claim.model for each in first}
    elif all(_is_silent(field, each.claim) for each in answers):
        word, giving = _Side(_SILENT), own
    else:
        giving = own if stands is None and word.word != _OPEN else set()
    return [
        kept
        for each in first
        if (kept := _opened(field, each, word) if each.claim.model in giving else each)
    ]


def _is_silent(field: Field, claim: Claim) -> bool:
    """Tell whether a model has nothing to say about a field of a statistic."""
    is_part = field not in {Field.DISPOSITION, Field.VALUE}
    return is_part and claim.is_statistic and getattr(claim, field.value) is None


def _standing(
    field: Field, first: Sequence[Heard], mention: Mention, reading: Reading | None
) -> _Side | None:
    """Return what stands by the text, with the first claims; nothing where it is silent."""
    if field is Field.VALUE:
        return _Side(str(True))
    if field is Field.DISPOSITION:
        row = dispose(mention, reading, [each.claim for each in first])
        is_read = any(voice.partition(":")[0] in _OF_THE_TEXT for voice in row.voices)
        is_fact = row.disposition is Disposition.FACT
        return _Side(_AFFIRMED if is_fact else _DENIED) if is_read else None
    guess = guess_of(reading, field)
    stands = settle(field, guess, [each for each in first if each.claim.is_statistic]).value
    is_read = guess.is_sure or any(says_same(field, each, stands) for each in guess.candidates)
    return _Side(_SAID, stands) if is_read else None


def _opened(field: Field, heard: Heard, word: _Side) -> Heard | None:
    """Return a claim that leaves the field open if it differed; nothing if it was all about it."""
    if _is_same(field, _side(heard, field), word):
        return heard
    if field in {Field.DISPOSITION, Field.VALUE}:
        return None
    says = {each: said for each, said in heard.says.items() if each is not field}
    return replace(heard, claim=_without(heard.claim, field), says=says)


def _without(claim: Claim, field: Field) -> Claim:
    match field:
        case Field.KIND:
            return replace(claim, kind=None)
        case Field.INDICATOR:
            return replace(claim, indicator=None)
        case Field.PERIOD:
            return replace(claim, period=None)
        case _:
            return replace(claim, region=None)
