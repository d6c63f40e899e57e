"""Mentions that no model spoke of."""

from pipeline.proving.fact import Disposition, Field
from pipeline.proving.proof import prove
from schemas.vocabulary import Kind, NonFact
from tests.proving.builder import Number, agreeing, found, ledger_of, looked, proven

TEXT = "2022年授权396件,质押8笔。"
YEAR = Number("2022年", "2022", "年", why=NonFact.DATE)
GRANTED = Number("396件", "396", "件", Kind.VALUE, "专利授权量")
PLEDGED = Number("8笔", "8", "笔", Kind.VALUE, "质押")


def test_a_mention_without_a_claim_is_found() -> None:
    """A number the answer left out is disputed, and carries no fact."""
    ledger = ledger_of(TEXT, YEAR, GRANTED, PLEDGED)

    proof = prove(ledger, agreeing(YEAR, GRANTED), "d")

    (finding,) = found(proof, "unaccounted")
    assert (finding.mention, finding.field) == (2, Field.DISPOSITION)
    assert "8笔" in finding.message
    assert proof.rows[2].disposition is Disposition.UNACCOUNTED


def test_a_mention_that_was_answered_or_needs_no_answer_is_not_found() -> None:
    """Dates show by themselves what they are; every mention is looked at."""
    proof = proven(TEXT, YEAR, GRANTED, PLEDGED)

    assert found(proof, "unaccounted") == []
    assert looked(proof, "unaccounted") == {(i, Field.DISPOSITION) for i in range(3)}
