"""The score of a row is a probability that rises with doubt and falls with support."""

from dataclasses import replace

import pytest

from pipeline.proving.checking import CHECKS
from pipeline.proving.fact import Claim, Field, Finding, Status
from pipeline.proving.proof import Proof, prove
from pipeline.proving.scoring import features_of, score_proof, weights
from schemas.vocabulary import Kind, NonFact
from tests.proving.builder import Number, agreeing, ledger_of

TEXT = "2022年专利授权396件,商标注册412件,质押8笔,电话0763。"
NUMBERS = (
    Number("396件", "396", "件", Kind.VALUE, "专利授权量", "2022"),
    Number("412件", "412", "件", Kind.VALUE, "商标注册量", "2022"),
    Number("8笔", "8", "笔", Kind.VALUE, "质押", "2022"),
    Number("0763", "763", why=NonFact.PHONE),
)
SURE = frozenset({"kind", "indicator", "period", "region"})
CLAIMS = agreeing(*NUMBERS)


def proven(*claims: Claim, numbers: tuple[Number, ...] = NUMBERS) -> Proof:
    """Prove the text with these claims instead of agreeing ones."""
    return prove(ledger_of(TEXT, *numbers), claims, "d")


def test_every_row_has_a_probability() -> None:
    """Facts, non-facts and what nobody explained."""
    scores = score_proof(proven(*CLAIMS[:2]))

    assert sorted(scores) == [0, 1, 2, 3]
    assert all(0 <= score <= 1 for score in scores.values())
    assert scores[3] < scores[0] < scores[2]


def test_every_feature_and_every_check_has_a_weight() -> None:
    """A new check is ranked on purpose."""
    seen = {name for _, features in features_of(proven(*CLAIMS[:2])) for name in features}

    assert seen <= set(weights())
    assert {f"found:{check.code}" for check in CHECKS} <= set(weights())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_no_finding_makes_a_row_likelier_right(check: object) -> None:
    """What speaks against a fact never lowers its score."""
    proof, code = proven(*CLAIMS), getattr(check, "code", "")

    found = replace(proof, findings=(Finding(0, code, Field.VALUE, "One."),))

    assert score_proof(found)[0] >= score_proof(proof)[0]


def test_a_check_counts_once_however_often_it_speaks() -> None:
    """Ten others that say the same do not make an error ten times as likely."""
    proof = proven(*CLAIMS)
    one, again = (Finding(0, "contradiction", Field.VALUE, words) for words in ("One.", "More."))

    scores = [score_proof(replace(proof, findings=found))[0] for found in ((one,), (one, again))]

    assert scores[0] == scores[1]


def test_a_sure_reading_is_likelier_right() -> None:
    """Doubt about what stands decides where nothing was found."""
    sure = (replace(NUMBERS[0], sure=SURE), *NUMBERS[1:])

    scores = score_proof(proven(*CLAIMS, numbers=sure))

    assert scores[0] < scores[1]


def test_dissent_counts_for_more_from_a_model_that_is_mostly_right() -> None:
    """A model that never agrees says little by not agreeing."""
    other = replace(CLAIMS[0], indicator="商标注册量")
    lost = tuple(replace(claim, indicator=None) for claim in CLAIMS[1:])

    trusted, distrusted = (score_proof(proven(other, *rest)) for rest in (CLAIMS[1:], lost))

    assert trusted[0] > distrusted[0]


def test_what_a_person_settled_has_no_score() -> None:
    """There is nothing left to look at."""
    proof = proven(*CLAIMS[:2])

    settled = replace(proof, statuses={**proof.statuses, 2: Status.ACCEPTED})

    assert score_proof(settled)[2] == 0
