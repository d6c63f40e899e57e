"""Rises that the text calls falls, and the reverse."""

import pytest

from pipeline.numbers.reading import Direction
from pipeline.proving.fact import Field
from schemas.vocabulary import Kind
from tests.proving.builder import Number, found, looked, proven

UP, DOWN = Direction.UP, Direction.DOWN

AGREEING = [
    ("同比下降4.3%", DOWN),
    ("同比增长4.3%", UP),
    ("降幅达4.3%", DOWN),
    ("同比减4.3%", DOWN),
    ("增速4.3%", UP),
    ("由降转升,上升4.3%", UP),
]
DISAGREEING = [("同比下降4.3%", UP), ("同比增长4.3%", DOWN), ("压缩了4.3%", UP)]
SAYING_NOTHING = ["达4.3%", "增值税的4.3%", "降雨量的4.3%"]


def growth(direction: Direction | None) -> Number:
    """Return a growth rate with this direction."""
    return Number("4.3%", "4.3", "%", Kind.GROWTH, "专利授权量", direction=direction)


@pytest.mark.parametrize(("text", "direction"), AGREEING)
def test_the_way_the_text_says_is_not_found(text: str, direction: Direction) -> None:
    """The last word before the number counts."""
    proof = proven(text, growth(direction))

    assert found(proof, "direction") == []
    assert looked(proof, "direction") == {(0, Field.KIND)}


@pytest.mark.parametrize(("text", "direction"), DISAGREEING)
def test_the_other_way_is_found(text: str, direction: Direction) -> None:
    """The message has the word and the signed value."""
    (finding,) = found(proven(text, growth(direction)), "direction")

    assert "4.3%" in finding.message


@pytest.mark.parametrize("text", SAYING_NOTHING)
def test_a_text_without_a_direction_is_not_looked_at(text: str) -> None:
    """Words that only contain a direction's character say nothing."""
    assert looked(proven(text, growth(None)), "direction") == set()


def test_the_word_of_the_number_before_is_not_taken() -> None:
    """Each number has the words between the one before and itself."""
    first = Number("2%", "2", "%", Kind.GROWTH, "甲", direction=DOWN)

    proof = proven("下降2%和4.3%", first, growth(UP))

    assert looked(proof, "direction") == {(0, Field.KIND)}


def test_levels_have_no_direction() -> None:
    """A level after a fall is not negative."""
    level = Number("22个月", "22", "个月", Kind.DURATION, "周期")

    assert looked(proven("压缩22个月", level), "direction") == set()
