"""A correction fits the other disputes of its document that say the same."""

from dataclasses import replace

from pipeline.disputing.decisions import Ruling
from pipeline.proving.fact import Field, Status
from pipeline.results.settled import Settled
from pipeline.review.alike import find_alike, repeat_of
from tests.results.run_cases import DECISION, PROOF, RECORD

_FACT = PROOF.facts[0]
_MADE = replace(DECISION, field=Field.PERIOD, ruling=Ruling.CORRECT, value="2021")


def _settled(*statuses: Status) -> Settled:
    """Return a document of two facts of the same time, with these statuses."""
    facts = tuple(replace(fact, period="2022") for fact in PROOF.facts)
    proof = replace(PROOF, facts=facts, statuses={**PROOF.statuses, **dict(enumerate(statuses))})
    record = replace(RECORD, proof=proof)
    return Settled(record, record)


def test_disputes_that_say_what_was_corrected_are_alike() -> None:
    """What nobody disputes is left alone."""
    repeat = repeat_of(1, _FACT, [_MADE])

    assert repeat is not None
    assert (repeat.before, repeat.after) == ({Field.PERIOD: "2022"}, {Field.PERIOD: "2021"})
    assert find_alike(_settled(Status.DISPUTED, Status.DISPUTED), repeat) == (0, 1)
    assert find_alike(_settled(Status.VERIFIED, Status.DISPUTED), repeat) == (1,)


def test_what_says_otherwise_is_not_alike() -> None:
    """Every corrected field must say the same."""
    repeat = repeat_of(1, replace(_FACT, period="2019"), [_MADE])

    assert repeat is not None
    assert find_alike(_settled(Status.DISPUTED, Status.DISPUTED), repeat) == ()


def test_an_amount_and_a_ruling_are_nothing_to_do_again() -> None:
    """Only what a number is about can be the same for several."""
    value = replace(_MADE, field=Field.VALUE, value="3")
    ruling = replace(_MADE, field=Field.DISPOSITION, ruling=Ruling.ACCEPT, value=None)

    assert repeat_of(1, _FACT, [value, _MADE]) is None
    assert repeat_of(1, _FACT, [ruling]) is None
