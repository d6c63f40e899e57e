"""Periods that the text before the number does not have."""

from pipeline.proving.fact import Field
from pipeline.proving.proof import Proof, prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, claim_of, found, ledger_of, looked

TEXT = "2022年专利授权396件。2021年授权300件。"


def proof(period: str | None, read: str | None = None) -> Proof:
    """Return the proof of the text where a model dates the first number ``period``."""
    number = Number("396件", "396", "件", Kind.VALUE, "专利授权量", read)
    return prove(ledger_of(TEXT, number), [claim_of(0, period=period)], "d")


def test_a_period_of_the_text_before_stands() -> None:
    """The words are in reach, so that they may date the number."""
    done = proof("2022年")

    assert found(done, "period-ungrounded") == []
    assert looked(done, "period-ungrounded") == {(0, Field.PERIOD)}
    assert done.facts[0].period == "2022"


def test_an_invented_or_later_period_is_found_and_does_not_stand() -> None:
    """Neither a year that is nowhere nor one that only follows dates the number."""
    for words in ("2020年", "2021年"):
        done = proof(words)

        (finding,) = found(done, "period-ungrounded")
        assert words in finding.message
        assert done.facts[0].period is None


def test_words_that_name_no_time_are_found() -> None:
    """What cannot be read as a period is said, not guessed."""
    assert len(found(proof("专利授权"), "period-ungrounded")) == 1


def test_a_candidate_of_the_reading_is_in_reach_in_any_words() -> None:
    """A period in our notation agrees with what the text was read to say."""
    done = proof("2022-01..2022-09", read="2022-Q1..2022-Q3")

    assert found(done, "period-ungrounded") == []
    assert done.facts[0].voices[Field.PERIOD] == ("reading", "model:small")


def test_a_claim_without_a_period_is_not_looked_at() -> None:
    """There are no words to look for."""
    assert looked(proof(None), "period-ungrounded") == set()
