"""Which prediction belongs to which annotation."""

from decimal import Decimal

from pipeline.evaluating.matching import match
from tests.evaluating.score_cases import GROWTH, GROWTH_GOLD, TEXT, gold, nonfact, predicted


def test_overlap_and_equal_amount_make_a_match() -> None:
    """A longer span with the same amount still is the number."""
    longer = predicted("授权396件")

    assert match([longer], [gold()], []).facts == {0: 0}


def test_another_amount_at_the_same_place_is_no_match() -> None:
    """A misread digit is a number that was not found."""
    assert match([predicted(value=Decimal(369))], [gold()], []).facts == {}


def test_the_same_amount_elsewhere_is_no_match() -> None:
    """An amount stated at another place does not stand in for this one."""
    other = predicted("1200件", value=Decimal(396))

    assert match([other], [gold()], []).facts == {}


def test_the_sign_is_left_to_the_fact() -> None:
    """A rise read as a fall is the same number, found."""
    assert match([predicted("4.3%", value=Decimal("4.3"), unit="%")], [GROWTH_GOLD], []).facts


def test_a_mention_that_is_far_too_long_matches_nothing() -> None:
    """More than twice the quote plus 16 characters is not a number any more."""
    quote = TEXT[2:30]
    assert len(quote) == 2 * len("396件") + 16 + 4
    too_long = predicted(quote)
    just_right = predicted(TEXT[2:26])

    assert match([too_long], [gold()], [nonfact("396件", "date")]).facts == {}
    assert match([too_long], [], [nonfact("396件", "date")]).nonfacts == {}
    assert match([just_right], [gold()], []).facts == {0: 0}


def test_one_prediction_serves_one_annotation() -> None:
    """Two readings of one number leave one of them over, the worse one."""
    rows = [predicted("授权396件"), predicted("396件")]

    assert match(rows, [gold()], []).facts == {0: 1}
    assert match([predicted()], [gold(), gold()], []).facts == {0: 0}


def test_the_equal_sign_goes_first() -> None:
    """Of two signed readings at one place the right one is taken."""
    rise = predicted("4.3%", value=Decimal("4.3"), unit="%")

    assert match([rise, GROWTH], [GROWTH_GOLD], []).facts == {0: 1}


def test_a_non_fact_takes_every_mention_it_touches() -> None:
    """A phone number found in two pieces is found."""
    pieces = [predicted("0763", value=Decimal(763)), predicted("123456", value=Decimal(123456))]

    found = match(pieces, [], [nonfact("0763-123456", "phone")])
    assert found.nonfacts == {0: (0, 1)}


def test_a_mention_that_is_a_fact_is_no_non_fact() -> None:
    """A mention that belongs to an annotated fact does not find a non-fact as well."""
    assert match([predicted()], [gold()], [nonfact("396", "date")]).nonfacts == {}
