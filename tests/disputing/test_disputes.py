"""Disputes show both sides, the likeliest errors first."""

from dataclasses import replace

from pipeline.disputing.disputes import build_disputes
from pipeline.proving.fact import Field
from pipeline.proving.proof import prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, agreeing, ledger_of

TEXT = "2022年专利授权396件,商标注册412件,质押8笔。专利授权369件。"
NUMBERS = (
    Number("396件", "396", "件", Kind.VALUE, "专利授权量", "2022"),
    Number("412件", "412", "件", Kind.VALUE, "商标注册量", "2022"),
    Number("8笔", "8", "笔", Kind.VALUE, "质押", "2022"),
    Number("369件", "369", "件", Kind.VALUE, "专利授权量", "2022"),
)
LEDGER = ledger_of(TEXT, *NUMBERS)
CLAIMS = agreeing(*NUMBERS)


def test_every_disputed_mention_has_one_dispute() -> None:
    """Two values for one thing are two disputes; what is verified has none."""
    proof = prove(LEDGER, CLAIMS, "d")

    disputes = build_disputes(proof, LEDGER.mentions)

    assert [dispute.mention for dispute in disputes] == [0, 3]
    assert disputes[0].fields == (Field.VALUE,)
    assert disputes[0].claims == (CLAIMS[0],)
    assert disputes[0].span.of(TEXT) == disputes[0].quote == "396件"


def test_numbers_that_contradict_come_before_a_slip_of_the_model() -> None:
    """What stands is likelier wrong where numbers speak against it."""
    slipped = (CLAIMS[0], replace(CLAIMS[1], echo="421件"), *CLAIMS[2:])

    disputes = build_disputes(prove(LEDGER, slipped, "d"), LEDGER.mentions)

    assert [dispute.mention for dispute in disputes] == [0, 3, 1]
    assert disputes[0].score == disputes[1].score > disputes[2].score


def test_an_unaccounted_mention_has_a_dispute_without_a_fact() -> None:
    """A number nobody explained is shown with what is known: its place."""
    proof = prove(LEDGER, (*CLAIMS[:2], CLAIMS[3]), "d")

    disputes = {each.quote: each for each in build_disputes(proof, LEDGER.mentions)}

    assert (disputes["8笔"].fact, disputes["8笔"].claims) == (None, ())
