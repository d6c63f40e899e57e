"""Each number gets the period that rules it, and none where the text names none."""

from datetime import date

import pytest

from pipeline.cleaning.clean_text import Mark, MarkKind
from pipeline.numbers.period_reference import find_reference
from pipeline.numbers.when import RULES, SURE_RULES, read_periods
from pipeline.spans import Span
from tests.numbers.marked_text import clean_text, marked
from tests.numbers.when_cases import OTHER_FORMS, SPELLED_OUT, WILD, Case

PUBLISHED = date(2023, 4, 6)


def periods(text: str, published: date | None) -> list[str | None]:
    """Return the best period of each number in brackets."""
    given = marked(text, published)
    guesses = read_periods(given.clean, given.layout, given.mentions, given.readings)
    return [guess.best for guess in guesses]


@pytest.mark.parametrize("case", SPELLED_OUT + OTHER_FORMS + WILD, ids=lambda case: case[0])
def test_each_number_has_the_period_that_rules_it(case: Case) -> None:
    """Every number of a sentence gets its own, its level's or the governing period."""
    text, published, expected = case

    assert periods(text, published) == expected


def test_numbers_that_are_no_statistics_stay_silent() -> None:
    """One guess per mention, empty for those that state nothing."""
    given = marked("[2022年|!]授权[5件]", PUBLISHED)

    guesses = read_periods(given.clean, given.layout, given.mentions, given.readings)

    assert [guess.candidates for guess in guesses] == [(), ("2022",)]


@pytest.mark.parametrize(
    "text",
    [
        "2022年,授权[5件]。",
        "截至2022年底,有效商标[5件|value|有效商标]。",
        "2022年,授权[5件],增长[3%|growth]。",
    ],
)
def test_a_time_in_the_sentence_is_sure(text: str) -> None:
    """A time that stands in the sentence and suits the figure leaves no doubt."""
    given = marked(text, PUBLISHED)

    guesses = read_periods(given.clean, given.layout, given.mentions, given.readings)

    assert all(guess.is_sure for guess in guesses)


@pytest.mark.parametrize(
    "text",
    [
        "今年,授权[5件]。",
        "2022年,立案[5件],三年查办[9件]。",
        "2022年,新增[5件],累计授权[90件]。",
    ],
)
def test_a_time_that_may_reach_less_far_than_the_figure_is_not_sure(text: str) -> None:
    """今年 may be the year so far; 三年 and 累计 reach back beyond the year that was named."""
    given = marked(text, PUBLISHED)

    guesses = read_periods(given.clean, given.layout, given.mentions, given.readings)

    assert not guesses[-1].is_sure


@pytest.mark.parametrize(
    "text", ["2022年。授权[5件]。", "2022年,有效商标[5件|value|有效商标]。", "驰名商标累计[5件]。"]
)
def test_what_is_inherited_or_converted_is_not_sure(text: str) -> None:
    """A period from another sentence, or a date made from a year, is only a guess."""
    given = marked(text, PUBLISHED)

    (guess,) = read_periods(given.clean, given.layout, given.mentions, given.readings)

    assert guess.best
    assert not guess.is_sure


def test_every_guess_names_its_rule() -> None:
    """The rule of a guess is one of the listed rules or a finer name of one."""
    given = marked("2022年,授权[5件],增长[3%|growth]。登记[4件]。", PUBLISHED)

    guesses = read_periods(given.clean, given.layout, given.mentions, given.readings)

    assert [guess.rule for guess in guesses] == ["sentence-stretch", "level-sure", "paragraph"]
    assert all(guess.rule.split("-")[0] in RULES or guess.rule in RULES for guess in guesses)
    assert {"cell"} <= SURE_RULES


def test_a_table_cell_takes_the_year_of_its_column_or_the_date_of_its_row() -> None:
    """A column's year rules its cells; a row that says 年末 dates its stock; growth follows."""
    text = (
        "表1 主要指标\n指标\t单位\t2023年\t同比(%)\n专利授权量\t件\t[55,853]\t[3.1|growth]\n"
        "有效发明专利(年末)\t件\t[67,676|value|有效发明专利]\t[20.91|growth]"
    )
    plain = marked(text).clean.text
    table = Mark(Span(0, len(plain)), MarkKind.TABLE, "test")
    given = marked(text, date(2024, 4, 24), (table,))

    guesses = read_periods(given.clean, given.layout, given.mentions, given.readings)

    assert [guess.best for guess in guesses] == ["2023", "2023", "@2023-12-31", "@2023-12-31"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年3月申报2021年优势企业;截至12月初", "2021-12"),
        ("去年成绩突出,《2023年工作方案》", "2023"),
        ("2022年授权5件", None),
        ("今年,力争到2025年达到5件", None),
        ("今年很好", None),
    ],
)
def test_day_of_an_undated_text_is_inferred_only_from_what_it_says(
    text: str, expected: str | None
) -> None:
    """The latest past year named dates a text that speaks of this year."""
    reference = find_reference(clean_text(text))

    assert (reference.notation if reference else None) == expected


def test_publication_date_beats_what_the_text_says() -> None:
    """A known publication date is the day the text speaks from."""
    reference = find_reference(clean_text("今年3月申报2021年优势企业", PUBLISHED))

    assert reference
    assert reference.notation == "2023-04-06"
