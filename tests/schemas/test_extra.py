"""User schemas: what can be asked, what cannot, and what travels to the model."""

from enum import StrEnum

import pytest
from pydantic import Field

from schemas.extra import Dated, Extra, ExtraField, Form, Quoted, extended, user_schema
from schemas.facts import SHAPES, Meaning, answer_shape
from schemas.funding import Funding


class Side(StrEnum):
    """Two words to choose from."""

    BUYER = "买方"
    SELLER = "卖方"


class Deal(Extra):
    """One field of each form."""

    buyer: Quoted = Field(alias="采购人", description="买方的\n名称", max_length=12)
    signed: Dated = Field(alias="签约时间")
    side: Side = Field(alias="一方")


DEAL = user_schema(Deal)


def test_fields_are_read_from_a_class() -> None:
    """Name, label, form, meaning, words and limit of each field are known."""
    assert DEAL.name == "deal"
    assert DEAL.fields == (
        ExtraField("buyer", "采购人", Form.QUOTE, "买方的 名称", (), 12),
        ExtraField("signed", "签约时间", Form.DATE),
        ExtraField("side", "一方", Form.WORD, "", ("买方", "卖方"), 2),
    )


@pytest.mark.parametrize("base", SHAPES.values(), ids=SHAPES)
def test_fields_come_after_those_of_the_ledger_and_are_required(base: type[Meaning]) -> None:
    """What travels has the old fields first, the new ones bounded, and no docstring."""
    own = base.model_json_schema()
    schema = extended(base, DEAL).model_json_schema()

    assert [*schema["properties"]] == [*own["properties"], "采购人", "签约时间", "一方"]
    assert schema["required"] == [*schema["properties"]]
    assert schema["properties"]["采购人"] == {"type": "string", "maxLength": 12}
    assert schema["properties"]["一方"]["enum"] == ["", "买方", "卖方"]
    assert "description" not in schema


def test_without_a_user_schema_the_shape_is_the_same_class() -> None:
    """Nothing changes for runs that use none."""
    assert extended(Meaning, None) is Meaning
    assert answer_shape(["m1"], None, extended(Meaning, None)) is answer_shape(["m1"])


def test_shipped_schema_can_be_asked() -> None:
    """The example in the package is a schema, with one field of each form."""
    assert {field.form for field in user_schema(Funding).fields} == set(Form)


def bad_kind() -> type[Extra]:
    """Return a class with a field that cannot be proven."""

    class Bad(Extra):
        amount: int

    return Bad


def bad_words() -> type[Extra]:
    """Return a class with a field of free words."""

    class Bad(Extra):
        note: str

    return Bad


def bad_label() -> type[Extra]:
    """Return a class that asks for the period under its own name."""

    class Bad(Extra):
        when: Dated = Field(alias="时间")

    return Bad


def bad_name() -> type[Extra]:
    """Return a class with a name that the exports use."""

    class Bad(Extra):
        notes: Quoted

    return Bad


def bad_size() -> type[Extra]:
    """Return a class that asks for an essay."""

    class Bad(Extra):
        essay: Quoted = Field(max_length=4000)

    return Bad


def bad_fence() -> type[Extra]:
    """Return a class whose label would end a line of the prompt."""

    class Bad(Extra):
        buyer: Quoted = Field(alias="采\n购")

    return Bad


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (bad_kind, "amount"),
        (bad_words, "note"),
        (bad_label, "时间"),
        (bad_name, "notes"),
        (bad_size, "4000"),
        (bad_fence, "buyer"),
        (lambda: Extra, "0 fields"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(made: object, named: str) -> None:
    """The error names the field or the value that is wrong."""
    assert callable(made)
    with pytest.raises(ValueError, match=named):
        user_schema(made())
