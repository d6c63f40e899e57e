"""What stands in a field, and who supports it."""

from decimal import Decimal

import pytest

from pipeline.numbers.reading import Direction, Guess
from pipeline.proving.fact import Field
from pipeline.proving.heard import Heard
from pipeline.proving.voices import Settled, says_same, settle, signed, value_voices
from schemas.vocabulary import Kind
from tests.proving.builder import Number, claim_of, ledger_of

APPLIED, GRANTED, MARKS = "专利申请量", "专利授权量", "商标注册量"


def heard(value: str | None, *, model: str = "a", is_echo_right: bool | None = True) -> Heard:
    """Return a claim that gives ``value`` for the indicator and no period."""
    says: dict[Field, str | None] = {Field.INDICATOR: value} if value else {}
    return Heard(claim_of(0, model=model), says | {Field.PERIOD: None}, is_echo_right)


SURE = Guess((GRANTED, MARKS), is_sure=True, rule="test")
RANKED = Guess((GRANTED, MARKS), rule="test")
SILENT = Guess()

RULE = [
    (SURE, [heard(MARKS)], GRANTED, ("reading:sure",)),
    (SURE, [heard(GRANTED)], GRANTED, ("reading:sure", "model:a")),
    (RANKED, [heard(MARKS)], GRANTED, ("reading",)),
    (RANKED, [heard(MARKS), heard(MARKS, model="b")], MARKS, ("model:a", "model:b")),
    (RANKED, [heard(MARKS), heard(APPLIED, model="b")], GRANTED, ("reading",)),
    (RANKED, [heard(MARKS), heard(MARKS)], GRANTED, ("reading",)),
    (SURE, [heard(MARKS), heard(MARKS, model="b")], GRANTED, ("reading:sure",)),
    (RANKED, [heard(GRANTED)], GRANTED, ("reading", "model:a")),
    (RANKED, [heard(APPLIED)], GRANTED, ("reading",)),
    (RANKED, [], GRANTED, ("reading",)),
    (SILENT, [heard(APPLIED)], APPLIED, ("model:a",)),
    (SILENT, [heard(None)], None, ()),
    (SILENT, [heard(APPLIED), heard(APPLIED, model="b")], APPLIED, ("model:a", "model:b")),
    (SILENT, [heard(APPLIED), heard(APPLIED)], APPLIED, ("model:a",)),
    (RANKED, [heard(MARKS, is_echo_right=False)], GRANTED, ("reading",)),
    (SILENT, [heard(APPLIED, is_echo_right=False)], APPLIED, ()),
]


@pytest.mark.parametrize(("guess", "claims", "value", "voices"), RULE)
def test_what_stands_follows_the_rule(
    guess: Guess, claims: list[Heard], value: str | None, voices: tuple[str, ...]
) -> None:
    """A sure reading, a name that two models agree on, the best candidate, a claim, nothing."""
    assert settle(Field.INDICATOR, guess, claims) == Settled(value, voices)


def test_no_period_needs_a_sure_reading_and_a_model_that_says_so() -> None:
    """A silent reading is no voice for there being no period."""
    sure_of_none = Guess(is_sure=True, rule="test")

    assert settle(Field.PERIOD, sure_of_none, [heard(None)]).voices == ("reading:sure", "model:a")
    assert settle(Field.PERIOD, SILENT, [heard(None)]).voices == ("model:a",)


def test_values_of_a_field_are_compared_by_its_own_rule() -> None:
    """Names, periods and places have several spellings; nothing equals nothing only."""
    assert says_same(Field.INDICATOR, "专利授权", GRANTED)
    assert says_same(Field.PERIOD, "2022-01..2022-09", "2022-Q1..2022-Q3")
    assert says_same(Field.REGION, "广东省连州市", "连州市")
    assert says_same(Field.PERIOD, None, None)
    assert not says_same(Field.PERIOD, "2022", None)
    assert not says_same(Field.KIND, "value", "change")


SIGNS = [
    ("4.3", Kind.GROWTH, Direction.DOWN, "-4.3"),
    ("4.3", Kind.GROWTH, Direction.UP, "4.3"),
    ("4.3", Kind.GROWTH, None, "4.3"),
    ("-4.3", Kind.GROWTH, Direction.DOWN, "-4.3"),
    ("-4.3", Kind.GROWTH, None, "-4.3"),
    ("11", Kind.CHANGE, Direction.DOWN, "-11"),
    ("2", Kind.POINT_CHANGE, Direction.DOWN, "-2"),
    ("4.3", Kind.VALUE, Direction.DOWN, "4.3"),
    ("4.3", Kind.MULTIPLE, Direction.DOWN, "4.3"),
    ("4.3", None, Direction.DOWN, "4.3"),
]


@pytest.mark.parametrize(("value", "kind", "direction", "expected"), SIGNS)
def test_the_sign_is_the_direction_of_a_growth_or_change(
    value: str, kind: Kind | None, direction: Direction | None, expected: str
) -> None:
    """Levels have no direction, and a printed minus stays one minus."""
    ledger = ledger_of(f"较上年{value}", Number(value, value, direction=direction))

    assert signed(ledger.mentions[0], ledger.readings[0], kind) == Decimal(expected)


def test_damaged_digits_are_not_vouched_for_by_the_ledger() -> None:
    """What stands on broken characters has at most the model's echo."""
    whole = ledger_of("授权396件", Number("396件", "396", "件")).mentions[0]
    broken = ledger_of("授权396件", Number("396件", "396", "件", is_damaged=True)).mentions[0]

    assert value_voices(whole, [heard(None)]) == ("ledger", "echo")
    assert value_voices(whole, [heard(None, is_echo_right=None)]) == ("ledger",)
    assert value_voices(broken, [heard(None)]) == ("echo",)
