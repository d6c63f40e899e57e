"""The shapes of answers to a question about one field."""

import json
from pathlib import Path

import pytest

from pipeline.proving.fact import Field
from schemas.facts import Meaning
from schemas.reask import NAME, SHAPES, names_asked

COMMITTED = Path(__file__).parents[2] / "schemas" / "json" / f"{NAME}.json"


def test_shapes_are_the_committed_ones() -> None:
    """A change of a shape shows as a change of the committed copy."""
    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))

    assert {name: shape.model_json_schema() for name, shape in SHAPES.items()} == committed


def test_every_field_has_a_shape_that_echoes_the_number() -> None:
    """Whatever is asked, the number comes first: it is the checksum of the answer."""
    assert set(SHAPES) == {field.value for field in Field}
    assert {names_asked(shape)[0] for shape in SHAPES.values()} == {"原文"}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_parts_are_named_and_bounded_as_in_the_first_answer(shape: type[Meaning]) -> None:
    """The same part has the same name, labels and limits."""
    known = Meaning.model_json_schema()["properties"]

    found = shape.model_json_schema()["properties"]

    assert found == {name: known[name] for name in found}
