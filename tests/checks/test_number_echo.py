"""Numbers that a model did not repeat as they stand."""

from dataclasses import replace

import pytest

from pipeline.proving.fact import Claim, Field, Status
from pipeline.proving.proof import prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, agreeing, found, ledger_of, looked

GRANTED = Number("3.4万件", "3.4", "万件", Kind.VALUE, "专利授权量", "2022")
LEDGER = ledger_of("2022年专利授权3.4万件。", GRANTED)


def claim(echo: str) -> Claim:
    """Return the claim that agrees in all but the echo."""
    return replace(agreeing(GRANTED)[0], echo=echo)


@pytest.mark.parametrize("echo", ["3.4万件", "34,000件", "3.4萬", "34000"])
def test_another_spelling_is_a_second_voice(echo: str) -> None:
    """The same number in other characters verifies the fact."""
    proof = prove(LEDGER, [claim(echo)], "d")

    assert found(proof, "number-echo") == []
    assert looked(proof, "number-echo") == {(0, Field.VALUE)}
    assert proof.statuses[0] is Status.VERIFIED


@pytest.mark.parametrize("echo", ["3.4件", "34万件", "3.5万件", "3.4万家", "-3.4万件"])
def test_another_number_is_found_and_the_text_stands(echo: str) -> None:
    """What was read wrong is shown beside what is right; the value is the text's."""
    proof = prove(LEDGER, [claim(echo)], "d")

    (finding,) = found(proof, "number-echo")
    assert echo in finding.message
    assert "3.4万件" in finding.message
    assert str(proof.facts[0].value) == "3.4"
    assert proof.statuses[0] is Status.DISPUTED


def test_a_claim_about_another_number_is_reported_once() -> None:
    """Where the echo is wrong, the other words belong to another number too."""
    slipped = replace(
        agreeing(GRANTED)[0],
        echo="412件",
        indicator="商标注册量",
        period="2019年",
        region="白银市",
        kind=Kind.GROWTH,
    )

    proof = prove(LEDGER, [slipped], "d")

    assert [finding.check for finding in proof.findings] == ["number-echo"]
    assert proof.claims == (slipped,)


def test_a_claim_without_an_echo_is_not_looked_at() -> None:
    """Silence about the number is no voice and no disagreement."""
    proof = prove(LEDGER, [claim("")], "d")

    assert looked(proof, "number-echo") == set()
    assert proof.statuses[0] is Status.UNVERIFIED
