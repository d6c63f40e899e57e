"""What must hold for the times and periods of every text."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.period_notation import (
    between,
    is_period,
    periods_agree,
    shifted,
    unit,
)
from pipeline.numbers.periods import find_times, normalise_period
from tests.numbers.period_words import worded

PIECES = [
    "20", "22", "2022", "年", "月", "日", "1", "-", "至", "9", "底", "末", "截至", "今", "去",
    "以来", "季度", "前", "三", "上", "半年", "同期", "近", "目前", "二〇二二", "。", ",", "\n",
    "《", "》", "(", ")", "十", "四", "五", "期间", "到", "自", "比", "的", "倍", "全年", "件",
]  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
years = st.integers(1990, 2060)

stretches = st.one_of(
    years.map(str),
    st.builds(lambda y, h: f"{y}-H{h}", years, st.integers(1, 2)),
    st.builds(lambda y, q: f"{y}-Q{q}", years, st.integers(1, 4)),
    st.builds(lambda y, m: unit(y, m) or "", years, st.integers(1, 12)),
    days.map(date.isoformat),
)
ranges = st.tuples(stretches, stretches).map(lambda ends: between(*ends)).filter(bool).map(str)
points = (years.map(str) | days.map(date.isoformat)).map("@{}".format)
periods = stretches | ranges | points | stretches.map("{}..".format)


@given(texts, days | st.none())
def test_spans_lie_inside_the_text_and_never_overlap(text: str, published: date | None) -> None:
    """Times come in order, each within the text, none inside another."""
    times = find_times(text, published)

    ends = [0] + [time.span.end for time in times]
    assert all(end <= time.span.start for end, time in zip(ends, times, strict=False))
    assert ends[-1] <= len(text)


@given(texts, days | st.none())
def test_every_period_found_is_in_our_notation(text: str, published: date | None) -> None:
    """What is found is a possible period, or nothing."""
    times = find_times(text, published)

    assert all(time.period is None or is_period(time.period) for time in times)


@given(texts, days | st.none(), periods | st.none())
def test_any_words_are_read_as_a_period_or_nothing(
    words: str, published: date | None, governing: str | None
) -> None:
    """Whatever a model says, the answer is a period in our notation or nothing."""
    period = normalise_period(words, published, governing)

    assert period is None or is_period(period)


@given(periods)
def test_plain_words_for_a_period_are_read_back(period: str) -> None:
    """The canonical words of a period lead back to it."""
    assert normalise_period(worded(period), None) == period


@given(periods)
def test_a_period_agrees_with_itself(period: str) -> None:
    """Every period is a period and agrees with itself."""
    assert is_period(period)
    assert periods_agree(period, period)


@given(periods, periods)
def test_agreement_goes_both_ways(one: str, other: str) -> None:
    """The order of two periods does not matter."""
    assert periods_agree(one, other) == periods_agree(other, one)


@given(periods, st.integers(-5, 5))
def test_shifting_there_and_back_changes_nothing(period: str, by: int) -> None:
    """A period that is moved some years and back is the same, but for leap days."""
    moved = shifted(period, by)

    assert moved is not None
    assert "-02-29" in period or shifted(moved, -by) == period
