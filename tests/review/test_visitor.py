"""What a browser remembers is read with suspicion."""

import pytest

from pipeline.results.report_words import Language
from pipeline.review.visitor import (
    LANGUAGE,
    NAME,
    THEME,
    Theme,
    preferred,
    proper_name,
    read_visitor,
    remembering,
)


def test_a_visitor_is_who_the_browser_remembers() -> None:
    """Name, language and theme come back as they were kept."""
    visitor = read_visitor({NAME: "%E6%9D%8E%E9%9B%B7", LANGUAGE: "en", THEME: "dark"}, "zh")

    assert (visitor.name, visitor.language, visitor.theme) == ("李雷", Language.ENGLISH, Theme.DARK)


def test_nonsense_counts_as_not_told() -> None:
    """Broken cookies give a visitor without a name, in the browser's language."""
    visitor = read_visitor({NAME: "%00%1b", LANGUAGE: "xx", THEME: "<b>"}, "zh-CN,zh;q=0.9")

    assert (visitor.name, visitor.language, visitor.theme) == ("", Language.CHINESE, Theme.AUTO)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("zh;q=0.3, en;q=0.7", "en"),
        ("de", "en"),
        ("zh;q=x;;,", "en"),
        ("," * 9999, "en"),
    ],
)
def test_the_language_is_the_one_the_browser_likes_best(header: str, language: str) -> None:
    """Preferences count by their weight, and what is not a preference does not count."""
    assert preferred(header) == language


def test_a_name_is_one_short_printable_line() -> None:
    """Nothing can be hidden in the name on a decision."""
    assert proper_name("a\u202eb\n c\x00") == "ab c"
    assert len(proper_name("长" * 500)) == 40


def test_what_is_remembered_cannot_leave_its_cookie() -> None:
    """Quotes and semicolons in a name stay inside the name."""
    script = remembering(NAME, 'x"; alert(1); "; Path=/evil')

    assert script.count('"') == 2
    assert script.count(";") == 3
