"""A person's word on a number becomes decisions, or is refused with the remedy."""

from decimal import Decimal

import pytest

from pipeline.disputing.deciding import Signature, Subject, decide, read_value, withdraw
from pipeline.disputing.decisions import Ruling
from pipeline.errors import DecisionError
from pipeline.proving.fact import Field
from tests.results.run_cases import MENTIONS, PROOF, RECORD

BY = Signature("li", "2023-05-01T09:00:00+08:00", "seen in the source")
FACT = Subject(RECORD.document.digest, "a", MENTIONS[1], PROOF.facts[1])
PHONE = Subject(RECORD.document.digest, "a", MENTIONS[2], None)


def test_a_word_on_the_whole_and_corrections_are_one_act() -> None:
    """Each field gets a row of its own, all signed alike, about the same characters."""
    made = decide(
        FACT, BY, ruling=Ruling.ACCEPT, corrections={"value": "-3.4", "period": "2021"}
    ).decisions

    assert [(each.field, each.ruling, each.value) for each in made] == [
        (Field.DISPOSITION, Ruling.ACCEPT, None),
        (Field.VALUE, Ruling.CORRECT, "-3.4"),
        (Field.PERIOD, Ruling.CORRECT, "2021"),
    ]
    assert {(each.who, each.when, each.why, each.quote) for each in made} == {
        (BY.who, BY.when, BY.why, "4.3%")
    }


def test_what_stands_already_is_not_corrected() -> None:
    """The same amount in other digits is no correction, and an act without any is refused."""
    made = decide(FACT, BY, corrections={"value": "-4.30", "region": "江门市"}).decisions

    assert [each.field for each in made] == [Field.REGION]
    with pytest.raises(DecisionError, match=r"'4\.3%' already has value=-4\.30; accept it"):
        decide(FACT, BY, corrections={"value": "-4.30"})


def test_names_nobody_knows_are_taken_with_a_note() -> None:
    """A person may know more than our tables; near names of the catalogue are offered."""
    decided = decide(FACT, BY, corrections={"indicator": "专利受权量", "region": "中关村"})

    assert [each.value for each in decided.decisions] == ["专利受权量", "中关村"]
    assert "not in the catalogue" in decided.notes[0]
    assert "授权" in decided.notes[0].split("like it")[1]
    assert "no code in GB/T 2260" in decided.notes[1]


def test_a_field_can_be_emptied() -> None:
    """An empty value says that the text names no place."""
    assert decide(FACT, BY, corrections={"region": ""}).decisions[0].value == ""


REFUSED = [
    ({"colour": "red"}, "colour: no field that can be set; these can: value, kind"),
    ({"value": "many"}, "value='many': not a number of %, such as 12.5"),
    ({"value": ""}, "value='': not a number"),
    ({"value": "inf"}, "value='inf': not a finite number"),
    ({"value": "1,5"}, "value='1,5': not a number"),
    ({"kind": "sum"}, "kind='sum': no kind; one of value, change, growth"),
    ({"period": "2022年上半年"}, "period='2022年上半年': not a period; write 2022-H1"),
    ({"period": "soon"}, "period='soon': not a period; write 2022, 2023-01"),
    ({}, "nothing is decided"),
]


@pytest.mark.parametrize(("corrections", "message"), REFUSED)
def test_what_cannot_stand_is_refused_with_the_remedy(
    corrections: dict[str, str], message: str
) -> None:
    """The error names the value and says what would do."""
    with pytest.raises(DecisionError) as refused:
        decide(FACT, BY, corrections=corrections)

    assert message in str(refused.value)


def test_a_number_that_is_no_fact_has_no_fields() -> None:
    """It can be accepted or rejected as it is."""
    with pytest.raises(DecisionError, match="'0763-123456' is no fact, so its kind cannot"):
        decide(PHONE, BY, corrections={"kind": "value"})
    assert decide(PHONE, BY, ruling=Ruling.ACCEPT).decisions[0].field is Field.DISPOSITION


def test_nothing_is_both_rejected_and_corrected() -> None:
    """One act says one thing."""
    with pytest.raises(DecisionError, match="exclude each other"):
        decide(FACT, BY, ruling=Ruling.REJECT, corrections={"value": "1"})


@pytest.mark.parametrize(("who", "why"), [("", "seen"), ("li", "  ")])
def test_nobody_decides_without_a_name_and_a_reason(who: str, why: str) -> None:
    """A blank is neither."""
    with pytest.raises(DecisionError, match="say who and why"):
        Signature(who, BY.when, why)


AMOUNTS = [
    ("1,079.50 万元", "万元", "1079.50"),
    ("－４.３％", "%", "-4.3"),
    ("\u2212 4.3".replace(" ", ""), "%", "-4.3"),
    ("12.0", "家", "12.0"),
]


@pytest.mark.parametrize(("text", "unit", "value"), AMOUNTS)
def test_an_amount_is_read_as_people_type_it(text: str, unit: str, value: str) -> None:
    """Thousands, full-width digits and the fact's own unit are understood."""
    assert read_value(text, unit) == Decimal(value)


def test_an_undo_takes_back_the_whole_last_act() -> None:
    """Each of its fields gets a row, so that the log only ever grows."""
    first = decide(FACT, BY, corrections={"value": "1", "kind": "share"}).decisions
    undone = withdraw(first, Signature("li", "2023-05-02", "misread"))

    assert [(each.field, each.ruling) for each in undone] == [
        (Field.VALUE, Ruling.UNDO),
        (Field.KIND, Ruling.UNDO),
    ]
    with pytest.raises(DecisionError, match="li has decided nothing about this number"):
        withdraw((*first, *undone), BY)
    with pytest.raises(DecisionError, match="decisions there are by li"):
        withdraw(first, Signature("wang", BY.when, "why not"))
