"""Numbers that a model takes for statistics where the text says otherwise."""

import pytest

from pipeline.proving.fact import Disposition
from pipeline.proving.proof import prove
from schemas.vocabulary import NonFact
from tests.proving.builder import Number, claim_of, found, ledger_of, looked

AFFIRMED = claim_of(0, "500件", indicator="专利授权量")
DENIED = claim_of(0, "500件", is_statistic=False, why="target")
UNSURE = Number("500件", "500", "件", denied=NonFact.TARGET)
SURE = Number("500件", "500", "件", denied=NonFact.TARGET, sure=frozenset({"why"}))

SIDES = [(UNSURE, Disposition.FACT), (SURE, Disposition.NONFACT)]


@pytest.mark.parametrize(("number", "disposition"), SIDES)
def test_a_target_taken_for_a_statistic_is_found(number: Number, disposition: Disposition) -> None:
    """Sure or not, the text and the model disagree, and both sides are named."""
    proof = prove(ledger_of("力争授权500件", number), [AFFIRMED], "d")

    (finding,) = found(proof, "false-fact")
    assert proof.rows[0].disposition is disposition
    assert "专利授权量" in finding.message
    assert "target" in finding.message


def test_a_target_both_call_one_is_not_found() -> None:
    """Agreement on what is no statistic is looked at."""
    proof = prove(ledger_of("力争授权500件", SURE), [DENIED], "d")

    assert found(proof, "false-fact") == []
    assert len(looked(proof, "false-fact")) == 1


def test_a_target_nobody_spoke_of_is_not_looked_at() -> None:
    """Without a claim there is nothing to compare."""
    proof = prove(ledger_of("力争授权500件", SURE), [], "d")

    assert looked(proof, "false-fact") == set()
