"""Web pages in, text with its places out."""

import pytest

from pipeline.cleaning.clean_text import CleanText, MarkKind
from pipeline.spans import Span
from tests.cleaning.builder import cleaned
from tests.cleaning.page_cases import BROKEN, SPELLED_OUT, WILD


def page(raw: str) -> CleanText:
    """Clean a web page."""
    return cleaned(raw, source="test.html")


@pytest.mark.parametrize(("raw", "text"), [*SPELLED_OUT, *BROKEN, *WILD])
def test_page_is_read_as_the_table_says(raw: str, text: str) -> None:
    """Each page leaves exactly its text, but for line ends around it."""
    assert page(raw).text.strip("\n") == text


def test_number_keeps_the_tags_inside_it() -> None:
    """A number and its unit are one place in the page, with the tag between them."""
    clean_text = page("<p>企业占<strong>51967</strong>件的总数</p>")
    start = clean_text.text.index("51967件")

    span = clean_text.raw_span(Span(start, start + 6))

    assert span.of(clean_text.raw) == "51967</strong>件"
    assert clean_text.clean_span(span) == Span(start, start + 6)


def test_character_by_name_has_all_of_its_name() -> None:
    """A blank written as &nbsp; is one character whose place is the whole of it."""
    clean_text = page("<p>178.29&nbsp;亿元</p>")
    at = clean_text.text.index(" ")

    assert clean_text.raw_span(Span(at, at + 1)).of(clean_text.raw) == "&nbsp;"


def test_markup_is_no_text_but_can_be_asked_for() -> None:
    """A number in a tag has a place in the page and none in the text."""
    clean_text = page('<table width="96%"><tr><td>甲</td><td>3</td></tr></table>')
    at = clean_text.raw.index("96%")

    assert "96" not in clean_text.text
    assert len(clean_text.clean_span(Span(at, at + 3))) == 0


def test_table_is_marked_with_its_caption() -> None:
    """The mark covers the rows and the caption, and nothing around them."""
    clean_text = page(
        "<p>前</p><table><caption>表1</caption>"
        "<tr><th>指标</th><th>数</th></tr><tr><td>甲</td><td>3</td></tr></table><p>后</p>"
    )

    (mark,) = clean_text.marked(MarkKind.TABLE)

    assert mark.span.of(clean_text.text).strip() == "表1\n指标\t数\n甲\t3"


def test_elements_around_the_article_are_furniture() -> None:
    """Menus and feet are known by their elements or their classes."""
    clean_text = page(
        "<nav>政务公开</nav><div class='top-nav'>互动交流</div><div id=main><h1>报告</h1>"
        f'<p>{"授权396件。" * 20}</p></div><div class="footer"><p>某局2023</p></div>'
    )

    marked = [
        mark.span.of(clean_text.text).strip() for mark in clean_text.marked(MarkKind.FURNITURE)
    ]

    assert marked == ["政务公开", "互动交流", "某局2023"]


def test_element_with_most_of_the_page_is_the_page() -> None:
    """A wrapper that is called a menu does not make furniture of an article."""
    clean_text = page(f"<div class='nav'><p>{'授权396件。' * 20}</p></div>")

    assert clean_text.marked(MarkKind.FURNITURE) == ()


def test_title_is_the_one_on_the_page() -> None:
    """The heading of the article wins over the head's title with the site's name."""
    clean_text = page(
        "<title>知识产权“成绩单”出炉_某市市场监督管理局</title>"
        "<h2>知识产权“成绩单”出炉</h2><p>授权396件。</p>"
    )

    assert clean_text.metadata.title == "知识产权“成绩单”出炉"


def test_meta_elements_describe_the_page() -> None:
    """What the head says of the article wins over its lines."""
    clean_text = page(
        "<meta name='ArticleTitle' content='知识产权成绩单'>"
        '<meta content="2023-05-08 10:00" name="PubDate"/>'
        '<meta name="ContentSource" content="市市场监管局&amp;知识产权局">'
        "<p>授权396件。</p><p>2022年1月1日</p>"
    )

    assert clean_text.metadata.title == "知识产权成绩单"
    assert clean_text.metadata.publisher == "市市场监管局&知识产权局"
    assert str(clean_text.metadata.published) == "2023-05-08"
