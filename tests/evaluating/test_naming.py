"""A name is right when it is the annotated one or near it, and no neighbour's."""

import pytest

from pipeline.evaluating.naming import find_places, is_right_name, name_fit, plain_name
from tests.evaluating.score_cases import RIGHT_NAMES, WRONG_NAMES, gold

PLACES = find_places(["连州市", "公牛集团"])


@pytest.mark.parametrize("name", RIGHT_NAMES)
def test_near_names_are_right(name: str) -> None:
    """Fillers and places do not count, and a Dice of 0.6 is near enough."""
    assert is_right_name(name, gold(), places=PLACES)


@pytest.mark.parametrize("name", WRONG_NAMES)
def test_other_names_are_wrong(name: str | None) -> None:
    """No name, half a name and another indicator's name are wrong."""
    assert not is_right_name(name, gold(), places=PLACES)


def test_the_dice_counts_shared_pairs_of_characters() -> None:
    """甲乙丙 and 甲乙丁 share one of two pairs each: 2 · 1 / 4."""
    assert name_fit("甲乙丙", gold(indicator="甲乙丁", aliases=())) == 0.5


def test_a_repeated_pair_counts_as_often_as_both_have_it() -> None:
    """甲甲甲 has the pair twice, 甲甲 once: 2 · 1 / 3."""
    assert name_fit("甲甲甲", gold(indicator="甲甲", aliases=())) == pytest.approx(2 / 3)


def test_the_best_of_name_and_aliases_counts() -> None:
    """An alias that is met exactly is as good as the name."""
    assert name_fit("甲乙", gold(indicator="丙丁", aliases=("戊", "甲乙"))) == 1.0


def test_a_name_that_fits_a_neighbour_better_is_wrong() -> None:
    """发明专利授权量 is near 专利授权量 but names the other row of the sentence."""
    neighbour = gold("1200件", indicator="发明专利授权量", aliases=())

    assert is_right_name("发明专利授权量", gold(aliases=()))
    assert not is_right_name("发明专利授权量", gold(aliases=()), [neighbour])
    assert is_right_name("专利授权量", gold(aliases=()), [neighbour])


def test_a_neighbour_of_the_same_name_is_no_rival() -> None:
    """The growth of an indicator carries its name and takes nothing from it."""
    growth = gold("4.3%", aliases=("新增专利授权量",))

    assert is_right_name("新增专利授权量", gold(), [growth])


def test_a_name_of_fillers_alone_is_kept() -> None:
    """数量 does not become an empty name that fits everything."""
    assert plain_name("数量") == "数量"
    assert not is_right_name("数量", gold(indicator="总量", aliases=()))


def test_only_places_are_left_out_of_names() -> None:
    """The name of an enterprise is part of an indicator, its city is not."""
    assert plain_name("连州公牛集团专利", PLACES) == "公牛集团专利"
