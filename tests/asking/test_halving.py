from pathlib import Path

from pipeline.asking.chunks import split
from pipeline.asking.halving import halve
from pipeline.cleaning.cleaning import clean
from pipeline.documents.reading import read_document
from pipeline.numbers.ledger import Ledger, build_ledger

TEXT = "2022年,珠海市发明专利授权量685件。商标注册量1200件。版权登记90件。\n"


def ledger(folder: Path) -> Ledger:
    """Return the ledger of TEXT."""
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return build_ledger(clean(read_document(folder / "a.txt")))


def test_halves_ask_about_the_same_numbers_in_less_text(tmp_path: Path) -> None:
    """Every mention is in one half, with its sentence; further halves end at one sentence."""
    made = ledger(tmp_path)
    (chunk,) = split(made, max_tokens=700)

    first, second = halve(chunk, made)
    (again, alone) = halve(first, made)

    assert first.mentions + second.mentions == chunk.mentions
    assert "版权登记90件" in second.span.of(made.clean.text)
    assert "685" not in second.span.of(made.clean.text)
    assert [len(part.mentions) for part in (again, alone)] == [1, 1]
    assert halve(alone, made) == ()
