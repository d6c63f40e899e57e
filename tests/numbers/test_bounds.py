"""The words that touch a number bound it; words that only end alike do not."""

import pytest

from pipeline.numbers.bounds import bound_after, bound_before
from schemas.vocabulary import Bound


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("惠及约", Bound.ABOUT),
        ("接近", Bound.ABOUT),
        ("超过了", Bound.AT_LEAST),
        ("不少于", Bound.AT_LEAST),
        ("首破", Bound.AT_LEAST),
        ("不超过", Bound.AT_MOST),
        ("不到", Bound.AT_MOST),
        ("至多", Bound.AT_MOST),
    ],
)
def test_words_before(words: str, bound: Bound) -> None:
    """Each word bounds the number behind it."""
    assert bound_before(f"{words}30家", len(words))[0] is bound


@pytest.mark.parametrize(
    "words",
    [
        "节约",
        "签约",
        "预约",
        "公约",
        "最近",
        "附近",
        "就近",
        "侦破",
        "打破",
        "查破",
        "赶超",
        "高达",
        "达到",
    ],
)
def test_words_that_end_alike(words: str) -> None:
    """The end of another word is no bound."""
    assert bound_before(f"{words}30件", len(words)) == (None, len(words))


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("以上", Bound.AT_LEAST),
        ("左右", Bound.ABOUT),
        ("以内", Bound.AT_MOST),
        ("及以下", Bound.AT_MOST),
    ],
)
def test_words_after(words: str, bound: Bound) -> None:
    """Each word bounds the number before it."""
    assert bound_after(f"3家{words}", 2) == (bound, 2 + len(words))


@pytest.mark.parametrize("words", ["以上市公司", "以上述", "以下简称", "左右岸", "上下游"])
def test_words_that_begin_alike(words: str) -> None:
    """The beginning of another word is no bound."""
    assert bound_after(f"3家{words}", 2) == (None, 2)


def test_inside_is_a_limit_only_in_time() -> None:
    """30日内 is at most 30 days; 2个园区内 bounds nothing."""
    assert bound_after("30日内", 3, "日") == (Bound.AT_MOST, 4)
    assert bound_after("2个内部", 2, "个") == (None, 2)
