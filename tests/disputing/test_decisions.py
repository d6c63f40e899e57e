"""A decision says everything a later reader needs, or is refused; the last one made stands."""

from dataclasses import replace

import pytest

from pipeline.disputing.decisions import Decision, Ruling, last_act, standing
from pipeline.proving.fact import Field
from pipeline.spans import Span


def decision(field: Field, ruling: Ruling, value: str | None = None, why: str = "seen") -> Decision:
    """Return a decision about 396件."""
    return Decision("id", "d", Span(9, 13), "396件", field, ruling, "li", "2023-05-01", why, value)


REFUSED = [
    (Field.VALUE, Ruling.CORRECT, None, "seen", "with the value None"),
    (Field.VALUE, Ruling.ACCEPT, "369", "seen", "with the value '369'"),
    (Field.DISPOSITION, Ruling.CORRECT, "fact", "seen", "not corrected"),
    (Field.VALUE, Ruling.CORRECT, "many", "seen", "is not a number"),
    (Field.VALUE, Ruling.CORRECT, "NaN", "seen", "not a finite number"),
    (Field.PERIOD, Ruling.CORRECT, "last year", "seen", "is not a period"),
    (Field.KIND, Ruling.CORRECT, "sum", "seen", "not a valid Kind"),
    (Field.VALUE, Ruling.ACCEPT, None, "", "who and why"),
]


@pytest.mark.parametrize(("field", "ruling", "value", "why", "message"), REFUSED)
def test_a_decision_that_cannot_be_applied_is_refused_at_birth(
    field: Field, ruling: Ruling, value: str | None, why: str, message: str
) -> None:
    """Values must fit their field, and every decision has a reason."""
    with pytest.raises(ValueError, match=message):
        decision(field, ruling, value, why)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.VALUE, "-3.69"),
        (Field.PERIOD, "2022-Q3"),
        (Field.PERIOD, ""),
        (Field.KIND, "growth"),
        (Field.REGION, "清远市"),
    ],
)
def test_a_correction_that_fits_its_field_is_kept(field: Field, value: str) -> None:
    """An empty value says that the field has none."""
    assert decision(field, Ruling.CORRECT, value).value == value


def made(field: Field, ruling: Ruling, value: str | None = None, who: str = "li") -> Decision:
    """Return a decision by ``who``, each at its own time."""
    whole = Decision(
        "id", "d", Span(9, 13), "396件", field, ruling, who, "2023-05-01", "seen", value
    )
    return replace(whole, when=f"{ruling}{value}")


SET = made(Field.VALUE, Ruling.CORRECT, "369")
AGAIN = made(Field.VALUE, Ruling.CORRECT, "963")
UNDO = made(Field.VALUE, Ruling.UNDO)
REJECTED = made(Field.DISPOSITION, Ruling.REJECT)
ACCEPTED = made(Field.DISPOSITION, Ruling.ACCEPT)
THEIRS = made(Field.VALUE, Ruling.CORRECT, "1", who="wang")

STANDING = [
    ([SET, AGAIN], [AGAIN]),
    ([SET, UNDO], []),
    ([SET, AGAIN, UNDO], [SET]),
    ([SET, AGAIN, UNDO, UNDO], []),
    ([UNDO], []),
    ([THEIRS, SET, UNDO], [THEIRS]),
    ([SET, THEIRS, UNDO], [THEIRS]),
    ([SET, REJECTED], [SET, REJECTED]),
    ([REJECTED, SET], [SET]),
    ([REJECTED, ACCEPTED], [ACCEPTED]),
    ([ACCEPTED, SET], [ACCEPTED, SET]),
]


@pytest.mark.parametrize(("history", "stands"), STANDING)
def test_the_last_word_on_a_field_that_is_not_withdrawn_stands(
    history: list[Decision], stands: list[Decision]
) -> None:
    """An undo brings back what stood before, and nobody withdraws what another decided."""
    assert list(standing(history)) == stands


def test_decisions_on_other_bytes_do_not_replace_each_other() -> None:
    """What was decided on an older version stands beside what is decided on this one."""
    older = replace(SET, document_id="older")

    assert standing([older, AGAIN]) == (older, AGAIN)


def test_an_act_is_all_that_was_decided_at_once() -> None:
    """What one command set in several fields is one act, and the others' words are not in it."""
    kind = replace(made(Field.KIND, Ruling.CORRECT, "share"), when=AGAIN.when)

    assert last_act([SET, AGAIN, kind, THEIRS], "li") == (AGAIN, kind)
    assert last_act([SET, UNDO], "li") == ()


CONTRADICTIONS = [
    (SET, THEIRS, True),
    (SET, replace(THEIRS, value="369"), False),
    (SET, AGAIN, False),
    (SET, replace(THEIRS, field=Field.PERIOD, value="2022"), False),
    (REJECTED, THEIRS, True),
    (UNDO, THEIRS, False),
    (SET, replace(THEIRS, span=Span(0, 3)), False),
]


@pytest.mark.parametrize(("ours", "theirs", "is_conflict"), CONTRADICTIONS)
def test_two_people_contradict_each_other_about_one_field_or_the_whole(
    ours: Decision, theirs: Decision, is_conflict: bool
) -> None:
    """Words on different fields stand beside each other, and agreement is no conflict."""
    assert ours.contradicts(theirs) is is_conflict
