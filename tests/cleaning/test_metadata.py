"""What documents say of themselves."""

import pytest

from pipeline.cleaning.metadata import find_date
from tests.cleaning.builder import cleaned
from tests.cleaning.line_cases import PUBLISHED


@pytest.mark.parametrize(("raw", "published", "publisher"), PUBLISHED)
def test_day_and_publisher_are_found_or_left_open(
    raw: str, published: str | None, publisher: str | None
) -> None:
    """Labels, datelines and signatures count, events in the body never."""
    metadata = cleaned(raw).metadata

    assert metadata.published == (find_date(published) if published else None)
    assert metadata.publisher == publisher


DATES = [
    ("2023-04-06 14:54:30", "2023-04-06"),
    ("2023年4月6日", "2023-04-06"),
    ("2023.04.06", "2023-04-06"),
    ("2023/4/6", "2023-04-06"),
    ("二〇二三年十月三十一日", "2023-10-31"),
    ("二零二三年一月十日", "2023-01-10"),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_date_is_read_in_every_writing(text: str, day: str) -> None:
    """Digits and hanzi name the same day."""
    assert str(find_date(text)) == day


@pytest.mark.parametrize("text", ["2023-13-06", "12023-04-06", "2023-04-061", "2023年4月", ""])
def test_what_is_no_date_is_not_read(text: str) -> None:
    """A number that is longer, or a day that does not exist, is no date."""
    assert find_date(text) is None


def test_title_is_the_first_line_of_its_own() -> None:
    """Menus before it and the issuer after it are no title."""
    raw = "首页 > 要闻\n\n盘点过去一年,“家底”有多厚\n\n市市场监督管理局\n2023年4月6日\n授权396件。"

    assert cleaned(raw).metadata.title == "盘点过去一年,“家底”有多厚"


def test_title_of_two_lines_is_one() -> None:
    """A second short line right after the first belongs to it."""
    raw = "知识产权赋能经济发展\n\n助力谱写高质量发展新篇章\n\n创新整合公共服务资源,授权396件。"

    assert cleaned(raw).metadata.title == "知识产权赋能经济发展 助力谱写高质量发展新篇章"


def test_text_that_begins_with_prose_has_no_title() -> None:
    """A paragraph is not mistaken for a title, nor a heading further down."""
    raw = "创新是引领发展的第一动力。\n加强顶层设计,推进强市建设\n授权396件。"

    assert cleaned(raw).metadata.title is None
