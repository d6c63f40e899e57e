"""Whatever is claimed, every mention and every claim is accounted for."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.proving.fact import Claim, Status
from pipeline.proving.proof import prove
from schemas.vocabulary import Kind, NonFact
from tests.proving.builder import Number, ledger_of

NUMBERS = (
    Number("2022年", "2022", "年", why=NonFact.DATE),
    Number("396件", "396", "件", Kind.VALUE, "专利授权量", "2022"),
    Number("25.71%", "25.71", "%", Kind.GROWTH, "专利授权量", "2022"),
    Number("8笔", "8", "笔"),
    Number("500件", "500", "件", denied=NonFact.TARGET),
    Number("600件", "600", "件", denied=NonFact.TARGET, sure=frozenset({"why"})),
)
TEXT = "2022年专利授权396件,增长25.71%。质押8笔。力争500件,确保600件。"
LEDGER = ledger_of(TEXT, *NUMBERS)

words = st.sampled_from(
    [None, "专利授权量", "商标注册量", "2022年", "去年", "连州市", "全国", "甲"]
)
claims = st.builds(
    Claim,
    mention=st.integers(-2, len(NUMBERS) + 1),
    is_statistic=st.booleans(),
    echo=st.sampled_from(["", "396件", "25.71%", "8笔", "500", "x", "-8", "下降25.71%"]),
    indicator=words,
    kind=st.sampled_from([None, *Kind]),
    period=words,
    region=words,
    why=st.sampled_from([None, "name", "whatever"]),
    model=st.sampled_from(["a", "b"]),
    request_key=st.sampled_from(["k1", "k2"]),
)


@given(st.lists(claims, max_size=12))
def test_facts_nonfacts_and_unaccounted_are_the_mentions(said: list[Claim]) -> None:
    """Each mention has one row and one status, and each fact row one fact."""
    proof = prove(LEDGER, said, "d")

    assert sum(proof.counts.values()) == len(NUMBERS) == len(proof.statuses)
    assert [row.mention for row in proof.rows] == list(range(len(NUMBERS)))


@given(st.lists(claims, max_size=12))
def test_every_claim_is_heard_or_kept_as_ungrounded(said: list[Claim]) -> None:
    """Nothing a model said is dropped."""
    proof = prove(LEDGER, said, "d")

    kept = [*proof.claims, *(each.claim for each in proof.ungrounded)]
    assert sorted(map(repr, kept)) == sorted(map(repr, said))


@given(st.lists(claims, max_size=12))
def test_a_fact_keeps_the_number_of_the_text(said: list[Claim]) -> None:
    """No claim changes a digit, a unit or a place."""
    for fact in prove(LEDGER, said, "d").facts:
        mention = LEDGER.mentions[fact.mention]

        assert abs(fact.value) == mention.value
        assert (fact.unit, fact.bound) == (mention.unit, mention.bound)
        assert fact.span.of(TEXT) == fact.quote


@given(st.lists(claims, max_size=12))
def test_what_was_found_was_looked_at_and_is_disputed(said: list[Claim]) -> None:
    """A finding has a look, and a mention with a finding is never verified."""
    proof = prove(LEDGER, said, "d")

    looked = {(look.mention, look.field, look.check) for look in proof.looks}
    for finding in proof.findings:
        assert (finding.mention, finding.field, finding.check) in looked
        assert proof.statuses[finding.mention] is Status.DISPUTED
