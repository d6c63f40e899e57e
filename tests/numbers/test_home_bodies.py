"""A body that reports on itself owns its figures; an office speaks for its place."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.numbers.period_written import find_written_times
from pipeline.numbers.place_home_body import home_body
from pipeline.numbers.place_home_table import OWN_WORDS
from pipeline.numbers.place_owners import find_owners
from pipeline.numbers.where import read_regions
from tests.numbers.home_body_cases import OWNED, REPORTS_ON
from tests.numbers.marked_text import clean_text, marked


@pytest.mark.parametrize(("text", "publisher", "home", "body"), REPORTS_ON)
def test_the_body_that_a_text_reports_on_is_told_from_its_place(
    text: str, publisher: str | None, home: str | None, body: str | None
) -> None:
    """Title, publisher, signature and source name the body, its way of speaking confirms it."""
    clean = clean_text(text, date(2023, 4, 6))
    clean = replace(clean, metadata=replace(clean.metadata, publisher=publisher))

    assert home_body(clean, home) == body


@pytest.mark.parametrize(("text", "home", "body", "expected"), OWNED)
def test_figures_of_a_body_are_not_those_of_its_place(
    text: str, home: str | None, body: str, expected: list[str | None]
) -> None:
    """我校 is the body, 全市 the place, and what names neither is the body's own."""
    given = marked(text)
    written = find_written_times(given.clean.text)
    owners = find_owners(written, given.layout, home, body)

    guesses = read_regions(given.clean, given.layout, given.mentions, given.readings, owners)

    assert [guess.best for guess in guesses] == expected


def test_every_body_has_a_word_for_itself_that_is_not_its_place() -> None:
    """No way in which a body speaks of itself is also that of a city or county."""
    places = {f"{first}{rank}" for first in "我本该全" for rank in "省市县州旗盟"}

    assert all(words and not places & set(words) for words in OWN_WORDS.values())
