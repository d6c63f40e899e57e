"""Every number is found with its value, unit, bound and place, or with why it counts nothing."""

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.cleaning.clean_text import CleanText, Mark, MarkKind, Metadata
from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document, Format
from pipeline.documents.reading import read_document
from pipeline.numbers.mention import Mention
from pipeline.numbers.mentions import find_mentions
from pipeline.spans import Span
from schemas.vocabulary import Bound, NonFact
from tests.numbers.number_cases import BUGS, SPELLED_OUT, WILD

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def cleaned(text: str, form: Format = Format.PLAIN) -> CleanText:
    """Clean a text as if it were a document."""
    return clean(Document("case", "case", "0", text, "utf-8", "given", form))


def marked(text: str, *marks: Mark) -> CleanText:
    """Build clean text that is its own source."""
    places = range(len(text))
    return CleanText(text, text, places, range(1, len(text) + 1), marks, Metadata(), False, ())


def written(mention: Mention) -> str:
    """Write a mention the way the tables do."""
    if mention.why:
        return f"{mention.quote} = {mention.why.value}"
    value = format(round(mention.value, 6).normalize(), "f")
    bound = "" if mention.bound is Bound.EXACT else mention.bound.value
    damage = "damaged" if mention.is_damaged else ""
    return " ".join(filter(None, (f"{mention.quote} = {value}", mention.unit, bound, damage)))


@pytest.mark.parametrize(("text", "expected"), SPELLED_OUT + WILD + BUGS)
def test_numbers_are_found_as_tabled(text: str, expected: list[str]) -> None:
    """Each text of the tables yields its numbers and nothing else."""
    found = find_mentions(cleaned(text))

    assert [written(mention) for mention in found] == expected


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_quotes_are_the_raw_characters(path: Path) -> None:
    """In every seed each quote is the raw text at its span, in order, without overlap."""
    text = clean(read_document(path))

    mentions = find_mentions(text)

    assert [m.index for m in mentions] == list(range(len(mentions)))
    assert all(m.raw_span.of(text.raw) == m.quote for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


def test_gloss_inside_a_number_stays_in_the_quote() -> None:
    """A pinyin gloss between number and unit is quoted, one after the last hanzi is not."""
    text = cleaned("知識產權(quán)專利發(fā)明授權3.9267萬(wàn)件(jiàn),同比增長")

    (mention,) = find_mentions(text)

    assert (mention.quote, mention.unit) == ("3.9267萬(wàn)件", "万件")


def test_tag_inside_a_number_stays_in_the_quote() -> None:
    """A tag between number and unit belongs to the raw span."""
    page = "<html><body><p>总数<strong>51967</strong>件</p></body></html>"

    (mention,) = find_mentions(cleaned(page, Format.HTML))

    assert (mention.quote, mention.unit) == ("51967</strong>件", "件")


def test_endless_digits_are_one_code() -> None:
    """A run of a million digits is one code, found at once, and its value is not computed."""
    (mention,) = find_mentions(marked("1" * 1_000_000))

    assert mention.why is NonFact.LICENCE
    assert len(mention.span) == 1_000_000


def test_number_in_page_furniture_is_furniture() -> None:
    """What nothing else explains in page furniture is page furniture."""
    text = "授权30件\n共3页 上一页"
    furniture = Mark(Span(6, len(text)), MarkKind.FURNITURE, "button")

    found = find_mentions(marked(text, furniture))

    assert [mention.why for mention in found] == [None, NonFact.PAGE_FURNITURE]


def test_sentence_in_page_furniture_still_counts() -> None:
    """A sentence that states an amount is no furniture, wherever it stands."""
    text = "来源:市局 全市授权专利396件。"
    furniture = Mark(Span(0, len(text)), MarkKind.FURNITURE, "label")

    (mention,) = find_mentions(marked(text, furniture))

    assert mention.why is None


def test_date_in_page_furniture_stays_a_date() -> None:
    """Furniture does not hide what a number is."""
    text = "发布时间:2023-04-06 09:00"
    furniture = Mark(Span(0, len(text)), MarkKind.FURNITURE, "label")

    (mention,) = find_mentions(marked(text, furniture))

    assert mention.why is NonFact.DATE
