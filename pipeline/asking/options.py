"""A chunk in, what its numbers may mean out: times, places and names the text itself holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pipeline.asking.chunk import Chunk
from pipeline.asking.period_words import period_words
from pipeline.numbers.ledger import Ledger
from pipeline.numbers.periods import find_times, normalise_period, periods_agree
from pipeline.numbers.places import find_places, normalise_region
from pipeline.numbers.reading import Reading
from pipeline.spans import Span
from schemas.catalogue import catalogue

MOST_TIMES, MOST_PLACES, MOST_NAMES = 6, 4, 5

_CHARS_BEFORE = 600
_MENTIONS_AROUND = 12
_COUNTRY = "全国"


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen for the numbers of one chunk, each in an order that tells nothing.

    ``times`` are words that ``normalise_period`` reads; ``places`` are full names;
    ``names`` are phrases for what a number measures.  The reading's own candidates are
    among them, but so are those of the numbers around: to choose is to say something.
    """

    times: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def find_options(chunk: Chunk, ledger: Ledger, *, has_catalogue: bool = False) -> Options:
    """Return the times, places and names in reach of ``chunk``, shuffled by their digest.

    With ``has_catalogue`` the names of catalogue entries whose words the chunk holds are
    offered as well.
    """
    text = chunk.span.of(ledger.clean.text)
    near = [ledger.readings[index] for index in _around(chunk, ledger)]
    asked = [ledger.readings[index] for index in chunk.mentions]
    return Options(
        times=_shuffled(_times(chunk, ledger, asked), MOST_TIMES, text),
        places=_shuffled(_places(chunk, ledger, asked), MOST_PLACES, text),
        names=_shuffled(_names(asked, near, text if has_catalogue else ""), MOST_NAMES, text),
    )


def _shuffled(found: Iterable[str], most: int, salt: str) -> tuple[str, ...]:
    """Keep the first ``most``, in the order of a digest that a reading cannot sway."""
    kept = list(dict.fromkeys(found))[:most]
    return tuple(sorted(kept, key=lambda each: sha256(f"{salt}\0{each}".encode()).digest()))


def _around(chunk: Chunk, ledger: Ledger) -> list[int]:
    """Return the mentions near those asked about, the nearest first."""
    first = max(0, chunk.mentions[0] - _MENTIONS_AROUND)
    near = range(first, min(len(ledger.mentions), chunk.mentions[-1] + _MENTIONS_AROUND + 1))
    return sorted(near, key=lambda index: min(abs(index - asked) for asked in chunk.mentions))


def _times(chunk: Chunk, ledger: Ledger, asked: Iterable[Reading | None]) -> Iterator[str]:
    """Yield times: of the readings, of the sentence, of publication, of the text before."""
    clean = ledger.clean
    before = Span(max(0, chunk.span.start - _CHARS_BEFORE), chunk.span.end).of(clean.text)
    read = [reading.period.best for reading in asked if reading and reading.period.best]
    named = [
        time.period
        for words in (before, clean.metadata.title or "")
        for time in reversed(find_times(words, clean.metadata.published))
        if time.period and not time.is_name and not time.is_future
    ]
    published = [f"@{clean.metadata.published.isoformat()}"] if clean.metadata.published else []
    known: list[str] = []
    for period in (*read, *named[:2], *published, *named[2:]):
        for form in _both_ways(period):
            if not any(form == other or periods_agree(form, other) for other in known):
                known.append(form)
                words = period_words(form)
                if words and normalise_period(words, clean.metadata.published) == form:
                    yield words


def _both_ways(period: str) -> tuple[str, ...]:
    """Return a year also as its end, and the end of a year also as the year."""
    if len(period) == len("2022"):
        return period, f"@{period}-12-31"
    if period.startswith("@") and period.endswith("-12-31"):
        return period, period[1:5]
    return (period,)


def _places(chunk: Chunk, ledger: Ledger, asked: Iterable[Reading | None]) -> Iterator[str]:
    """Yield places: of the readings, of the sentence, the document's own, the country."""
    for reading in asked:
        yield from reading.region.candidates if reading else ()
    if ledger.region:
        yield ledger.region
    for place in find_places(chunk.span.of(ledger.clean.text)):
        name = normalise_region(place.span.of(chunk.span.of(ledger.clean.text)), ledger.region)
        if name:
            yield name
    province = normalise_region("全省", ledger.region)
    if province:
        yield province
    yield _COUNTRY


def _names(
    asked: Iterable[Reading | None], near: Iterable[Reading | None], known_in: str
) -> Iterator[str]:
    """Yield what the readings call the numbers: those asked about, then their neighbours.

    One name for each number, or its two spellings would point out the number's own.
    """
    for reading in asked:
        if reading and reading.indicator.best:
            yield reading.indicator.best
    for indicator in catalogue() if known_in else ():
        if any(name in known_in for name in (indicator.name, *indicator.aliases)):
            yield indicator.name
    for reading in near:
        if reading and reading.indicator.best:
            yield reading.indicator.best
