"""Only our own tags are markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.results.report_markup import element, joined
from tests.results.run_cases import HOSTILE_TEXTS

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>",
    "&lt;b&gt;",
    "<!--",
    *HOSTILE_TEXTS,
)


class Reader(HTMLParser):
    """Collects the tags, attributes and words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Remember words."""
        self.words += data


def _read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


@pytest.mark.parametrize("text", ATTACKS)
def test_hostile_words_stay_words(text: str) -> None:
    """Whatever a text holds, there is one tag with one attribute."""
    read = _read(element("b", text, title=text))

    assert read.tags == ["b"]
    assert [name for name, _ in read.attributes] == ["title"]


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\r"), max_size=30)
)
def test_words_are_shown_as_they_are(text: str) -> None:
    """What is read off the page is the text, but for characters no page can show."""
    if text.translate(dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])) == text:
        assert _read(element("b", text)).words == text


def test_markup_inside_markup_stays_markup() -> None:
    """Elements are nested, plain words beside them are escaped."""
    assert joined((element("i", "<"), "<")) == "<i>&lt;</i>&lt;"
