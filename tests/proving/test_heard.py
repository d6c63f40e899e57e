"""A claim in the words of the ledger."""

from pipeline.proving.fact import Field
from pipeline.proving.grounding import Reach
from pipeline.proving.heard import hear
from schemas.vocabulary import Kind
from tests.proving.builder import HOME, Number, claim_of, ledger_of

TEXT = "2022年清远市专利授权396件,居全省前列。"
LEDGER = ledger_of(TEXT, Number("396件", "396", "件", Kind.VALUE, "专利授权量", "2022"))
REACH = Reach.of(LEDGER)


def test_every_field_the_text_bears_out_is_heard() -> None:
    """Words become periods in our notation and places by their full names."""
    claim = claim_of(
        0, "396件", kind=Kind.VALUE, indicator="专利授权量", period="2022年", region="清远市"
    )

    heard = hear(claim, REACH)

    assert heard.says == {
        Field.KIND: "value",
        Field.INDICATOR: "专利授权量",
        Field.PERIOD: "2022",
        Field.REGION: "清远市",
    }
    assert heard.is_echo_right
    assert heard.voice == "model:small"


def test_what_the_text_does_not_bear_out_is_left_out() -> None:
    """An invented name, year or place is not heard as silence either."""
    claim = claim_of(0, indicator="商标注册量", period="2019年", region="白银市")

    assert hear(claim, REACH).says == {}


def test_no_period_is_said_and_no_place_is_silence() -> None:
    """A model that gives no period says there is none; home needs no mention."""
    assert hear(claim_of(0), REACH).says == {Field.PERIOD: None}
    assert hear(claim_of(0, region=HOME), REACH).says[Field.REGION] == HOME


def test_a_denied_statistic_says_nothing_about_its_fields() -> None:
    """What a model calls a name has no indicator, period or place."""
    heard = hear(claim_of(0, is_statistic=False, indicator="专利授权量"), REACH)

    assert heard.says == {}
    assert heard.is_echo_right is None
