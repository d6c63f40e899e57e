"""Statistics that a model takes for none."""

from pipeline.proving.fact import Disposition, Field
from pipeline.proving.proof import prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, claim_of, found, ledger_of, looked, proven

READ = Number("396件", "396", "件", Kind.VALUE, "专利授权量")
SILENT = Number("396件", "396", "件")
DENIED = claim_of(0, "396件", is_statistic=False, why="name")


def test_a_denied_statistic_stays_one_and_is_disputed() -> None:
    """The text names an indicator; the model's word alone does not remove it."""
    proof = prove(ledger_of("授权396件", READ), [DENIED], "d")

    (finding,) = found(proof, "false-nonfact")
    assert proof.rows[0].disposition is Disposition.FACT
    assert "name" in finding.message
    assert "专利授权量" in finding.message


def test_a_denial_against_a_silent_text_is_taken() -> None:
    """Where the text says nothing, there is nothing to disagree with."""
    proof = prove(ledger_of("授权396件", SILENT), [DENIED], "d")

    assert found(proof, "false-nonfact") == []
    assert looked(proof, "false-nonfact") == set()


def test_agreement_is_looked_at_and_not_found() -> None:
    """A fact nobody denies was still checked."""
    proof = proven("授权396件", READ)

    assert found(proof, "false-nonfact") == []
    assert looked(proof, "false-nonfact") == {(0, Field.DISPOSITION)}
