"""Every mention accounted for, every claim kept."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.proving.fact import Disposition, Field, Refusal, Status
from pipeline.proving.proof import prove
from pipeline.spans import Span
from schemas.vocabulary import Bound, Kind, NonFact
from tests.proving.builder import Number, agreeing, claim_of, ledger_of, proven

TEXT = "2022年专利授权396件,同比下降25.71%。2023年力争500件。"
NUMBERS = (
    Number("2022年", "2022", "年", why=NonFact.DATE),
    Number("396件", "396", "件", Kind.VALUE, "专利授权量", "2022"),
    Number("25.71%", "25.71", "%", Kind.GROWTH, "专利授权量", "2022"),
    Number("500件", "500", "件", denied=NonFact.TARGET, sure=frozenset({"why"})),
)


def test_a_fact_takes_its_number_from_the_ledger() -> None:
    """Value, unit, bound, quote and span are the ledger's, resolved to the base unit."""
    number = Number("超10.79亿元", "10.79", "亿元", Kind.VALUE, "质押金额", bound=Bound.AT_LEAST)

    fact = proven("质押金额超10.79亿元。", number).facts[0]

    assert (fact.value, fact.unit, fact.bound) == (Decimal("10.79"), "亿元", Bound.AT_LEAST)
    assert (fact.base_value, fact.base_unit) == (Decimal(1079000000), "元")
    assert (fact.quote, fact.span, fact.evidence) == ("超10.79亿元", Span(4, 12), Span(0, 13))


def test_a_fact_knows_the_catalogue_and_the_code_of_its_place() -> None:
    """Names of the catalogue and of GB/T 2260 come with their identifiers."""
    fact = proven(TEXT, *NUMBERS).facts[0]

    assert (fact.indicator_id, fact.region_code) == ("patent_grants", "441882")
    assert fact.voices[Field.INDICATOR] == ("reading", "model:small", "catalogue")


def test_every_mention_ends_as_one_row() -> None:
    """Facts, non-facts and unaccounted mentions add up to the mentions."""
    claims = [claim for claim in agreeing(*NUMBERS) if claim.mention != 2]

    proof = prove(ledger_of(TEXT, *NUMBERS), claims, "d")

    assert [row.disposition for row in proof.rows] == [
        Disposition.NONFACT,
        Disposition.FACT,
        Disposition.UNACCOUNTED,
        Disposition.NONFACT,
    ]
    assert sum(proof.counts.values()) == len(NUMBERS)
    assert proof.statuses[2] is Status.DISPUTED


def test_a_claim_about_an_unknown_mention_is_kept() -> None:
    """Nothing a model said is dropped, not even about numbers that are not there."""
    stray = claim_of(9, "12件")

    proof = prove(ledger_of(TEXT, *NUMBERS), (*agreeing(*NUMBERS), stray), "d")

    assert [(each.claim, each.refusal) for each in proof.ungrounded] == [
        (stray, Refusal.UNKNOWN_MENTION)
    ]


def test_the_second_claim_of_one_answer_is_kept_but_not_heard() -> None:
    """One answer speaks once about a mention; the first word counts."""
    claims = agreeing(*NUMBERS)
    second = replace(claims[0], indicator="商标注册量")

    proof = prove(ledger_of(TEXT, *NUMBERS), (*claims, second), "d")

    assert [(each.claim, each.refusal) for each in proof.ungrounded] == [
        (second, Refusal.SECOND_CLAIM)
    ]
    assert proof.facts[0].indicator == "专利授权量"


def test_what_two_models_say_is_heard_from_both() -> None:
    """Another model's claim on the same mention is a second voice, not a duplicate."""
    claims = agreeing(*NUMBERS)
    others = tuple(replace(claim, model="large", request_key="k2") for claim in claims)

    proof = prove(ledger_of(TEXT, *NUMBERS), (*claims, *others), "d")

    assert proof.ungrounded == ()
    assert proof.facts[0].voices[Field.KIND] == ("reading", "model:small", "model:large")


def test_a_proof_that_lost_a_row_is_refused() -> None:
    """The sum is asserted wherever a proof is made."""
    proof = proven(TEXT, *NUMBERS)

    with pytest.raises(ValueError, match="missing from the rows"):
        replace(proof, rows=proof.rows[1:])
    with pytest.raises(ValueError, match="the facts are not the rows"):
        replace(proof, facts=())
    with pytest.raises(ValueError, match="has no status"):
        replace(proof, statuses={})
