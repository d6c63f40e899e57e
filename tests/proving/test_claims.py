"""Answers become claims."""

from pipeline.asking.chunk import Chunk
from pipeline.proving.claims import NO_MENTION, read_claims
from pipeline.proving.fact import Claim
from pipeline.spans import Span
from schemas.facts import Meaning
from schemas.vocabulary import Kind

CHUNK = Chunk(index=0, span=Span(0, 10), context=(), mentions=(4, 7))
SAID = {"原文": "396件 ", "指标": "专利授权量", "类别": "数值", "时间": "", "地区": " "}


def test_an_answer_becomes_one_claim_for_each_mention() -> None:
    """Ids count the mentions of the chunk, and empty words are no words."""
    parsed = {
        "m1": Meaning.model_validate(SAID),
        "m2": Meaning.model_validate(SAID | {"类别": "目标", "时间": "2023年"}),
    }

    first, second = read_claims(parsed, CHUNK, "small", "key")

    assert first == Claim(
        mention=4,
        is_statistic=True,
        echo="396件",
        indicator="专利授权量",
        kind=Kind.VALUE,
        period=None,
        region=None,
        why=None,
        model="small",
        request_key="key",
    )
    assert (second.mention, second.is_statistic, second.why) == (7, False, "target")
    assert second.period == "2023年"


def test_an_unknown_id_becomes_a_claim_about_no_mention() -> None:
    """What cannot be placed is handed on, to be refused by name."""
    (claim,) = read_claims({"m3": Meaning.model_validate(SAID)}, CHUNK, "small", "key")

    assert claim.mention == NO_MENTION
