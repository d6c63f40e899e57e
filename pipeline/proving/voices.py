"""Who says what about a field, and the rule for what stands.

The rule, for kind, indicator, period and region:

1. a sure reading stands;
2. else the name that two models or more agree on;
3. else the reading's first candidate; but for the region, in the words of another
   candidate that means the same, where a model agrees with that one;
4. else what a model says, as far as the text bears it out;
5. else nothing.

One model's agreement with a candidate that means something else decides nothing: what
stands further down is mostly said of something around, and so is what a model says that
errs.  On the annotated documents every scripted model that is wrong in 5 % of its
answers or more would make names worse by it.  Two such models that agree on a name are
right where an unsure reading is not far more often than the reverse; about kinds and
times the reading is better than they are.

A model whose echo is wrong speaks of another number: it has no say in 2 and 3, is heard in
4 because nobody else is, and supports nothing.  Value, unit and bound are the
ledger's alone, the sign is the direction's (``signed``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.numbers.mention import Mention
from pipeline.numbers.period_notation import as_of, bounds, periods_agree
from pipeline.numbers.places import regions_agree
from pipeline.numbers.reading import SILENT, Direction, Guess, Reading
from pipeline.proving.fact import Field
from pipeline.proving.heard import Heard
from pipeline.proving.naming import Likeness, compare_names
from schemas.vocabulary import Kind

READING = "reading"
SURE_READING = "reading:sure"
LEDGER = "ledger"
ECHO = "echo"
CATALOGUE = "catalogue"

_MODEL = "model:"  # not a second sample or a hint: neither is a voice of its own

SIGNED = frozenset({Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE})


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands in a field, and who supports it."""

    value: str | None
    voices: tuple[str, ...]


def guess_of(reading: Reading | None, field: Field) -> Guess:
    """Return the reading's guess for a field; silence where there is no reading."""
    if reading is None:
        return SILENT
    guesses: Mapping[Field, Guess] = {
        Field.KIND: reading.kind,
        Field.INDICATOR: reading.indicator,
        Field.PERIOD: reading.period,
        Field.REGION: reading.region,
    }
    return guesses.get(field, SILENT)


def says_same(field: Field, one: str | None, other: str | None) -> bool:
    """Tell whether two values of a field mean the same; nothing equals nothing only."""
    if one is None or other is None:
        return one is other
    return _AGREE.get(field, str.__eq__)(one, other)


def same_period(one: str, other: str) -> bool:
    """Tell whether two periods mean the same; a stock may be dated by the time it ends.

    Where the text says 2022年末, words such as 2022年12月 name the same moment.

    >>> same_period("2022-12", "@2022-12-31"), same_period("2022", "@2022-12-31")
    (True, False)
    """
    if periods_agree(one, other):
        return True
    if one.startswith("@") == other.startswith("@"):
        return False
    return periods_agree(*(each if each.startswith("@") else as_of(each) for each in (one, other)))


def is_wider(period: str, other: str) -> bool:
    """Tell whether ``period`` holds all of ``other``, so that it does not speak against it.

    >>> is_wider("2022", "@2022-12-31"), is_wider("2022", "2023-01")
    (True, False)
    """
    outer, inner = bounds(period), bounds(other)
    if outer is None or inner is None or None in outer or None in inner:
        return False
    (first, last), (start, end) = outer, inner
    return bool(first and last and start and end and first <= start and end <= last)


def settle(field: Field, guess: Guess, heard: Sequence[Heard]) -> Settled:
    """Choose the value of a field by the rule above and name who supports it."""
    sound = [each for each in heard if each.is_echo_right is not False]
    value = _standing(field, guess, sound, heard)
    reading = SURE_READING if guess.is_sure else READING
    voices = [reading] if _reads(field, guess, value) else []
    voices += [
        each.voice
        for each in sound
        if field in each.says and says_same(field, each.says[field], value)
    ]
    return Settled(value, tuple(dict.fromkeys(voices)))


def signed(mention: Mention, reading: Reading | None, kind: Kind | None) -> Decimal:
    """Return the mention's value with the sign of its direction.

    Only growth, change and point_change have a direction.  A printed minus stands as
    it is, also after a word that falls: 下降-4% is a fall of 4 %, not a rise.
    """
    falls = reading is not None and reading.direction is Direction.DOWN
    if kind in SIGNED and falls and mention.value > 0:
        return -mention.value
    return mention.value


def value_voices(mention: Mention, heard: Sequence[Heard]) -> tuple[str, ...]:
    """Name who supports the digits: the ledger unless they are damaged, a right echo."""
    ledger = () if mention.is_damaged else (LEDGER,)
    return (*ledger, ECHO) if any(each.is_echo_right for each in heard) else ledger


def _standing(
    field: Field, guess: Guess, sound: Sequence[Heard], heard: Sequence[Heard]
) -> str | None:
    if guess.is_sure:
        return guess.best
    if outvoting := _outvoting(field, sound):
        return outvoting
    said = [each.says[field] for each in sound if each.says.get(field) is not None]
    if field is Field.REGION:
        said = []  # the document's own place stands in every request: repeating it chooses nothing
    for candidate in guess.candidates:
        is_meant = says_same(field, candidate, guess.best)
        if is_meant and any(says_same(field, candidate, value) for value in said):
            return candidate
    if guess.candidates:
        return guess.best
    return next((each.says[field] for each in heard if each.says.get(field)), None)


def _outvoting(field: Field, sound: Sequence[Heard]) -> str | None:
    """Return the name that most models agree on, in the words of the first; one is no vote."""
    votes: dict[str, set[str]] = {}
    for each in sound if field is Field.INDICATOR else ():
        said = each.says.get(field)
        if said is not None and each.voice.startswith(_MODEL):
            known = next((name for name in votes if says_same(field, name, said)), said)
            votes.setdefault(known, set()).add(each.voice)
    most = max(votes, key=lambda name: len(votes[name]), default=None)
    return most if most is not None and len(votes[most]) > 1 else None


def _reads(field: Field, guess: Guess, value: str | None) -> bool:
    if guess.best is None:
        return guess.is_sure and value is None
    return says_same(field, guess.best, value)


def _is_same_name(one: str, other: str) -> bool:
    return compare_names(one, other) is Likeness.SAME


_AGREE: Mapping[Field, Callable[[str, str], bool]] = {
    Field.INDICATOR: _is_same_name,
    Field.PERIOD: same_period,
    Field.REGION: regions_agree,
}
