"""Lines around articles and lines of articles."""

import pytest

from pipeline.cleaning.clean_text import MarkKind
from pipeline.cleaning.furniture import furniture_rule
from tests.cleaning.builder import cleaned
from tests.cleaning.line_cases import ARTICLE, FURNITURE


@pytest.mark.parametrize("line", FURNITURE)
def test_line_around_an_article_is_furniture(line: str) -> None:
    """Some rule names each of them."""
    assert furniture_rule(line) is not None


@pytest.mark.parametrize("line", ARTICLE)
def test_line_of_an_article_is_none(line: str) -> None:
    """The same words at the beginning of a statement make no furniture."""
    assert furniture_rule(line) is None


def test_furniture_is_marked_and_kept() -> None:
    """The line stays in the text, under a mark that names the rule."""
    clean_text = cleaned("報告\n來源:市局 發布時間:2023-04-06\n授權396件。\n分享到")

    marked = [
        (mark.span.of(clean_text.text), mark.rule) for mark in clean_text.marked(MarkKind.FURNITURE)
    ]

    assert marked == [("来源:市局 发布时间:2023-04-06", "label"), ("分享到", "button")]
