"""Numbers that no reader sees are rows of the ledger too, as markup."""

import pytest

from pipeline.cleaning.clean_text import CleanText
from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document, Format
from pipeline.numbers.ledger import build_ledger
from pipeline.numbers.mentions import find_mentions
from schemas.vocabulary import NonFact


def page(raw: str) -> CleanText:
    """Clean a text as if it were a web page."""
    return clean(Document("case", "case", "0", raw, "utf-8", "given", Format.HTML))


HIDDEN = [
    ('<meta charset="utf-8"><p>甲</p>', ["utf-8"]),
    ('<script src="/js/tool-2.14.1.min.js"></script><p>甲</p>', ["tool-2.14.1"]),
    ('<link href="/css/main7.css"><p>甲</p>', ["main7"]),
    ("<h3>甲</h3>", ["h3", "h3"]),
    ('<table width="88%" border="0"><tr><td>甲</td><td>乙</td></tr></table>', ["88%", "0"]),
    ("<style>p{margin:4px 12px}</style><p>甲</p>", ["4px", "12px"]),
    ("<!-- 更新于 2021-05-06 --><p>甲</p>", ["2021-05-06"]),
    ("<script>var a=3,b=0.75;</script><p>甲</p>", ["3", "0.75"]),
    (
        '<p>甲</p><img src="data:image/png;base64,iVBOR0w1+9/4=="><p>乙</p>',
        ["base64,iVBOR0w1+9/4=="],
    ),
    ("<p>甲</p><!-- ３８ -->", ["３８"]),
]


@pytest.mark.parametrize(("raw", "expected"), HIDDEN)
def test_words_with_digits_in_tags_are_markup(raw: str, expected: list[str]) -> None:
    """Each word with a digit in a tag, script, style or comment is one row."""
    found = find_mentions(page(raw))

    assert [mention.quote for mention in found] == expected
    assert {mention.why for mention in found} == {NonFact.MARKUP}
    assert all(not len(mention.span) for mention in found)
    assert all(mention.raw_span.of(raw) == mention.quote for mention in found)


def test_hidden_numbers_stand_between_the_visible_ones() -> None:
    """Rows follow the raw text; an empty span stands where the tag was removed."""
    text = page('<p>授权<b id="n1">396件</b>。</p><h2>增长5%</h2><hr width="9">')

    found = find_mentions(text)

    assert [mention.quote for mention in found] == ["n1", "396件", "h2", "5%", "h2", "9"]
    assert [mention.index for mention in found] == list(range(6))
    assert [text.text[mention.span.start :][:2] for mention in found[:3]] == ["39", "39", "增长"]


def test_tag_with_digits_inside_a_number_is_part_of_its_quote() -> None:
    """The size of a font between number and unit makes no row of its own."""
    (mention,) = find_mentions(page('<p>授权396<font size="3">件</font></p>'))

    assert mention.quote == '396<font size="3">件'


def test_hidden_numbers_have_no_reading() -> None:
    """Nothing is read about markup, and the numbers around it keep their reading."""
    ledger = build_ledger(page('<h1>2023年</h1><p class="c4">全市专利授权396件。</p>'))

    assert [reading is None for reading in ledger.readings] == [
        mention.quote != "396件" for mention in ledger.mentions
    ]


def test_document_without_removed_digits_has_no_hidden_number() -> None:
    """Glosses and line ends that cleaning removes leave no rows."""
    raw = "專利(lì)授權(quán)３９６件(jiàn)\r\n增長5%\r\n"
    text = clean(Document("case", "case", "0", raw, "utf-8", "given", Format.PLAIN))

    assert [mention.quote for mention in find_mentions(text)] == ["３９６件", "5%"]
