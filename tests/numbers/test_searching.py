"""A pattern compiled to be searched matches what it matches anyway, only sooner."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers import cues, directions, period_stocks
from pipeline.numbers.searching import searched

_PATTERNS = [
    (r"a*b|[c-e]f", 0),
    (r"(?:(?<=a)b|c?)d", 0),
    (r"\d+(?=a)|\s*-|(?:ab){2}", 0),
    (r"(?P<one>a)|(?P<two>\]|\^)", 0),
    (r"(?i:k|ss)b?|f", 0),
    ("a  # ends in a comment\n | [-b] c  # so does this", re.VERBOSE),
]


@pytest.mark.parametrize(("pattern", "flags"), _PATTERNS)
@given(text=st.text("abcdef 1-^]kKsS\u212a\u017f", max_size=12))
def test_a_searched_pattern_finds_what_it_finds_anyway(pattern: str, flags: int, text: str) -> None:
    """Whatever it can begin with: characters, classes, repeats, alternatives, looks around."""
    plain, quick = re.compile(pattern, flags), searched(pattern, flags)

    assert quick.pattern != pattern
    assert _found(quick, text) == _found(plain, text)


@pytest.mark.parametrize("pattern", ["a?", "[^a]b", ".a", "(?s:a)b", r"(a)?\1b", "^"])
def test_a_pattern_that_may_begin_with_anything_stays_as_it_is(pattern: str) -> None:
    """So does one that may be empty or has rules of its own."""
    assert searched(pattern).pattern == pattern


@pytest.mark.parametrize(
    "pattern", [cues.TRIGGER, cues.AIM, cues.LIMIT, directions._COMPARISON, period_stocks._STOCK]
)
def test_the_long_tables_of_cues_are_looked_for_by_their_first_characters(
    pattern: re.Pattern[str],
) -> None:
    """So that no new cue makes the search slow again without being noticed."""
    assert pattern.pattern.startswith("(?=[")


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], str | None]]:
    return [(match.span(), match.lastgroup) for match in pattern.finditer(text)]
