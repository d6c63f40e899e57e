"""The annotated documents: every place in them survives cleaning and comes back."""

import json
from pathlib import Path

import pytest

from pipeline.cleaning.clean_text import CleanText
from pipeline.cleaning.cleaning import clean
from pipeline.documents.finding import find_documents
from pipeline.documents.reading import read_document
from pipeline.spans import Span

ROOT = Path(__file__).parents[2]
FILES = ["seeds.gold", "dev.gold", "seeds.nonfacts", "dev.nonfacts"]


@pytest.fixture(scope="module")
def clean_texts() -> dict[str, CleanText]:
    """Clean every annotated document once."""
    folders = [str(ROOT / "seeds" / "*.txt"), str(ROOT / "tests" / "gold" / "dev" / "docs")]
    found = find_documents(folders)
    return {name: clean(read_document(path, name=name)) for name, path in found.files}


@pytest.mark.parametrize("file", FILES)
def test_annotated_place_comes_back_from_clean_text(
    file: str, clean_texts: dict[str, CleanText]
) -> None:
    """The raw span of each row has clean characters, and these have exactly that span."""
    path = ROOT / "tests" / "gold" / f"{file}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    for row in rows:
        if row.get("why") == "markup":
            continue
        clean_text = clean_texts[row["doc"]]
        span = Span(row["start"], row["end"])
        assert clean_text.raw_span(clean_text.clean_span(span)) == span, row


@pytest.mark.parametrize("file", FILES[:2])
def test_clean_quote_has_the_annotated_digits(file: str, clean_texts: dict[str, CleanText]) -> None:
    """Cleaning never changes a digit of a number that was annotated in digits."""
    path = ROOT / "tests" / "gold" / f"{file}.jsonl"

    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        clean_text = clean_texts[row["doc"]]
        quote = clean_text.clean_span(Span(row["start"], row["end"])).of(clean_text.text)
        if any(map(str.isdigit, row["quote"])):
            assert row["value"].lstrip("-").rstrip("0").rstrip(".") in quote.replace(",", ""), row


PUBLISHED = {
    "000_7779515c0804bb07": "2023-04-06",
    "001_934ed97cea4f831b": "2023-01-31",
    "002_2bc2df268cbfd8ed": "None",
    "003_b8d7690c52409c55": "None",
    "004_fd5c015d66bd1487": "None",
    "d01": "2022-04-27",
    "d02": "2024-01-09",
    "d03": "2025-10-16",
    "d04": "2024-12-20",
    "d05": "2023-05-05",
    "d06": "2025-04-24",
    "d07": "2023-04-27",
    "d08": "2017-11-07",
}


@pytest.mark.parametrize(("name", "published"), PUBLISHED.items())
def test_day_of_publication_is_the_one_the_document_prints(
    name: str, published: str, clean_texts: dict[str, CleanText]
) -> None:
    """Each document gives the day its own head prints, or none."""
    assert str(clean_texts[name].metadata.published) == published
