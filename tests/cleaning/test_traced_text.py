"""Edits and the places they leave."""

import pytest

from pipeline.cleaning.traced_text import Edit, TracedText
from pipeline.spans import Span

EDITS: list[tuple[list[Edit], str, list[tuple[int, int]]]] = [
    # a deletion leaves a gap
    ([(1, 3, "")], "ade", [(0, 1), (3, 4), (4, 5)]),
    # what replaces more or fewer characters has the whole of them
    ([(1, 3, "X")], "aXde", [(0, 1), (1, 3), (3, 4), (4, 5)]),
    ([(1, 2, "XY")], "aXYcde", [(0, 1), (1, 2), (1, 2), (2, 3), (3, 4), (4, 5)]),
    ([(1, 3, "XY")], "aXYde", [(0, 1), (1, 3), (1, 3), (3, 4), (4, 5)]),
    # several edits, and edits at both ends
    ([(0, 1, ""), (4, 5, "X")], "bcdX", [(1, 2), (2, 3), (3, 4), (4, 5)]),
    ([(0, 5, "")], "", []),
    ([], "abcde", [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]),
]


@pytest.mark.parametrize(("edits", "text", "places"), EDITS)
def test_edit_leaves_each_character_its_place(
    edits: list[Edit], text: str, places: list[tuple[int, int]]
) -> None:
    """Kept characters keep their own place, new ones have that of what they replace."""
    traced = TracedText.untouched("abcde").edited(edits)

    assert traced.text == text
    assert list(zip(traced.starts, traced.ends, strict=True)) == places


def test_edits_of_an_edited_text_reach_the_raw_text() -> None:
    """A later edit covers the raw characters of all that came before it."""
    traced = TracedText.untouched("a(b)cd").edited([(1, 4, "")]).edited([(0, 2, "X")])

    assert (traced.text, traced.raw_span(0, 1)) == ("Xd", Span(0, 5))


def test_other_characters_stand_at_the_same_places() -> None:
    """A text of the same length takes over the places, any other is refused."""
    traced = TracedText.untouched("專利").recast("专利")

    assert (traced.text, traced.raw_span(0, 1)) == ("专利", Span(0, 1))
    with pytest.raises(ValueError, match="3 characters cannot stand for 2"):
        traced.recast("专利权")
