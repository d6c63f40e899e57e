"""What was said when asked again, and the documents it is about."""

from dataclasses import replace

import pytest

from pipeline.disputing.reasked import Reasked, claims_again
from pipeline.proving.fact import Claim, Field, Reask
from pipeline.spans import Span
from tests.proving.builder import Number, claim_of, ledger_of

LEDGER = ledger_of("专利8件,商标8件。", Number("8件", "8", "件"), Number("8件", "8", "件"))
SECOND = LEDGER.mentions[1].raw_span


def reasked(span: Span = SECOND, document_id: str = "id", **how: object) -> Reasked:
    """Return an answer about the second number, which was the first of another ledger."""
    reask = replace(Reask(Field.PERIOD, "reask.v1"), **how)  # type: ignore[arg-type]
    claim = claim_of(0, "8件", model="b", reask=reask)
    return Reasked(document_id, "d", span, "8件", claim, "{}")


def again(*kept: Reasked) -> list[Claim]:
    """Return the claims that are heard again about the document of today."""
    return list(claims_again(kept, "id", LEDGER.mentions))


def test_claim_follows_its_place() -> None:
    """The number is found by its raw span, whatever its index is now."""
    assert [claim.mention for claim in again(reasked())] == [1]


def test_other_bytes_and_places_without_a_number_are_passed_over() -> None:
    """What was said of another text says nothing of this one."""
    assert not again(reasked(document_id="other"), reasked(Span(0, 2)))


def test_question_is_known_by_what_was_asked_of_whom() -> None:
    """Field, hint, sample, model and place make the question; the time and the words do not."""
    known = reasked().key

    assert reasked(when="2023-05-01", is_led=True, is_second=True).key == known
    for other in (
        reasked(field=Field.REGION),
        reasked(hint="x"),
        reasked(sample=2),
        reasked(prompt="reask.v2"),
        reasked(Span(0, 2)),
        reasked(document_id="other"),
    ):
        assert other.key != known


def test_first_claim_is_no_answer_to_a_second_question() -> None:
    """Only what was asked for again is kept here."""
    with pytest.raises(ValueError, match="was not asked for again"):
        Reasked("id", "d", SECOND, "8件", claim_of(0), "{}")
