"""Fields in which text and model differ."""

from dataclasses import replace

import pytest

from pipeline.proving.fact import Field
from pipeline.proving.proof import Proof, prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, claim_of, found, ledger_of, looked

TEXT = "2021年商标注册,2022年清远市专利授权396件。"
READ = Number("396件", "396", "件", Kind.VALUE, "专利授权量", "2022", "连州市")
SURE = Number(
    "396件",
    "396",
    "件",
    Kind.VALUE,
    "专利授权量",
    "2022",
    "连州市",
    sure=frozenset({"kind", "indicator", "period", "region"}),
)

SAID = [
    (Field.KIND, {"kind": Kind.CHANGE}, "change"),
    (Field.INDICATOR, {"indicator": "商标注册量"}, "商标注册量"),
    (Field.PERIOD, {"period": "2021年"}, "2021"),
    (Field.REGION, {"region": "清远市"}, "清远市"),
]


def proof(number: Number, **said: object) -> Proof:
    """Return the proof of the text with one claim."""
    return prove(ledger_of(TEXT, number), [claim_of(0, "396件", **said)], "d")


@pytest.mark.parametrize(("number", "how"), [(READ, "rather"), (SURE, "surely")])
@pytest.mark.parametrize(("field", "said", "words"), SAID)
def test_another_value_is_found_and_the_reading_stands(
    field: Field, said: dict[str, object], words: str, number: Number, how: str
) -> None:
    """Both values are named, and how sure the text is."""
    done = proof(number, **said)

    (finding,) = found(done, "reading-disagrees")
    assert finding.field is field
    assert words in finding.message
    assert how in finding.message
    assert getattr(done.facts[0], field) == getattr(READ, field)


def test_the_same_in_other_words_is_not_found() -> None:
    """Aliases, spellings of a period and full names of a place agree."""
    done = proof(READ, kind=Kind.VALUE, indicator="专利授权", period="2022年", region="连州市")

    assert found(done, "reading-disagrees") == []
    assert len(looked(done, "reading-disagrees")) == 4


def test_a_name_that_is_only_near_is_neither_support_nor_disagreement() -> None:
    """A broader name is left to a person without being called wrong."""
    near = Number("396件", "396", "件", Kind.VALUE, "专利转让许可次数")
    ledger = ledger_of("高校专利转让许可次数396件", near)

    done = prove(ledger, [claim_of(0, "396件", indicator="高校专利转让许可次数")], "d")

    assert found(done, "reading-disagrees") == []
    assert "model:small" not in done.facts[0].voices[Field.INDICATOR]


def test_silence_on_either_side_is_no_disagreement() -> None:
    """A model that leaves a field open and a text that is silent do not differ."""
    silent = Number("396件", "396", "件", region=None)

    assert found(proof(READ), "reading-disagrees") == []
    assert found(proof(silent, indicator="专利授权量"), "reading-disagrees") == []


def test_a_claim_about_another_number_is_not_heard() -> None:
    """A wrong echo is reported once, as such."""
    ledger = ledger_of(TEXT, READ)

    done = prove(ledger, [claim_of(0, "412件", indicator="商标注册量")], "d")

    assert found(done, "reading-disagrees") == []
    assert len(found(done, "number-echo")) == 1


def test_wider_period_does_not_speak_against_a_moment_in_it() -> None:
    """A model that only names the year of a stock supports its day no more than it denies it."""
    number = replace(SURE, period="@2022-12-31")

    proven = proof(number, period="2022年")

    assert "reading-disagrees" not in {finding.check for finding in proven.findings}
    assert proven.facts[0].voices[Field.PERIOD] == ("reading:sure",)
