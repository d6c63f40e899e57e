"""Of a sentence that nobody can have written, what is around its numbers is shown."""

from pipeline.asking.chunk import Chunk
from pipeline.asking.chunks import LONGEST_CHARS, split
from pipeline.numbers.ledger import Ledger
from tests.asking.builder import ledger_of

FILLER = "推动知识产权高质量发展"


def shown(ledger: Ledger) -> list[tuple[str, list[str]]]:
    """Return the text of each chunk that asks, and what it asks about."""
    return [(chunk.span.of(ledger.clean.text), quotes(ledger, chunk)) for chunk in asked(ledger)]


def asked(ledger: Ledger) -> list[Chunk]:
    """Return the chunks that ask about anything."""
    return [chunk for chunk in split(ledger, max_tokens=80, max_mentions=8) if chunk.mentions]


def quotes(ledger: Ledger, chunk: Chunk) -> list[str]:
    """Return the numbers that a chunk asks about."""
    return [ledger.mentions[index].quote for index in chunk.mentions]


def test_lonely_number_keeps_its_surroundings() -> None:
    """A number in a page without full stops is shown with as much text on both sides."""
    ledger = ledger_of(f"{FILLER * 400},新增专利396件,{FILLER * 400}")
    ((text, numbers),) = shown(ledger)

    assert numbers == ["396件"]
    assert ",新增专利396件," in f",{text}"
    assert len(text) <= LONGEST_CHARS


def test_clauses_are_kept_whole() -> None:
    """What is shown begins and ends between clauses where the sentence has any."""
    clauses = "".join(f"乡镇{count}推动{FILLER},新增专利{count}件," for count in range(300, 400))
    ledger = ledger_of(clauses)

    for text, numbers in shown(ledger):
        assert len(text) <= LONGEST_CHARS
        assert text.endswith(",")
        assert all(number in text for number in numbers)


def test_numbers_far_apart_are_asked_apart() -> None:
    """Two numbers with thousands of characters between them share no question."""
    ledger = ledger_of(f"新增专利396件{FILLER * 400}新增商标812件")

    assert [numbers for _text, numbers in shown(ledger)] == [["396件"], ["812件"]]


def test_no_number_is_cut() -> None:
    """A line of nothing but numbers is cut between them."""
    ledger = ledger_of("".join(f"件{count}.25万元" for count in range(1000, 1600)))
    whole = {mention.quote for mention in ledger.mentions}

    for text, numbers in shown(ledger):
        assert set(numbers) <= whole
        assert text.startswith(("件", *whole))
        assert text.endswith("万元")
