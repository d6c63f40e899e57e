"""Times are found as they are written and mean what a reader takes them to mean."""

from datetime import date

import pytest

from pipeline.numbers.period_notation import (
    Reference,
    as_of,
    between,
    bounds,
    is_period,
    shifted,
)
from pipeline.numbers.periods import find_times, normalise_period, periods_agree
from pipeline.spans import Span
from tests.numbers.period_cases import NO_TIMES, OTHER_FORMS, SPELLED_OUT, WILD, Case
from tests.numbers.period_words import worded

PUBLISHED = date(2023, 4, 27)


@pytest.mark.parametrize("case", SPELLED_OUT + OTHER_FORMS + WILD, ids=lambda case: case[0])
def test_each_form_names_its_period(case: Case) -> None:
    """A time is found in any of its written forms, with its period."""
    text, published, expected = case

    periods = [time.period for time in find_times(text, published)]

    assert periods == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_other_numbers_are_no_times(text: str) -> None:
    """Counts, lengths of time, plans, names and phone numbers are not read as times."""
    assert find_times(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("截至2022年底,全市", "截至2022年底"),
        ("全市2022年1-9月授权", "2022年1-9月"),
        ("自2020年入选重点城市以来,", "自2020年入选重点城市以来"),
        ("在9月20日至22日举行", "9月20日至22日"),
    ],
)
def test_span_covers_the_words_of_the_time(text: str, words: str) -> None:
    """The span holds the time with its bounding words and nothing else."""
    (time,) = find_times(text, PUBLISHED)

    assert time.span.of(text) == words


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("截至2022年底", "is_as_of"),
        ("目前", "is_as_of"),
        ("今年以来", "is_since"),
        ("去年", "is_relative"),
        ("到2025年", "is_future"),
        ("明年", "is_future"),
        ("《方案(2021-2022年)》", "is_name"),
    ],
)
def test_flags_tell_how_a_time_was_said(text: str, flag: str) -> None:
    """As-of dates, open periods, relative, future and named times carry their flag."""
    (time,) = find_times(text, PUBLISHED)

    assert getattr(time, flag)


@pytest.mark.parametrize(
    "text",
    [
        "比上年末增长",
        "较2020年增加",
        "是2020年的3.2倍",
        "与上年相比",
        "由2021年的12家",
        "从2019年的5亿元",
        "比去年同期",
    ],
)
def test_what_is_compared_with_is_a_base(text: str) -> None:
    """A time that another figure is compared with or came from is marked as a base."""
    (time,) = find_times(text, PUBLISHED)

    assert time.is_base


@pytest.mark.parametrize("text", ["从2021年起", "2022年,同比", "截至2022年底,比"])
def test_a_time_of_its_own_is_no_base(text: str) -> None:
    """A time that rules the figures after it is not taken for a base."""
    assert not any(time.is_base for time in find_times(text, PUBLISHED))


@pytest.mark.parametrize(
    ("words", "governing", "expected"),
    [
        ("2022年", None, "2022"),
        ("2022-Q1..2022-Q3", None, "2022-Q1..2022-Q3"),
        ("@2022-12-31", None, "@2022-12-31"),
        ("“2022年1-9月”", None, "2022-01..2022-09"),
        ("截至2022年底", None, "@2022-12-31"),
        ("上年同期", "2017-Q1..2017-Q3", "2016-Q1..2016-Q3"),
        ("同期", "2017-01..2017-09", "2017-01..2017-09"),
        ("年末", "2021", "@2021-12-31"),
        ("当年", "2021", "2021"),
        ("1-9月", "2021", "2021-01..2021-09"),
        ("不详", None, None),
        ("", None, None),
        ("2022-13", None, None),
    ],
)
def test_words_of_a_model_are_read_into_our_notation(
    words: str, governing: str | None, expected: str | None
) -> None:
    """A model's words for a period become our notation, or nothing."""
    assert normalise_period(words, PUBLISHED, governing) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022", "2022"),
        ("@2022-12-31", "@2022-12"),
        ("2022-01..2022-09", "2022-Q1..2022-Q3"),
        ("2022-H1", "2022-01..2022-06"),
        ("2025..2025-10-16", "2025-01-01..2025-10-16"),
        ("2021-07..", "2021-07-01.."),
    ],
)
def test_equal_times_agree_in_any_notation(one: str, other: str) -> None:
    """Periods that cover the same days agree, both ways round."""
    assert periods_agree(one, other)
    assert periods_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022", "2021"),
        ("2022", "@2022"),
        ("@2022", "@2022-12-31"),
        ("2022", "2022-01..2022-12"),
        ("@2022-12-15", "@2022-12"),
        ("2021-07..", "2021-07..2022"),
        ("2022年", "2022"),
        ("2022年", "2022年"),
    ],
)
def test_different_times_do_not_agree(one: str, other: str) -> None:
    """A year agrees only with itself, a date never with a stretch of time."""
    assert not periods_agree(one, other)
    assert not periods_agree(other, one)


@pytest.mark.parametrize(
    "text", ["2022-13", "2022-5", "@2020..2022", "..", "2022..2020", "2022-02-30", "2022-H3", "年"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """Impossible dates, empty and reversed ranges are no periods."""
    assert not is_period(text)


def test_a_leap_day_shifts_to_the_last_of_february() -> None:
    """The same day of another year is the last of February where there is no 29th."""
    assert shifted("2020-02-29", 1) == "2021-02-28"


def test_a_range_ends_at_its_last_day() -> None:
    """A range has the first day of its start and the last day of its end."""
    assert bounds("2020..2022-Q1") == (date(2020, 1, 1), date(2022, 3, 31))
    assert as_of("2020..2022-Q1") == "@2022-03-31"
    assert between("2020-05", "2020-05") == "2020-05"


def test_a_reference_known_by_its_month_keeps_the_month() -> None:
    """Where only the month of publication is known, periods end in that month."""
    (time,) = find_times("今年以来", Reference(2021, 12))

    assert time.period == "2021..2021-12"


def test_open_start_is_worded_but_nonsense_is_not() -> None:
    """Plain words exist for every period and for nothing else."""
    assert worded("..2022") == "2022年以前"
    with pytest.raises(ValueError, match="nonsense"):
        worded("nonsense")


def test_title_of_a_document_does_not_hide_the_time_after_it() -> None:
    """A year inside 《》 is a name; the year that follows it is not."""
    text = "《2024年状况》发布。2025年"

    times = find_times(text, date(2025, 5, 1))

    assert [(time.is_name, time.span) for time in times] == [
        (True, Span(1, 6)),
        (False, Span(12, 17)),
    ]
