"""How fast numbers are found and read, and how time grows with length and with malice."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.ledger import build_ledger
from pipeline.numbers.mentions import find_mentions
from pipeline.running.collecting import collecting_seldom
from tests.bench.corpus import clean_text_of, seed_like_text
from tests.bench.found import Recogniser
from tests.bench.recognisers import open_recognisers
from tests.bench.section import Bench, Section, Table
from tests.bench.timing import Timing, best_of, fitted_exponent, try_within

_SIZES_KB = (10, 32, 100, 316, 1_000, 3_162, 10_000)
_QUICK_SIZES_KB = (10, 32, 100, 316)
_TURNS, _ENOUGH_S = 3, 1.0
_HOSTILE_MAX_S = 15

# What is asked of one core: characters per second, and how time may grow with length.
_TARGETS = (1_000_000, 200_000)
_MAX_EXPONENT = 1.05
_CLOCK_S = 0.05  # below this nothing is said about growth

# What is repeated to make a text as unkind as it can be to one rule or another.
_HOSTILE = (
    ("digits", "1"),
    ("opening brackets", "("),
    ("closing brackets", ")"),
    ("numerals", "一"),
    ("scales", "万"),
    ("ordinals", "第"),
    ("percent signs", "%"),
    ("dates", "2022年"),
    ("decimals", "1.1"),
    ("thousands", "1,"),
    ("ranges", "1-"),
    ("dotted numbers", "1.1."),
    ("bracketed numbers", "(1)"),
    ("numbers in a row", "、1、1"),
    ("lines of numbers", "1\n"),
    ("hanzi digits", "一二三"),
    ("one endless sentence", "增长1%"),
    ("all kinds", "1、2,3-4.5%(6)年2022年同比增长"),
    ("bounds", "超过约近"),
    ("hundredths", "百分之"),
    ("quotes", "“《"),
    ("spaces", " "),
    ("line ends", "\n"),
    ("growth", "同比增长"),
    ("signatures", "榆林市人民政府\n"),
    ("headings", "一、下一步\n授权1件。\n"),
)
_HOSTILE_BYTES = 1_000_000
_PEER_MAX_S = 1
_PEER_MAX_CHARACTERS = 2**17  # 128 times a power of four
_PEER_HOSTILE = ("digits", "numerals", "dates", "scales", "percent signs", "opening brackets")

_Scan = Callable[[CleanText], object]


def run(bench: Bench) -> Iterator[Table]:
    """Yield the tables of length, of hostile texts, and of peers on hostile texts."""
    with collecting_seldom():  # as the commands do
        bench.say("speed: texts of growing length")
        yield _lengths(bench)
        bench.say("speed: hostile texts")
        yield _hostile(bench)
    bench.say("speed: peers on hostile texts")
    yield _peers_on_hostile(bench)


def _lengths(bench: Bench) -> Table:
    sizes = _QUICK_SIZES_KB if bench.is_quick else _SIZES_KB
    texts = [(size, _text_of(size)) for size in sizes]
    columns = [_growth(scan, texts, bench) for scan in (find_mentions, build_ledger)]
    rows = [
        (
            f"{size:,} kB",
            f"{len(text):,}",
            *(cell for times in columns for cell in _rates(len(text), times[size])),
        )
        for size, text in texts
    ]
    asked = [cell for target in _TARGETS for cell in (f"≥ {target:,}", "")]
    exponents = [cell for times in columns for cell in (_exponent(times, texts), "")]
    return Table(
        "Seed-like text of growing length, characters/s",
        ("text", "characters", "mentions", "by the wall", "mentions and readings", "by the wall"),
        (
            *rows,
            ("target, at every size", "", *asked),
            ("time grows as length to the power of", f"≤ {_MAX_EXPONENT}", *exponents),
        ),
        (
            "The seeds, repeated with other digits each time; kB are UTF-8.",
            f"Processor time of one core, the best of {_TURNS} turns or more; by the wall: "
            "of the same turn, the machine being shared.",
        ),
    )


def _text_of(size_kb: int) -> str:
    sample = seed_like_text(10_000)
    per_character = len(sample.encode()) / len(sample)
    return seed_like_text(round(size_kb * 1000 / per_character))


def _growth(scan: _Scan, texts: Sequence[tuple[int, str]], bench: Bench) -> dict[int, Timing]:
    times: dict[int, Timing] = {}
    for size, text in texts:
        times[size] = best_of(partial(scan, clean_text_of(text)), _TURNS, _ENOUGH_S)
        bench.say(f"speed: {scan.__name__} on {size:,} kB took {times[size].cpu:.2f} s")
    return times


def _rates(characters: int, time: Timing) -> tuple[str, str]:
    return f"{characters / time.cpu:,.0f}", f"{characters / time.wall:,.0f}"


def _exponent(times: dict[int, Timing], texts: Sequence[tuple[int, str]]) -> str:
    points = [(float(len(text)), times[size].cpu) for size, text in texts]
    return f"{fitted_exponent(points):.2f}"


def _hostile(bench: Bench) -> Table:
    size = _HOSTILE_BYTES // (10 if bench.is_quick else 1)
    rows = []
    for name, part in _HOSTILE:
        cells = [
            _hostile_cells(scan, part, size // len(part.encode()) * len(part))
            for scan in (find_mentions, build_ledger)
        ]
        rows.append((f"{name}: `{part.strip() or 'blank'}`…", *cells[0], *cells[1]))
    return Table(
        f"Hostile texts of {size // 1000:,} kB",
        ("text", "mentions, s", "power", "mentions and readings, s", "power"),
        tuple(rows),
        (
            "Power: how time grows from an eighth of the text to all of it; 1 is linear.",
            f"Target: every text in less than {_HOSTILE_MAX_S} s of processor time; "
            "work that takes more is stopped and shown as such.",
        ),
    )


def _hostile_cells(scan: _Scan, part: str, size: int) -> tuple[str, str]:
    times = []
    for characters in (size // 8, size):
        clean = clean_text_of(_repeated(part, characters))
        trial = try_within(_HOSTILE_MAX_S, partial(scan, clean))
        if trial.seconds is None:
            return trial.error or f"over {_HOSTILE_MAX_S} at {characters:,}", "–"
        times.append(trial.seconds)
    if times[1] < _CLOCK_S:
        return f"{times[1]:.2f}", "–"
    return f"{times[1]:.2f}", f"{fitted_exponent([(1.0, times[0]), (8.0, times[1])]):.2f}"


def _repeated(part: str, characters: int) -> str:
    return (part * (characters // len(part) + 1))[:characters]


def _peers_on_hostile(bench: Bench) -> Table:
    tools, _ = open_recognisers()
    parts = [(name, part) for name, part in _HOSTILE if name in _PEER_HOSTILE]
    rows = []
    for tool in tools:
        bench.say(f"speed: hostile texts for {tool.name}")
        tool.find(clean_text_of("2022年授权3件,增长4.5%"))  # what it loads when first used
        rows.append((tool.name, *(_reach(tool, part) for _, part in parts)))
    return Table(
        f"Characters of a hostile text that are done within {_PEER_MAX_S} s",
        ("tool", *(f"{name}: `{part}`…" for name, part in parts)),
        tuple(rows),
        (
            f"Fourfold steps from 128 up to {_PEER_MAX_CHARACTERS:,}, where it stops; "
            "an error of the tool ends the column and is named.",
        ),
    )


def _reach(tool: Recogniser, part: str) -> str:
    reached, characters = 0, 128
    while characters <= _PEER_MAX_CHARACTERS:
        clean = clean_text_of(_repeated(part, characters))
        trial = try_within(_PEER_MAX_S, partial(tool.find, clean))
        if trial.error:
            return f"{reached:,}, then {trial.error}"
        if trial.seconds is None:
            break
        reached, characters = characters, characters * 4
    return f"all {reached:,}" if reached == _PEER_MAX_CHARACTERS else f"{reached:,}"


SECTION = Section(
    name="speed",
    title="Speed, and how it holds up",
    says="Characters per second on text like the seeds, and on text made to hurt.",
    run=run,
    peers=("ms-recognizers-text-suite", "chinese2digits", "jionlp", "cn2an", "quantulum3"),
)
