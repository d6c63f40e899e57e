"""What must hold for every text that cleaning is given."""

import time
import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.cleaning.cleaning import clean
from pipeline.cleaning.simplified import simplify
from pipeline.documents.document import Document, Format
from pipeline.spans import Span

# What documents are damaged with, and what damage is mistaken for.
PIECES = st.sampled_from(
    [
        *"專利權數據年月日件%,,,。、;:?!()“”《》<>&/\n\n\r\t  |-",
        *"１２３，％（）．\u3000\u200b\ufeff\ufffd\ue000⼆0123456789.",
        *[
            "(chǎn)",
            "（quán）",
            "(pct)",
            "?shù)",
            "?!",
            "靥厣\ue06ba",
            "<p>",
            "</b>",
            "<td>",
            "<!--",
        ],
        *["&nbsp;", "&#8212;", "<table><tr><td>", "来源:", "一、", "發布時間:2023-04-06", "甲,,乙"],
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=60))
FORMATS = st.sampled_from(Format)

ONE_TO_ONE = opencc.OpenCC("t2s")


def cleaned(raw: str, form: Format = Format.PLAIN) -> CleanText:
    """Clean a raw text that need not have come from a file."""
    return clean(Document("test", "test", "", raw, "utf-8", "utf-8", form))


def images(character: str) -> set[str]:
    """List what a single raw character may have become."""
    forms = {character, unicodedata.normalize("NFKC", character)}
    forms |= {simplify(form) for form in set(forms)} | {ONE_TO_ONE.convert(f) for f in set(forms)}
    return forms | ({" "} if character.isspace() else set())


@given(TEXTS, FORMATS)
def test_any_text_gets_through_with_its_places(raw: str, form: Format) -> None:
    """No text is refused; places never decrease and lie within the raw text."""
    clean_text = cleaned(raw, form)
    starts, ends = list(clean_text.starts), list(clean_text.ends)

    assert len(starts) == len(ends) == len(clean_text.text)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(starts, ends, strict=True))


@given(TEXTS)
def test_kept_character_is_its_raw_one_or_an_image_of_it(raw: str) -> None:
    """Outside repairs, a character read from one place is that character in other clothes."""
    clean_text = cleaned(raw)
    repaired = [mark.span for mark in clean_text.marked(MarkKind.REPAIR)]

    for at, character in enumerate(clean_text.text):
        source = clean_text.raw_span(Span(at, at + 1)).of(raw)
        if any(span.holds(Span(at, at + 1)) for span in repaired):
            continue
        assert character in images(source) or character in "\n\t ", (character, source)


@given(TEXTS, FORMATS)
def test_cleaning_never_makes_or_changes_a_digit(raw: str, form: Format) -> None:
    """Each digit of the clean text stands in the raw text, at its place, as that digit."""
    clean_text = cleaned(raw, form)

    for at, character in enumerate(clean_text.text):
        if character in "0123456789%":
            source = clean_text.raw_span(Span(at, at + 1)).of(raw)
            assert unicodedata.normalize("NFKC", source) == character or source[0] == "&"


@given(TEXTS, FORMATS)
def test_marks_lie_in_the_text_in_order(raw: str, form: Format) -> None:
    """Marks cover characters of the clean text and come in order of their start."""
    clean_text = cleaned(raw, form)
    spans = [mark.span for mark in clean_text.marks]

    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(clean_text.text) for span in spans)


@given(TEXTS, FORMATS, st.data())
def test_places_come_back(raw: str, form: Format, data: st.DataObject) -> None:
    """The raw span of clean characters has at least these characters."""
    clean_text = cleaned(raw, form)
    start = data.draw(st.integers(0, len(clean_text.text)))
    end = data.draw(st.integers(start, len(clean_text.text)))

    back = clean_text.clean_span(clean_text.raw_span(Span(start, end)))

    assert start == end or back.holds(Span(start, end))


@given(TEXTS)
def test_cleaning_clean_text_changes_no_number(raw: str) -> None:
    """What is clean stays as it is, but for lines that are joined now and marks."""
    once = cleaned(raw).text
    twice = cleaned(once).text

    digits = [character for character in once if character.isdigit()]
    assert [character for character in twice if character.isdigit()] == digits


HOSTILE = [
    "(", "?", "7", "<", "<a ", "<!--", "<script>", "&amp;", "　", "?!", "?靥", "?shù)靥厣",
    '<a b="', "“甲,\n", "\t\n", "<table><tr><td>", "<td rowspan=9 colspan=9>", "</div>", "甲乙,\n",
    "1,\n", "(ā", "a|", "一、甲", "2023-", "來源:", ",,", "<meta name=", "<h1>", "¥\r",
]  # fmt: skip


# A busy machine, or garbage of other tests, may make one measurement too long.
_TRIES = 3


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_on_hostile_text(piece: str, form: Format) -> None:
    """A text eight times as long takes no more than a few times eight times as long."""
    short, long = (piece * (size // len(piece)) for size in (4_000, 32_000))

    assert any(_seconds(long, form) < 0.08 + 30 * _seconds(short, form) for _ in range(_TRIES))


def _seconds(raw: str, form: Format) -> float:
    started = time.process_time()
    cleaned(raw, form)
    return time.process_time() - started
