from pipeline.asking.chunk import Chunk
from pipeline.asking.chunks import split
from pipeline.asking.options import MOST_NAMES, MOST_PLACES, MOST_TIMES, Options, find_options
from pipeline.numbers.ledger import Ledger
from tests.asking.builder import ledger_of


def chunk_with(ledger: Ledger, quote: str) -> Chunk:
    """Return the chunk that asks about the number ``quote`` alone."""
    chunks = [c for c in split(ledger, max_tokens=80, max_mentions=1) if c.mentions]
    return next(c for c in chunks if ledger.mentions[c.mentions[0]].quote == quote)


def options_for(raw: str, quote: str) -> Options:
    """Return what is offered for the number ``quote`` of a text."""
    ledger = ledger_of(raw)
    return find_options(chunk_with(ledger, quote), ledger)


def test_names_of_other_numbers_are_offered_too() -> None:
    """Whoever chooses the name of a number could also have chosen its neighbour's."""
    offered = options_for("2020年,新建公园6座,改造路灯8600盏,发放读者证3.4万张。", "8600盏")

    assert len(offered.names) == 3
    assert any("路灯" in name for name in offered.names)
    assert any("公园" in name for name in offered.names)


def test_a_year_is_offered_with_its_end() -> None:
    """A sum over a year and what stood at its end are two choices."""
    offered = options_for("2020年,新建公园6座。", "6座")

    assert {"2020年", "截至2020年底"} <= set(offered.times)


def test_places_around_the_own_one_are_offered() -> None:
    """The document's own place is never the only one to choose."""
    offered = options_for("江门市知识产权工作情况\n2020年,江门市新建公园6座。", "6座")

    assert {"江门市", "广东省", "全国"} <= set(offered.places)


def test_order_does_not_follow_the_reading() -> None:
    """Which option comes first differs from number to number."""
    ledger = ledger_of("".join(f"2020年,新建公园{n}座、广场{n + 30}个。\n" for n in range(3, 23)))
    chunks = [c for c in split(ledger, max_tokens=80, max_mentions=1) if c.mentions]

    firsts = 0
    for chunk in chunks:
        reading = ledger.readings[chunk.mentions[0]]
        offered = find_options(chunk, ledger).names
        firsts += reading is not None and offered[0] == reading.indicator.best
    assert 0 < firsts < len(chunks)


def test_offers_are_few() -> None:
    """However much a text names, a number has a bounded choice."""
    years = "、".join(f"{year}年建成{year - 1900}座" for year in range(1990, 2020))
    offered = options_for(f"全县{years},2020年建成公园7座。", "7座")

    assert len(offered.times) <= MOST_TIMES
    assert len(offered.places) <= MOST_PLACES
    assert len(offered.names) <= MOST_NAMES


def test_catalogue_names_are_offered_on_demand() -> None:
    """A name of the catalogue that the sentence holds joins the choice if asked for."""
    ledger = ledger_of("2020年,全市专利授权量为396件,新建公园6座。")
    chunk = chunk_with(ledger, "6座")

    without = set(find_options(chunk, ledger).names)
    offered = set(find_options(chunk, ledger, has_catalogue=True).names)
    assert "专利授权量" in offered
    assert without <= offered
