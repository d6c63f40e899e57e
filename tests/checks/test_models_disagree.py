"""Models, or answers, that say different things."""

from pipeline.proving.fact import Claim, Field, Status
from pipeline.proving.proof import Proof, prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, claim_of, found, ledger_of, looked

READ = Number("396件", "396", "件", Kind.VALUE, "专利授权量")


def proof(*claims: Claim) -> Proof:
    """Return the proof of one number with these claims."""
    return prove(ledger_of("专利授权396件,商标注册。", READ), claims, "d")


def test_two_models_that_differ_are_found() -> None:
    """Both are named with what they say, and nobody's vote settles it."""
    done = proof(claim_of(0, kind=Kind.VALUE), claim_of(0, model="large", kind=Kind.CHANGE))

    (finding,) = found(done, "models-disagree")
    assert finding.field is Field.KIND
    assert all(words in finding.message for words in ("small", "large", "value", "change"))


def test_two_samples_of_one_model_that_differ_are_found() -> None:
    """A model that contradicts itself is not a voice to trust."""
    one, other = claim_of(0), claim_of(0, request_key="again", is_statistic=False)

    (finding,) = found(proof(one, other), "models-disagree")

    assert finding.field is Field.DISPOSITION
    assert "1 of 2" in finding.message


def test_two_models_that_agree_are_looked_at() -> None:
    """Different words for the same are agreement."""
    done = proof(
        claim_of(0, "396件", indicator="专利授权"),
        claim_of(0, "396件", model="large", indicator="专利授权量"),
    )

    assert found(done, "models-disagree") == []
    assert (0, Field.INDICATOR) in looked(done, "models-disagree")
    assert done.statuses[0] is not Status.DISPUTED


def test_one_claim_is_not_looked_at() -> None:
    """A single voice cannot disagree."""
    assert looked(proof(claim_of(0)), "models-disagree") == set()
